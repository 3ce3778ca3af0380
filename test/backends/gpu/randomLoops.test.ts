/** @file Random loops on what runs without a graphics card: this process, and gpu.js in WebAssembly and JavaScript. */
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {Device} from "../../../lib/backends/gpu/device.js";
import {closeDevices, openDevice} from "../../../lib/backends/gpu/devices.js";
import {gpuBackend} from "../../../lib/backends/gpu/gpuBackend.js";
import {stagesOf} from "../../../lib/backends/gpu/stages.js";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {parse} from "../../../lib/ir/parse.js";
import {optimizeCalls} from "../../../lib/ir/passes/optimize.js";
import {print} from "../../../lib/ir/print.js";
import {verify} from "../../../lib/ir/verify.js";
import type {ProgramWithInputs} from "../../ir/randomProgram.js";
import {answer, withoutNegativeZeros} from "../../support/gpuFake.js";
import {randomLoop} from "../../support/gpuRandomLoop.js";
import {fuzzBudget} from "../../support/fuzzBudget.js";
import {firstDifference} from "../../support/sameBits.js";

const {bounds, timeout} = fuzzBudget(4, 150);

/** A device of this process: what it computes is float64, so that only exact loops are the same. */
const here = {id: "here", mode: "cpu", name: "cpu", lost: null, launch: answer, forget: () => undefined};

/** Where a run on a device differs from the interpreter; null if nowhere. */
function difference({program, inputs, firstStep}: ProgramWithInputs, device: Device): string | null {
  const backend = gpuBackend(device, wasmBackend);
  const executable = backend.compile(backend.optimize(program));
  try {
    const given = executable.run(inputs, {firstStep});
    const expected = interpret(program, inputs, firstStep);
    return firstDifference(withoutNegativeZeros(given), withoutNegativeZeros(expected));
  } finally {
    executable.dispose();
  }
}

describe.for([true, false])("randomLoop({exact: %s})", (exact) => {
  test("gives programs that a device takes, and whose text is read back", {timeout: 30_000}, () => {
    let records = 0;
    let around = 0;
    for (const {program} of fc.sample(randomLoop({exact}), {numRuns: 100, seed: 1})) {
      verify(program);
      expect(print(parse(print(program)))).toBe(print(program));
      const {list} = stagesOf(optimizeCalls(program));
      const loops = program.ops.filter(({op}) => op === "loop");
      expect(loops).toHaveLength(1);
      expect(list.some(({kind}) => kind === "device")).toBe(true);
      if (list.length > 1) around++;
      if (loops.some((loop) => loop.op === "loop" && loop.records.length > 0)) records++;
    }
    expect(around).toBeGreaterThan(20);
    expect(records).toBeGreaterThan(50);
  });

  test("gives numbers that stay small, and no denormal ones", {timeout: 30_000}, () => {
    for (const {program, inputs, firstStep} of fc.sample(randomLoop({exact}), {numRuns: 60, seed: 2})) {
      for (const {data} of interpret(program, inputs, firstStep)) {
        for (const x of data) expect(x === 0 || (Math.abs(x) <= 2 ** 41 && Math.abs(x) >= 2 ** -101)).toBe(true);
      }
    }
  });
});

test(
  "an exact loop: gives the bits of the interpreter where the text of its kernels runs in float64",
  {timeout},
  () => {
    fc.assert(
      fc.property(randomLoop({exact: true}), (loop) => {
        expect(difference(loop, here as unknown as Device)).toBeNull();
      }),
      bounds,
    );
  },
);

describe.for([
  // each operation of a kernel is one of float32
  ["webasm", false],
  ["webasm", true],
  // the numbers of a kernel are float64, and those that it gives float32
  ["cpu", true],
] as const)("in mode %s, where loops are exact: %s", ([mode, exact]) => {
  test("a random loop gives the bits of the interpreter", {timeout}, async () => {
    const device = await openDevice(mode);
    fc.assert(
      fc.property(randomLoop({exact}), (loop) => {
        expect(difference(loop, device)).toBeNull();
      }),
      bounds,
    );
    await closeDevices(mode);
  });
});
