/** @file Measures cases in turn (A B A B ...), so that what disturbs the machine for a while disturbs them all. */
import {summarize} from "./statistics.js";
import type {Summary} from "./statistics.js";

/** Something to measure: gives the mean time of `repeats` calls, in milliseconds. */
export interface Case {
  readonly name: string;
  sample(repeats: number): number | Promise<number>;
}

/** How long to measure. */
export interface Settings {
  /** Samples of each case. */
  readonly samples: number;
  /** A sample repeats its call until it takes about this long, in milliseconds. */
  readonly sampleTime: number;
  /** How long each case runs before it is measured, so that engines have compiled what they will, in milliseconds. */
  readonly warmUpTime: number;
  /** Fresh processes to start where a first call is measured. */
  readonly processes: number;
}

export const SETTINGS: Settings = {samples: 25, sampleTime: 5, warmUpTime: 400, processes: 15};
/** To try a benchmark out: its numbers mean little. */
export const QUICK: Settings = {samples: 5, sampleTime: 1, warmUpTime: 50, processes: 3};

/** What was measured, in milliseconds a call. */
export interface Measured extends Summary {
  readonly name: string;
  readonly repeats: number;
  readonly samples: readonly number[];
}

/** A case in this process. `prepare` comes before each call and is not timed. */
export function inProcess(name: string, run: () => void, prepare: () => void = () => undefined): Case {
  return {
    name,
    sample(repeats) {
      let elapsed = 0;
      for (let i = 0; i < repeats; i++) {
        prepare();
        const start = performance.now();
        run();
        elapsed += performance.now() - start;
      }
      return elapsed / repeats;
    },
  };
}

/** Measures the cases, one sample of each in turn; gives them in the same order. */
export async function measure(cases: readonly Case[], settings: Settings): Promise<Measured[]> {
  const runs: {subject: Case; repeats: number; samples: number[]}[] = [];
  for (const subject of cases) {
    runs.push({subject, repeats: await warmUp(subject, settings), samples: []});
  }
  for (let round = 0; round < settings.samples; round++) {
    for (const {subject, repeats, samples} of runs) samples.push(await subject.sample(repeats));
  }
  return runs.map(({subject: {name}, repeats, samples}) => ({name, repeats, samples, ...summarize(samples)}));
}

/** Runs a case until it is warm; gives the calls that a sample needs. */
async function warmUp(subject: Case, {sampleTime, warmUpTime}: Settings): Promise<number> {
  const end = performance.now() + warmUpTime;
  let last = await subject.sample(1);
  while (performance.now() < end) last = await subject.sample(Math.max(1, Math.min(20, Math.ceil(1 / last))));
  return Math.max(1, Math.min(1000, Math.ceil(sampleTime / last)));
}
