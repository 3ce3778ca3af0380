/** @file A peer written in Python: a script beside this file that speaks as answers.py says, in a child process. */
import {join} from "node:path";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {LineChild} from "./lineChild.js";

/** How to start a script. */
export interface Script {
  /** What its rows are called. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** The commands to try as Python, the first that has what the script imports is taken. */
  readonly pythons: readonly string[];
  /** How its arithmetic differs from ours. */
  readonly arithmetic: string;
  /** Whether the note tells how many cores it kept busy. */
  readonly usesCores?: boolean;
}

/** What runs, and the most cores it has kept busy so far. */
type Started = {readonly child: LineChild; readonly about: string; busiest: number} | {readonly absent: string};

/** An import takes seconds: a script is started once for all works. */
const started = new Map<string, Promise<Started>>();

/** Lets the script prepare the work. `source` is the folder of the benchmarks. */
export function pythonPeer(
  script: Script,
  {lanes, steps, low, high}: Work,
  source: string,
): Promise<Contender | Absent> {
  return askedPeer(script, (repeats) => [lanes, steps, low, high, repeats].join(" "), source);
}

/** Starts the script where it is not running yet, and asks it this; what it is asked first, it prepares. */
export async function askedPeer(
  script: Script,
  question: (repeats: number) => string,
  source: string,
): Promise<Contender | Absent> {
  const {name, file, args} = script;
  const key = [file, ...args].join(" ");
  const running = started.get(key) ?? start(script, source);
  started.set(key, running);
  const program = await running;
  if ("absent" in program) return {name, absent: program.absent};

  const ask = async (repeats: number) => {
    const answer = await program.child.ask(question(repeats));
    if (answer.startsWith("failed ")) throw new Error(answer.slice("failed ".length));
    const [time = NaN, spikes = NaN, meanV = NaN, cores = NaN, prepared = NaN] = answer.split(" ").map(Number);
    program.busiest = Math.max(program.busiest, cores);
    return {time, spikes, meanV, prepared};
  };
  try {
    const {time: _, prepared, ...outcome} = await ask(1);
    return {
      name,
      arithmetic: script.arithmetic,
      sample: async (repeats) => (await ask(repeats)).time,
      outcome: () => ({...outcome, V: null}),
      about: () => ({
        text: script.usesCores ? `${program.about}, kept ${program.busiest.toFixed(1)} busy` : program.about,
        prepared,
      }),
    };
  } catch (error) {
    return {name, absent: error instanceof Error ? error.message : String(error)};
  }
}

async function start({file, args, pythons}: Script, source: string): Promise<Started> {
  const reasons: string[] = [];
  for (const python of pythons) {
    const child = new LineChild(python, [join(source, "peers", file), ...args], true);
    const hello = await child.next().catch(() => "absent cannot be started");
    if (hello.startsWith("ready ")) return {child, about: hello.slice("ready ".length), busiest: 0};
    child.close();
    reasons.push(`${python}: ${hello.replace("absent ", "")}`);
  }
  return {absent: reasons.join("; ")};
}

/** The commands to try: what the environment names, or the usual ones. */
export function pythonsOf(variable: string, ...usual: string[]): string[] {
  const named = process.env[variable];
  return named === undefined || named === "" ? usual : [named];
}
