/** @file lifref.c as a native program, a child process. */
import {COEFFICIENT, DT} from "../work/lifRefRollout.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {buildNative} from "./build.js";
import {LineChild} from "./lineChild.js";

export function nativePeer(work: Work, source: string): Contender | Absent {
  const {kind, lanes, steps, low, high} = work;
  const name = `C, native, \`${kind}\``;
  const built = buildNative(source);
  if ("absent" in built) return {name, absent: built.absent};
  const child = new LineChild(built.file);
  const ask = async (repeats: number) => {
    const answer = await child.ask([kind, lanes, steps, DT, low, high, COEFFICIENT, repeats].join(" "));
    const [time = NaN, spikes = NaN, meanV = NaN] = answer.split(" ").map(Number);
    return {time, spikes, meanV};
  };
  return {
    name,
    sample: async (repeats) => (await ask(repeats)).time,
    outcome: async () => ({...(await ask(1)), V: null}),
    close: () => {
      child.close();
    },
  };
}
