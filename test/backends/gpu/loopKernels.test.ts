/** @file Loops in launches: what they carry and record, on a device of this process, and when launches come to nothing. */
import {describe, expect, test} from "vitest";
import {CannotTake, KernelFailure} from "../../../lib/backends/gpu/failure.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {parse} from "../../../lib/ir/parse.js";
import type {Program, RuntimeArray} from "../../../lib/ir/types.js";
import type {Answer} from "../../support/gpuFake.js";
import {answer, OneLoop, withoutNegativeZeros, zeros} from "../../support/gpuFake.js";
import {firstDifference} from "../../support/sameBits.js";

const LANES = 5;

const vector = (length: number, of: (i: number) => number): RuntimeArray => ({
  data: Float32Array.from({length}, (_, i) => of(i)),
  shape: [length],
});
const ramp = (steps: number): RuntimeArray => vector(steps, (i) => i % 8);
const lanes = vector(LANES, (i) => i - 1);

/** Two carried values that grow out of one another, with records by these rules. */
const counting = (rules: readonly string[]): Program =>
  parse(`program (%0: float32[?], %1: float32[${String(LANES)}], %2: int32) {
  %3, %4${rules.map((_, i) => `, %${String(20 + i)}`).join("")} = loop ? carry (%1, %2) xs (%0) keep (${rules.join(", ")}) {
    (%5: float32[${String(LANES)}], %6: int32, %7: float32)
    %8 = constant 1 : int32
    %9 = add %6, %8 : int32
    %10 = add %5, %7 : float32[${String(LANES)}]
    %11 = constant 1000 : float32
    %12 = gt %10, %11 : bool[${String(LANES)}]
    %13 = sub %10, %11 : float32[${String(LANES)}]
    %14 = select %12, %13, %10 : float32[${String(LANES)}]
    %15 = not %12 : bool[${String(LANES)}]
    yield %14, %9${rules.map((_, i) => [", %10", ", %9", ", %12", ", %5", ", %15"][i % 5]).join("")}
  }
  return %3, %4${rules.map((_, i) => `, %${String(20 + i)}`).join("")}
}`);

/** Expects what the interpreter gives. */
function expectSame(got: readonly RuntimeArray[], program: Program, inputs: RuntimeArray[], firstStep = 0): void {
  const expected = withoutNegativeZeros(interpret(program, inputs, firstStep));
  expect(firstDifference(withoutNegativeZeros(got), expected)).toBeNull();
}

const inputsOf = (steps: number): RuntimeArray[] => [ramp(steps), lanes, {data: Int32Array.of(3), shape: []}];

