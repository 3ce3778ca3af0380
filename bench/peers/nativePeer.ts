/** @file lifref.c as a native program: a child process that answers lines, so that it is measured in turn with the others. */
import {spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {COEFFICIENT, DT} from "../work/lifRefRollout.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {buildNative} from "./build.js";

interface Answer {
  readonly time: number;
  readonly spikes: number;
  readonly meanV: number;
}

export function nativePeer(work: Work, source: string): Contender | Absent {
  const {kind, lanes, steps, low, high} = work;
  const name = `C, native, \`${kind}\``;
  const built = buildNative(source);
  if ("absent" in built) return {name, absent: built.absent};
  const child = spawn(built.file, {stdio: ["pipe", "pipe", "inherit"]});
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  // it ends with this process, which does not wait for it
  child.unref();
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as {unref?(): void}).unref?.();

  const ask = async (repeats: number): Promise<Answer> => {
    // a pending answer must keep this process alive
    const pending = setInterval(() => undefined, 60_000);
    try {
      child.stdin.write(`${[kind, lanes, steps, DT, low, high, COEFFICIENT, repeats].join(" ")}\n`);
      const {value} = (await answers.next()) as {value: string | undefined};
      const [time = NaN, spikes = NaN, meanV = NaN] = (value ?? "").split(" ").map(Number);
      return {time, spikes, meanV};
    } finally {
      clearInterval(pending);
    }
  };
  return {
    name,
    sample: async (repeats) => (await ask(repeats)).time,
    outcome: async () => ({...(await ask(1)), V: null}),
  };
}
