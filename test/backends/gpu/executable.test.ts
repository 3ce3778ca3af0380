/** @file Programs on a device of this process: what the device and this thread give together. */
import {describe, expect, test} from "vitest";
import type {Device} from "../../../lib/backends/gpu/device.js";
import {gpuExecutable} from "../../../lib/backends/gpu/executable.js";
import type {Launch} from "../../../lib/backends/gpu/launch.js";
import {stagesOf} from "../../../lib/backends/gpu/stages.js";
import {interpretBackend} from "../../../lib/backends/interpretBackend.js";
import {InternalError, RecordTooLargeError} from "../../../lib/core/errors.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {parse} from "../../../lib/ir/parse.js";
import type {Program, RuntimeArray} from "../../../lib/ir/types.js";
import {answer} from "../../support/gpuFake.js";
import {firstDifference} from "../../support/sameBits.js";

/** A program that computes before, between and after loops, and records in two of them. */
const MIXED = parse(`program (%0: float32[?], %1: float32[6], %2: int32[2]) {
  %3 = constant 3 : float32
  %4 = mul %1, %3 : float32[6]
  %5, %6 = loop ? carry (%4) xs (%0) keep (2/3) {
    (%7: float32[6], %8: float32)
    %9 = mul %8, %3 : float32
    %10 = add %7, %9 : float32[6]
    yield %10, %10
  }
  %11 = take %5 at %2 along 0 : float32[2]
  %12, %13 = loop ? carry (%11) xs (%0) keep (2/3) {
    (%14: float32[2], %15: float32)
    %16 = sub %14, %15 : float32[2]
    yield %16, %14
  }
  %17 = reduce sum %12 over (0) : float32
  %18 = add %5, %17 : float32[6]
  %19 = loop ? carry (%18) xs (%0) {
    (%20: float32[6], %21: float32)
    %22 = max %20, %21 : float32[6]
    yield %22
  }
  return %17, %19, %5, %6, %13, %1, %3, %19
}`);

const inputs: RuntimeArray[] = [
  {data: Float32Array.from({length: 100}, (_, i) => i % 13), shape: [100]},
  {data: Float32Array.of(1, 2, 3, 4, 5, 600), shape: [6]},
  {data: Int32Array.of(5, 0), shape: [2]},
];

/** A device of this process. */
class FakeDevice {
  readonly mode = "webgl2";
  readonly forgotten: Launch["kernel"][] = [];
  launched = 0;
  constructor(readonly answersLater = false) {}
  launch(launch: Launch): Float32Array | Promise<Float32Array> {
    this.launched++;
    const given = answer(launch);
    return this.answersLater ? Promise.resolve(given) : given;
  }
  forget(kernel: Launch["kernel"]): void {
    this.forgotten.push(kernel);
  }
}

const executableOn = (device: FakeDevice, program: Program) =>
  gpuExecutable(stagesOf(program), device as unknown as Device, (stage) => interpretBackend.compile(stage));

describe("gpuExecutable", () => {
  test.for([0, 2, 31])("gives what the interpreter gives, when the first step is %i", (firstStep) => {
    const given = executableOn(new FakeDevice(), MIXED).run(inputs, {firstStep});
    expect(firstDifference(given, interpret(MIXED, inputs, firstStep))).toBeNull();
  });

  test("gives it later too", async () => {
    for (const later of [true, false]) {
      const given = await executableOn(new FakeDevice(later), MIXED).runAsync(inputs);
      expect(firstDifference(given, interpret(MIXED, inputs))).toBeNull();
    }
  });

  test("gives arrays of the caller's own, also where a result is an input or stands there twice", () => {
    const given = executableOn(new FakeDevice(), MIXED).run(inputs);
    const arrays = [...inputs, ...given].map(({data}) => data.buffer);
    expect(new Set(arrays).size).toBe(arrays.length);
  });

  test("puts results in the arrays that it is given", () => {
    const into = [new Float32Array(1), undefined, new Float32Array(6)];
    const given = executableOn(new FakeDevice(), MIXED).run(inputs, {into});
    expect(given[0]?.data).toBe(into[0]);
    expect(given[2]?.data).toBe(into[2]);
    expect(firstDifference(given, interpret(MIXED, inputs))).toBeNull();
    expect(() => executableOn(new FakeDevice(), MIXED).run(inputs, {into: [new Float32Array(2)]})).toThrow(
      InternalError,
    );
  });

  test("frees its kernels when it is disposed, once, and does not run again", () => {
    const device = new FakeDevice();
    const executable = executableOn(device, MIXED);
    executable.run(inputs);
    executable.dispose();
    executable.dispose();
    // of the wide loops: one steps and replays, the other only steps
    expect(device.forgotten).toHaveLength(3);
    expect(() => executable.run(inputs)).toThrow(InternalError);
  });

  test("what `onSteps` throws ends the run", () => {
    const stop = new Error("stop");
    const executable = executableOn(new FakeDevice(), MIXED);
    const onSteps = (): void => {
      throw stop;
    };
    expect(() => executable.run(inputs, {onSteps})).toThrow(stop);
    expect(firstDifference(executable.run(inputs), interpret(MIXED, inputs))).toBeNull();
  });

  test("refuses records that memory cannot hold, before anything runs", () => {
    const program = parse(`program (%0: float32[40000]) {
  %1 = constant 1 : float32
  %2, %3 = loop 100000 carry (%0) xs () {
    (%4: float32[40000])
    %5 = add %4, %1 : float32[40000]
    yield %5, %5
  }
  return %2, %3
}`);
    const executable = executableOn(new FakeDevice(), program);
    expect(() => executable.run([{data: new Float32Array(40000), shape: [40000]}])).toThrow(RecordTooLargeError);
  });

  test("runs a program without a loop", () => {
    const program = parse(`program (%0: float32[2, 3], %1: float32, %2: int32[2, 3]) {
  %3 = mul %0, %1 : float32[2, 3]
  %4 = gt %3, %0 : bool[2, 3]
  %5 = reshape %4 : bool[6]
  %6 = neg %2 : int32[2, 3]
  return %3, %5, %6, %1
}`);
    const given = [
      {data: Float32Array.of(1, -2, 3, 4, -5, 6), shape: [2, 3]},
      {data: Float32Array.of(2), shape: []},
      {data: Int32Array.of(1, 2, 3, 4, 5, -6), shape: [2, 3]},
    ];
    const device = new FakeDevice();
    expect(firstDifference(executableOn(device, program).run(given), interpret(program, given))).toBeNull();
    expect(device.launched).toBeGreaterThan(0);
  });

  test("run refuses a device that answers later", () => {
    expect(() => executableOn(new FakeDevice(true), MIXED).run(inputs)).toThrow(InternalError);
  });
});
