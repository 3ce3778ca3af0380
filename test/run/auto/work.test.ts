/** @file What programs have to do, counted. */
import {expect, test} from "vitest";
import {LoopKernels} from "../../../lib/backends/gpu/loopKernels.js";
import {stagesOf} from "../../../lib/backends/gpu/stages.js";
import {optimizeCalls} from "../../../lib/ir/passes/optimize.js";
import {parse} from "../../../lib/ir/parse.js";
import type {DeviceProgram} from "../../../lib/run/auto/work.js";
import {ProgramWork} from "../../../lib/run/auto/work.js";
import {probe} from "../../../lib/run/auto/probe.js";
import {coupled, neurons, work} from "./programs.js";

const onDevice = (counted: ProgramWork): DeviceProgram => {
  if ("cannot" in counted.device) throw new Error(counted.device.cannot);
  return counted.device;
};

test("ProgramWork: weighs each operation of a step once, and once a lane", () => {
  const loop = new ProgramWork(neurons(100)).host.at(-1);
  // six operations, and a division that counts ten
  expect(loop).toMatchObject({weight: 16, wideWeight: 1600, recorded: 0, lanes: 100});
  expect(new ProgramWork(neurons(100, 4)).host.at(-1)?.recorded).toBe(25);
});

test("ProgramWork: counts functions as the program that wasm runs, and as one that a device has", () => {
  const counted = new ProgramWork(
    parse(`program (%0: float32[?], %1: float32[8]) {
      %2 = loop ? carry (%1) xs (%0) {
        (%3: float32[8], %4: float32)
        %5 = exp %3 : float32[8]
        %6 = mul %5, %4 : float32[8]
        yield %6
      }
      return %2
    }`),
  );
  const [device] = onDevice(counted).loops;
  expect(counted.host.at(-1)?.weight).toBeGreaterThan(2 * (device?.weight ?? Infinity));
});

test("ProgramWork: says why a device cannot take neurons that see one another", () => {
  expect(new ProgramWork(coupled(50)).device).toEqual({cannot: expect.stringContaining("see one another") as string});
});

test("workOf: takes the number of steps from the input that the loop slices", () => {
  const {program, stepsOf, taken} = work(neurons(100), 2000);
  expect(program.host.map(({steps}) => stepsOf(steps))).toEqual([1, 2000]);
  expect(onDevice(program).loops.map(({steps}) => stepsOf(steps))).toEqual([2000]);
  expect(taken).toBe(2000 + 100 + 100 + 2);
});

test("workOf: counts a structure once", () => {
  const first = work(neurons(64), 10);
  const again = work(neurons(64), 20);
  expect(again.program).toBe(first.program);
  expect(again.program.host).toBe(first.program.host);
  expect(again.program.device).toBe(first.program.device);
});

test.for([
  ["neurons", neurons(100)],
  ["neurons recorded each step", neurons(1000, 1)],
  ["neurons recorded at times", neurons(100_000, 7)],
  ["many neurons recorded", neurons(2_000_000, 2)],
  ["a probe", probe({lanes: 300, records: true})],
] as const)("deviceLoop of %s: has the kernels that run it", ([, program]) => {
  const {list, written} = stagesOf(optimizeCalls(program));
  const stage = list.find((each) => each.kind === "device");
  if (stage?.kind !== "device") throw new Error("there is no stage for the device");
  const kernels = new LoopKernels(stage.loop, stage.lanes, written).kernels.map(({output}) => output);
  const [loop] = onDevice(new ProgramWork(program)).loops;
  expect([
    ...Array.from({length: loop?.advances ?? 0}, () => [loop?.lanes]),
    ...(loop?.replays ?? []).map(({rows}) => [loop?.lanes, rows]),
  ]).toEqual(kernels);
});
