/** @file What is known of a machine, and how long it will take by that: models of a few numbers, all in milliseconds. */
import {launchTime} from "../../backends/gpu/kernelLayout.js";
import type {DeviceLoop, ReplayWork} from "./deviceWork.js";
import {kernelsOf} from "./deviceWork.js";
import type {DeviceProgram, HostLoop, Work} from "./work.js";

/** The processor, on one thread. Milliseconds each. */
export interface WasmSpeed {
  /** What a run costs that does nothing. */
  readonly run: number;
  /** An operation of weight 1, whatever the lanes: few of them wait for one another. */
  readonly chain: number;
  /** An operation of weight 1, for each lane. */
  readonly each: number;
  /** An element handed over: an input, a result, a recorded value. */
  readonly cell: number;
}

/** A device. Milliseconds each. */
export interface DeviceSpeed {
  /** A launch that does nothing. */
  readonly launch: number;
  /** A number that a kernel is given. */
  readonly up: number;
  /** A thread's answer. */
  readonly down: number;
  /** An operation of weight 1, where few threads run. */
  readonly chain: number;
  /** An operation of weight 1, for each thread, where many run. */
  readonly each: number;
  /** Making a kernel ready that has not run before. */
  readonly compile: number;
}

/** A processor of these years, where nothing was measured. */
const TYPICAL: WasmSpeed = {run: 0.05, chain: 3e-7, each: 4e-8, cell: 2e-6};

/** How a run is done on wasm. */
export interface WasmWay {
  /** Workers that run it; 0 is this thread. */
  readonly workers: number;
  /** Whether it gives way every few milliseconds. */
  readonly chunked: boolean;
}

/** What sending a run to workers costs, and how much of a worker's time is its part: other tabs want the processor too. */
const TO_WORKERS = 2;
const EFFICIENCY = 0.8;
/** Lanes that are worth a worker, and how long a task is: here, and in workers. */
const LEAST_LANES = 192;
const [SLICE, WORKER_SLICE] = [8, 32];

/** How long wasm takes. */
export function wasmTime(
  work: Work,
  speed: WasmSpeed,
  {workers, chunked}: WasmWay = {workers: 0, chunked: false},
): number {
  const {program, taken} = work;
  const steps = program.host.reduce((sum, loop) => sum + loopTime(loop, work, speed, workers), 0);
  const records = program.host.reduce((sum, {steps, recorded}) => sum + work.stepsOf(steps) * recorded, 0) * speed.cell;
  const once = speed.run + (taken + program.given) * speed.cell;
  if (workers === 0 && !chunked) return once + steps + records;
  // each chunk hands over what is carried, and what is recorded goes through its arrays
  const chunks = 1 + Math.floor((steps + records) / (workers > 0 ? WORKER_SLICE : SLICE));
  return (workers > 0 ? TO_WORKERS : 0) + chunks * once + steps + 2 * records;
}

/** About the most that wasm takes on an ordinary machine, from the program as it was traced: in microseconds itself. */
export function roughTime(work: Work): number {
  return work.program.rough.reduce((sum, loop) => sum + loopTime(loop, work, TYPICAL, 0), 0);
}

function loopTime({steps, weight, wideWeight, lanes}: HostLoop, work: Work, speed: WasmSpeed, workers: number): number {
  const step = speed.chain * weight + (speed.each * wideWeight) / shareOf(lanes, workers);
  return work.stepsOf(steps) * step;
}

function shareOf(lanes: number | null, workers: number): number {
  const used = lanes === null ? 1 : Math.min(workers, Math.floor(lanes / LEAST_LANES));
  return Math.max(1, used * EFFICIENCY);
}

/** Steps of the very first launch, as `core/pace.ts` has it. */
const [FIRST_WORK, FIRST_STEPS] = [2 ** 14, 64];

/** How long a device takes, once it has run the program before, and what the first run costs in addition. */
export function deviceTime(
  work: Work,
  device: DeviceProgram,
  speed: DeviceSpeed,
  wasm: WasmSpeed,
): {readonly usual: number; readonly first: number} {
  let usual = device.host.reduce((sum, loop) => sum + loopTime(loop, work, wasm, 0), 0);
  usual += (work.taken + work.program.given) * wasm.cell;
  let first = 0;
  for (const loop of device.loops) {
    const total = work.stepsOf(loop.steps);
    const {fixed, step} = launchTimes(loop, speed, Math.min(loop.most, total));
    const most = Math.max(1, Math.min(loop.most, total, Math.floor((launchTime(fixed) - fixed) / step)));
    usual += Math.ceil(total / most) * fixed + total * step;
    const begin = Math.max(1, Math.min(FIRST_STEPS, Math.floor(FIRST_WORK / loop.lanes)));
    first += kernelsOf(loop) * speed.compile + Math.ceil(Math.log2(Math.max(1, most / begin))) * fixed;
  }
  return {usual, first};
}

/** What a launch of all kernels of a loop costs, and each of its steps in addition, of about so many. */
function launchTimes(
  loop: DeviceLoop,
  speed: DeviceSpeed,
  steps: number,
): {readonly fixed: number; readonly step: number} {
  const {lanes, weight, advances, replays, read, readStep} = loop;
  const kernels = kernelsOf(loop);
  const compute = (threads: number): number => weight * Math.max(speed.chain, speed.each * threads);
  // each kept row replays up to its own step, and rows that none are left for replay all
  const replay = ({rows, every}: ReplayWork): number => compute(lanes * (rows - Math.min(rows, steps / every) / 2));
  const answers = lanes * (advances + replays.reduce((sum, {rows}) => sum + rows, 0));
  return {
    fixed: kernels * (speed.launch + read * speed.up) + answers * speed.down,
    step:
      kernels * readStep * speed.up + advances * compute(lanes) + replays.reduce((sum, each) => sum + replay(each), 0),
  };
}