describe("LoopKernels.run: gives what the interpreter gives", () => {
  test.for([0, 1, 2, 63, 64, 65, 1000])("after %i steps", (steps) => {
    const program = counting([]);
    expectSame(new OneLoop(program).run(inputsOf(steps)), program, inputsOf(steps));
  });

  test("after 10,000 steps, in several launches that cover all steps", () => {
    const program = counting([]);
    const one = new OneLoop(program);
    const told: number[] = [];
    expectSame(one.run(inputsOf(10_000), {onSteps: (done) => told.push(done)}), program, inputsOf(10_000));
    expect(one.launches.length).toBeGreaterThan(2);
    expect(told).toHaveLength(one.launches.length);
    expect(told.at(-1)).toBe(10_000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  const rules = ["0/1", "0/7", "3/7", "31/32", "5/2147483647"];
  for (const firstStep of [0, 1, 6, 31, 0x7fffff00]) {
    test.for(rules)(`recording %s, when the first step is ${String(firstStep)}`, (rule) => {
      for (const steps of [0, 1, 31, 64, 200]) {
        const program = counting([rule]);
        expectSame(new OneLoop(program).run(inputsOf(steps), {firstStep}), program, inputsOf(steps), firstStep);
      }
    });

    test(`recording by all these rules at once, when the first step is ${String(firstStep)}`, () => {
      const program = counting([...rules, ...rules, "0/1", "0/1", "0/1", "0/1"]);
      const one = new OneLoop(program);
      expectSame(one.run(inputsOf(333), {firstStep}), program, inputsOf(333), firstStep);
      // six records of each step take two kernels, and each other rule one
      expect(one.kernels.kernels).toHaveLength(1 + 2 + 4);
    });
  }

  test("recording every step of many", () => {
    const program = counting(["0/1"]);
    const one = new OneLoop(program);
    expectSame(one.run(inputsOf(3000)), program, inputsOf(3000));
    const rows = one.launches.map(({kernel}) => kernel.output[1] ?? 0);
    expect(Math.max(...rows)).toBe(64);
  });

  test("a second time, from other values", () => {
    const program = counting(["0/7"]);
    const one = new OneLoop(program);
    one.run(inputsOf(100));
    const others = [vector(50, () => 3), vector(LANES, (i) => 7 * i), {data: Int32Array.of(-9), shape: []}];
    expectSame(one.run(others), program, others);
  });
});

test("LoopKernels.run: carries more values than one kernel gives, each the next of another", () => {
  const program =
    parse(`program (%0: float32[?], %1: float32[3], %2: float32[3], %3: float32, %4: bool[3], %5: int32[3]) {
  %10, %11, %12, %13, %14 = loop ? carry (%1, %2, %3, %4, %5) xs (%0) {
    (%20: float32[3], %21: float32[3], %22: float32, %23: bool[3], %24: int32[3], %25: float32)
    %26 = add %22, %25 : float32
    %27 = lt %21, %26 : bool[3]
    %28 = xor %23, %27 : bool[3]
    %29 = toInt %28 : int32[3]
    %30 = add %24, %29 : int32[3]
    yield %21, %20, %26, %28, %30
  }
  return %14, %13, %12, %11, %10
}`);
  const inputs = [
    ramp(101),
    vector(3, (i) => 10 * i),
    vector(3, (i) => 300 - i),
    vector(1, () => 0),
    {data: Int32Array.of(1, 0, 1), shape: [3]},
    {data: Int32Array.of(-4, 0, 7), shape: [3]},
  ].map(({data, shape}, i) => ({data, shape: i === 3 ? [] : shape}));
  const one = new OneLoop(program);
  expectSame(one.run(inputs), program, inputs);
  expect(one.kernels.kernels).toHaveLength(2);
});

test("LoopKernels.run: slices several sequences, some of them of all lanes", () => {
  const program = parse(`program (%0: float32[?, 2, 3], %1: int32[?], %2: bool[?, 2, 3], %3: float32[2, 3]) {
  %10, %11 = loop ? carry (%3) xs (%0, %1, %2) keep (1/3) {
    (%20: float32[2, 3], %21: float32[2, 3], %22: int32, %23: bool[2, 3])
    %24 = toFloat %22 : float32
    %25 = select %23, %21, %24 : float32[2, 3]
    %26 = sub %25, %20 : float32[2, 3]
    yield %26, %25
  }
  return %10, %11
}`);
  const steps = 130;
  const inputs: RuntimeArray[] = [
    {data: Float32Array.from({length: 6 * steps}, (_, i) => (i * 7) % 31), shape: [steps, 2, 3]},
    {data: Int32Array.from({length: steps}, (_, i) => i - 60), shape: [steps]},
    {data: Int32Array.from({length: 6 * steps}, (_, i) => ((i * i) >> 2) & 1), shape: [steps, 2, 3]},
    {data: Float32Array.from({length: 6}, (_, i) => i), shape: [2, 3]},
  ];
  expectSame(new OneLoop(program).run(inputs), program, inputs);
});

describe("LoopKernels.run on a device that ends launches which take long", () => {
  /** Leaves zeros where a launch takes more than `most` steps, which its last argument but one tells. */
  const ending =
    (most: number): Answer =>
    (launch) => {
      const [last, isReplay] = [launch.args.at(-2) as number, launch.args.length > 6];
      return last + (isReplay ? 1 : 0) > most ? zeros(launch) : answer(launch);
    };

  test("tries again with a quarter of the steps, until they are few enough", () => {
    for (const rules of [[], ["0/1"], ["3/7", "0/1"]]) {
      const program = counting(rules);
      expectSame(new OneLoop(program).run(inputsOf(300), {device: ending(5)}), program, inputsOf(300));
    }
  });

  test("keeps to what it could do: most launches come to something", () => {
    const program = counting([]);
    const one = new OneLoop(program);
    let lost = 0;
    const device: Answer = (launch, count) => {
      const given = ending(20)(launch, count);
      if (given[3] === 0) lost++;
      return given;
    };
    expectSame(one.run(inputsOf(5000), {device}), program, inputsOf(5000));
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(5);
  });

  test("throws KernelFailure when even single steps come to nothing, after a few launches", () => {
    const one = new OneLoop(counting(["0/1"]));
    expect(() => one.run(inputsOf(300), {device: zeros})).toThrow(
      new KernelFailure("a launch came to nothing, expected the numbers of 1 steps of each thread, got zeros"),
    );
    expect(one.launches.length).toBeLessThan(8);
  });

  test("does not believe a launch of which some threads came to nothing", () => {
    const program = counting([]);
    const device: Answer = (launch, count) => {
      const given = answer(launch);
      if (count === 2) given.fill(0, 8, 12);
      return given;
    };
    const one = new OneLoop(program);
    expectSame(one.run(inputsOf(500), {device}), program, inputsOf(500));
    expect(one.launches[2]?.args.at(-2)).toBeLessThan(one.launches[1]?.args.at(-2) as number);
  });

  test("does not take the answer to the launch before for this one's, though it took as many steps", () => {
    const program = counting([]);
    let before: Float32Array | null = null;
    let stale = 0;
    const device: Answer = (launch) => {
      const given = before !== null && stale === 0 && before.length > 0 ? before : answer(launch);
      if (given === before) stale++;
      before = given;
      return given;
    };
    expectSame(new OneLoop(program).run(inputsOf(500), {device}), program, inputsOf(500));
    expect(stale).toBe(1);
  });

  test("throws a failure that no fewer steps help against, at once", () => {
    const failure = new KernelFailure("the graphics context was lost", false);
    const device: Answer = (launch, count) => {
      if (count === 3) throw failure;
      return answer(launch);
    };
    const one = new OneLoop(counting([]));
    expect(() => one.run(inputsOf(500), {device})).toThrow(failure);
    expect(one.launches).toHaveLength(3);
  });
});

describe("LoopKernels.run: refuses an int32 that float32 does not hold", () => {
  const integers = parse(`program (%0: int32[?], %1: int32[2], %2: float32, %3: int32) {
  %4, %5 = loop ? carry (%1) xs (%0) {
    (%6: int32[2], %7: int32)
    %8 = add %6, %7 : int32[2]
    %9 = sub %8, %3 : int32[2]
    %10 = toFloat %9 : float32[2]
    %11 = mul %10, %2 : float32[2]
    %12 = toInt %11 : int32[2]
    yield %9, %12
  }
  return %4, %5
}`);
  const run = (xs: number[], init: number, factor: number, less = 0): RuntimeArray[] =>
    new OneLoop(integers).run([
      {data: Int32Array.from(xs), shape: [xs.length]},
      {data: Int32Array.of(0, init), shape: [2]},
      {data: Float32Array.of(factor), shape: []},
      {data: Int32Array.of(less), shape: []},
    ]);

  const most = 2 ** 24 - 1;
  test("but takes one just below 2^24", () => {
    expect(run([most, -1, 1], 0, 1).map(({data}) => [...data])).toEqual([
      [most, most],
      [most, most, most - 1, most - 1, most, most],
    ]);
  });

  test.for([
    ["a sequence", [1, 2 ** 24 + 1], 0, 1],
    ["an initial value", [1], -(2 ** 24) - 1, 1],
    ["a value from outside", [1], 0, 1, -(2 ** 30)],
    ["the last carried value, which stays at 2^24 in float32", [1, 1, 1], most - 1, 0],
    ["a record", [5000], 0, 5000],
    ["a record past all int32", [2 ** 16], 0, 2 ** 16],
  ] as const)("in %s", ([, xs, init, factor, less]) => {
    expect(() => run([...xs], init, factor, less)).toThrow(CannotTake);
    expect(() => run([...xs], init, factor, less)).toThrow(
      /^an int32 is too large for float32, expected less than 2\^24, got /,
    );
  });
});
