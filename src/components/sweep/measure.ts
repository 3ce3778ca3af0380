/**
 * @file Measures the sweep on each backend that is here: a run that is not timed, then some that are, and the same for one
 * neuron. On a device that is the processor after all, fewer steps; what is compared is compared at the same size.
 */
import type {Devices} from "./devices.js";
import type {Size} from "./listings.js";
import {DT, type SweepValues} from "./parameters.js";
import {startSweep, updatesOf, wholeSize, type Sweep} from "./run.js";

/** What can be measured: `auto` is one of them. */
export const MEASURED = ["wasm", "webgl2", "webgpu"] as const;
export type MeasuredBackend = (typeof MEASURED)[number];

/** Runs that are timed, of which the median counts. */
export const ROUNDS = 3;
/** Of what part of the steps a device that is slow by nature is measured. */
const SOFTWARE_SHARE = 0.1;

export interface Measurement {
  readonly device: string | null;
  readonly isSoftware: boolean;
  readonly size: Size;
  /** How many times a neuron was moved by a step, in one run. */
  readonly updates: number;
  /** What a run took, in ms: the median. */
  readonly time: number;
  /** Cells whose number of spikes is not that of wasm. */
  readonly differing: number;
  /** Of one neuron: the steps of a run, and what it took, in ms. */
  readonly alone: {readonly steps: number; readonly time: number};
}

/** What was found of a backend: its measurement, or why there is none. */
export type Found = Measurement | {readonly reason: string};

export interface Watch {
  readonly signal: AbortSignal;
  /** What is being done now. */
  readonly onStep: (words: string) => void;
  readonly onFound: (backend: MeasuredBackend, found: Found) => void;
}

/**
 * Measures all, one after another.
 * @throws the signal's reason when it was stopped
 */
export async function measureAll(values: SweepValues, devices: Devices, watch: Watch): Promise<void> {
  for (const backend of MEASURED) watch.onFound(backend, await measure({...values, backend}, backend, devices, watch));
}

async function measure(
  values: SweepValues,
  backend: MeasuredBackend,
  devices: Devices,
  {signal, onStep}: Watch,
): Promise<Found> {
  signal.throwIfAborted();
  onStep(`${backend}: opening`);
  const opened = backend === "wasm" ? null : await devices.open(backend);
  if (opened !== null && opened.gpu === null) return {reason: opened.reason};
  const isSoftware = opened?.gpu?.isSoftware ?? false;
  const whole = wholeSize(values);
  const size = isSoftware ? {...whole, duration: Math.round(whole.duration * SOFTWARE_SHARE)} : whole;
  const timed = async (what: string, of: Size): Promise<{first: Sweep; time: number}> => {
    const run = async (round: number): Promise<Sweep> => {
      onStep(
        `${backend}: ${what}, ${round === 0 ? "a first run that is not timed" : `run ${String(round)} of ${String(ROUNDS)}`}`,
      );
      return stoppable(values, of, signal);
    };
    const first = await run(0);
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) times.push((await run(round)).taken);
    return {first, time: median(times)};
  };
  const {first, time} = await timed("the sweep", size);
  // a device may refuse a program, or be lost meanwhile: then this is no measurement of it
  const {fallbackReason, device} = first.report;
  if (fallbackReason !== null) return {reason: fallbackReason};
  const reference = backend === "wasm" ? first : await stoppable({...values, backend: "wasm"}, size, signal);
  const one = {side: 1, duration: size.duration};
  const alone = {steps: updatesOf(one, DT), time: (await timed("one neuron", one)).time};
  const differing = differingCells(first.counts, reference.counts);
  return {device, isSoftware, size, updates: updatesOf(size, DT), time, differing, alone};
}

/** A sweep that ends when the signal says so. */
async function stoppable(values: SweepValues, size: Size, signal: AbortSignal): Promise<Sweep> {
  signal.throwIfAborted();
  const run = startSweep(values, size);
  const stop = (): void => run.stop();
  signal.addEventListener("abort", stop);
  try {
    return await run.result;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** How many numbers are not the same in both. */
export function differingCells(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let differing = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++;
  return differing;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
