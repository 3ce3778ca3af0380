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
  /** About how long the samples of one case may take together, in milliseconds: a slow case gets fewer. */
  readonly caseTime: number;
  /** How long each case runs before it is measured, so that engines have compiled what they will, in milliseconds. */
  readonly warmUpTime: number;
  /** Fresh processes to start where a first call is measured. */
  readonly processes: number;
}

export const SETTINGS: Settings = {samples: 25, sampleTime: 5, caseTime: 4000, warmUpTime: 400, processes: 15};
/** To try a benchmark out: its numbers mean little. */
export const QUICK: Settings = {samples: 5, sampleTime: 1, caseTime: 200, warmUpTime: 50, processes: 3};

/** What was measured, in milliseconds a call. */
export interface Measured extends Summary {
  readonly name: string;
  readonly repeats: number;
  readonly samples: readonly number[];
  /** A sample was taken in every so many rounds: 1, 2, 4 or 8, the first in round 0. */
  readonly stride: number;
}

/** Samples of the slowest case. */
const FEWEST_SAMPLES = 3;

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

/** As `inProcess`, for a run that is over when its promise is fulfilled. */
export function inProcessAsync(name: string, run: () => Promise<void>, prepare: () => void = () => undefined): Case {
  return {
    name,
    async sample(repeats) {
      let elapsed = 0;
      for (let i = 0; i < repeats; i++) {
        prepare();
        const start = performance.now();
        await run();
        elapsed += performance.now() - start;
      }
      return elapsed / repeats;
    },
  };
}

/** Measures the cases, one sample of each in turn; gives them in the same order. */
export async function measure(cases: readonly Case[], settings: Settings): Promise<Measured[]> {
  const runs: {subject: Case; repeats: number; stride: number; samples: number[]}[] = [];
  for (const subject of cases) {
    runs.push({subject, ...(await warmUp(subject, settings)), samples: []});
  }
  for (let round = 0; round < settings.samples; round++) {
    for (const {subject, repeats, stride, samples} of runs) {
      if (round % stride === 0) samples.push(await subject.sample(repeats));
    }
  }
  return runs.map(({subject: {name}, ...run}) => ({name, ...run, ...summarize(run.samples)}));
}

/** Runs a case until it is warm; gives the calls that a sample needs, and in which rounds there is time for one. */
async function warmUp(subject: Case, settings: Settings): Promise<{repeats: number; stride: number}> {
  const {samples, sampleTime, caseTime, warmUpTime} = settings;
  const end = performance.now() + warmUpTime;
  let last = await subject.sample(1);
  while (performance.now() < end) last = await subject.sample(Math.max(1, Math.min(20, Math.ceil(1 / last))));
  const repeats = Math.max(1, Math.min(1000, Math.ceil(sampleTime / last)));
  let stride = 1;
  // powers of two: of two cases, the one with fewer samples has them in rounds in which the other has one
  while (2 * stride * (FEWEST_SAMPLES - 1) < samples && (samples / stride) * repeats * last > caseTime) stride *= 2;
  return {repeats, stride};
}
