/** @file How long properties of random programs are tried: a little in every run of the tests, long by `npm run fuzz`. */

/** `npm run fuzz` sets how long the tests of a file take in all. */
const MINUTES = Number(process.env.FUZZ_MINUTES ?? 0);

/** Whether a long search was asked for. */
export const isLong = MINUTES > 0;

/** What one test may take. */
export interface FuzzBudget {
  /** For `fc.assert`. */
  readonly bounds: {readonly numRuns: number; readonly interruptAfterTimeLimit: number};
  /** For the test. */
  readonly timeout: number;
}

/** The budget of each of `tests` tests that share a file's: so many programs, or the time that was asked for. */
export function fuzzBudget(tests: number, numRuns: number): FuzzBudget {
  const bounds = isLong
    ? {numRuns: 1e9, interruptAfterTimeLimit: (MINUTES * 60_000) / tests}
    : {numRuns, interruptAfterTimeLimit: 20_000};
  return {bounds, timeout: bounds.interruptAfterTimeLimit + 40_000};
}
