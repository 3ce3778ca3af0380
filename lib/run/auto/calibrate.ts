/**
 * @file Measures a device with launches of one small kernel: few threads and many, few steps and many. It takes some tens
 * of milliseconds on a graphics card, and on what imitates one it ends soon.
 */
import type {Device} from "../../backends/gpu/device.js";
import type {Asking} from "../../backends/gpu/drive.js";
import {driveLater, driveNow} from "../../backends/gpu/drive.js";
import {KernelFailure} from "../../backends/gpu/failure.js";
import {layoutOf} from "../../backends/gpu/kernelLayout.js";
import {advanceKernel, markOf} from "../../backends/gpu/kernelSource.js";
import type {Kernel, Launch} from "../../backends/gpu/launch.js";
import {Packer} from "../../backends/gpu/packer.js";
import {stagesOf} from "../../backends/gpu/stages.js";
import {InternalError} from "../../core/errors.js";
import type {RuntimeArray, Value} from "../../ir/types.js";
import {deviceLoop} from "./deviceWork.js";
import {probe, probeInputs} from "./probe.js";
import type {DeviceSpeed} from "./speed.js";

/** Threads: one group of a card, and enough for all of its cores, or for the processor that imitates one. */
const FEW = 64;
const MANY = {hardware: 2 ** 16, software: 2 ** 12};
/** Numbers that are sent and not read, to see what sending takes. */
const BALLAST = 2 ** 18;
/** A launch is grown until its steps take so long, in milliseconds, or are so many. */
const LONG = 5;
const TOO_LONG = 50;
const MOST = {few: 2 ** 15, many: 2 ** 12};
const MOST_ROWS = Math.max(BALLAST, MOST.few, MOST.many);
/** After so long nothing is measured again or more exactly. Milliseconds. */
const PATIENCE = 250;
/** Every launch is marked alike: a stale answer would be found by its steps. */
const MARK = markOf(0);
/** What a clock of a browser may not show. */
const TICK = 0.05;

/** A device as calibration needs it. */
export type Measured = Pick<Device, "launch" | "isSoftware">;

/** Measures a device that answers at once. @throws KernelFailure */
export function measureNow(device: Measured, now?: () => number): DeviceSpeed {
  return driveNow(measure(device, now), device);
}

/** Measures a device as loops use it that wait. Rejects with a KernelFailure. */
export function measureLater(device: Measured, now?: () => number): Promise<DeviceSpeed> {
  return driveLater(measure(device, now), device);
}

function* measure({isSoftware}: Measured, now: () => number = () => performance.now()): Asking<DeviceSpeed> {
  const start = now();
  const isLate = (): boolean => now() - start > PATIENCE;

  function* timed(launch: Launch): Asking<number> {
    const began = now();
    const given = yield launch;
    checkTaken(given, launch.args.at(-2) as number);
    return Math.max(TICK, now() - began);
  }

  /** The shortest of a few. */
  function* shortest(launch: Launch, times: number): Asking<number> {
    let least = yield* timed(launch);
    for (let i = 1; i < times && !isLate(); i++) least = Math.min(least, yield* timed(launch));
    return least;
  }

  /** What a step takes, from a launch that is long enough. */
  function* perStep(
    launch: (steps: number) => Launch,
    {first, most, base}: {first: number; most: number; base: number},
  ): Asking<number> {
    for (let steps = first; ; steps *= 4) {
      let whole = yield* timed(launch(steps));
      if (whole >= LONG && whole < TOO_LONG) whole = Math.min(whole, yield* shortest(launch(steps), 2));
      const time = whole - base;
      // what a launch costs by itself varies, so its steps must take a good part of that
      if (time >= Math.max(LONG, base) || 4 * steps > most) return Math.max(time, TICK) / steps;
      if (whole >= TOO_LONG) return Math.max(time, whole / 2) / steps;
    }
  }

  const few = probeOn(FEW);
  const firstTime = yield* timed(few.launch(1));
  const launch = yield* shortest(few.launch(1), 5);
  const {weight} = few;
  const chain = (yield* perStep(few.launch, {first: 128, most: MOST.few, base: launch})) / weight;

  const lanes = isSoftware ? MANY.software : MANY.hardware;
  const many = probeOn(lanes);
  const secondTime = yield* timed(many.launch(1));
  const base = yield* shortest(many.launch(1), 3);
  const loaded = yield* shortest(many.launch(1, BALLAST), 2);
  const step = yield* perStep(many.launch, {first: 16, most: MOST.many, base});
  const up = Math.max(loaded - base, TICK) / BALLAST;
  return {
    launch,
    up,
    down: Math.max(base - launch - many.read * up, TICK) / lanes,
    chain: Math.min(chain, step / weight),
    each: step / (weight * lanes),
    compile: Math.max((firstTime - launch + secondTime - base) / 2, TICK),
  };
}

/** What was not computed took no time. Loops look answers through in the same way, so it is timed too. */
function checkTaken(given: Float32Array, steps: number): void {
  for (let at = 3; at < given.length; at += 4) {
    if (given[at] !== MARK + steps) throw new KernelFailure(`a device left out steps of a trial of ${String(steps)}`);
  }
}

/** A kernel of some threads, and what it has to do. The device keeps it, as it does all kernels, until it is closed. */
interface Probe {
  /** `ballast`: how many numbers of steps the launch is given, where that is more than it reads. */
  readonly launch: (steps: number, ballast?: number) => Launch;
  readonly weight: number;
  readonly read: number;
}

function probeOn(lanes: number): Probe {
  const program = probe({lanes});
  const {list, written} = stagesOf(program);
  const stage = list[0];
  if (stage?.kind !== "device") throw new InternalError("a device does not take what it is measured with");
  const {loop} = stage;
  const layout = layoutOf(loop, lanes, ({id}) => written.has(id));
  const kernel: Kernel = {...advanceKernel(loop, layout, written, layout.carries), output: [lanes]};
  const arrays = new Map(probeInputs({lanes}, MOST_ROWS).map((array, i) => [program.params[i]?.id, array]));
  const read = ({id}: Value): RuntimeArray => arrays.get(id) as RuntimeArray;
  const packer = new Packer(layout);
  const inputs = packer.inputs(read);
  const carries = packer.carries(loop.inits.map(read));
  const times = (loop.xs.map(read)[0] as RuntimeArray).data as Float32Array;
  return {
    launch: (steps, ballast = 0) => ({
      kernel,
      args: [carries, inputs.lanes, inputs.scalars, times.subarray(0, Math.max(steps, ballast)), steps, MARK],
    }),
    ...deviceLoop(loop, lanes, written),
  };
}
