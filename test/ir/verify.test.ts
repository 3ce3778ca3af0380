import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {InternalError} from "../../lib/core/errors.js";
import {Builder} from "../../lib/ir/builder.js";
import type {Block, LoopOp, Op, Program, Value} from "../../lib/ir/types.js";
import {DYNAMIC, EVERY_STEP} from "../../lib/ir/types.js";
import {verify} from "../../lib/ir/verify.js";
import {randomProgram} from "./randomProgram.js";

const float = (id: number, ...shape: number[]): Value => ({id, dtype: "float32", shape});
const int = (id: number, ...shape: number[]): Value => ({id, dtype: "int32", shape});
const bool = (id: number, ...shape: number[]): Value => ({id, dtype: "bool", shape});
const block = (params: Value[], ops: Op[], results: Value[]): Block => ({params, ops, results});

const a = float(0, 4);
const b = float(1, 4);
const add = (out: Value, ...args: Value[]): Op => ({op: "elementwise", name: "add", args, out});
const constant = (value: number, out: Value): Op => ({op: "constant", value, out});

/** A loop over a sequence `%1` that adds up its slices in `%0`, and records them. */
function sumLoop(changes: Partial<LoopOp> = {}, n = DYNAMIC): Program {
  const body = block(
    [float(2, 4), float(3, 4)],
    [add(float(4, 4), float(2, 4), float(3, 4))],
    [float(4, 4), float(3, 4)],
  );
  const loop: LoopOp = {
    op: "loop",
    steps: n,
    inits: [float(0, 4)],
    xs: [float(1, n, 4)],
    body,
    records: [EVERY_STEP],
    outs: [float(5, 4), float(6, n, 4)],
    ...changes,
  };
  return block([float(0, 4), float(1, n, 4)], [loop], [...loop.outs]);
}

function condOn(pred: Value, then: Block, otherwise: Block, ...outs: Value[]): Program {
  return block([pred, float(1, 4)], [{op: "cond", pred, then, otherwise, outs}], outs);
}

const branch = block([], [], [float(1, 4)]);

describe("verify accepts", () => {
  test("every program that the builder writes", () => {
    fc.assert(
      fc.property(randomProgram(), ({program}) => {
        verify(program);
      }),
      {numRuns: 100, interruptAfterTimeLimit: 4000},
    );
  });

  test("a loop whose length only a run decides, and one of three steps", () => {
    expect(() => {
      verify(sumLoop());
      verify(sumLoop({}, 3));
    }).not.toThrow();
  });

  test("what a loop stacked as the sequence of another loop", () => {
    const builder = new Builder();
    const xs = builder.input(float(0, DYNAMIC));
    const copy = (sequence: Value): Value => {
      const x = builder.value("float32", []);
      const [out] = builder.loop({steps: DYNAMIC, inits: [], xs: [sequence], body: builder.block([x], () => [x])});
      return out as Value;
    };
    expect(() => {
      verify(builder.finish([copy(copy(xs)), xs]));
    }).not.toThrow();
  });
});

const rejected: Record<string, [program: Program, message: string]> = {
  "a value read before it is defined": [
    block([a], [add(float(2, 4), a, float(3, 4)), add(float(3, 4), a, a)], []),
    "%2 = add %0, %3 : float32[4]: %3 is not defined",
  ],
  "a result that nothing defines": [block([a], [], [b]), "the program: %1 is not defined"],
  "an id that stands for two values": [block([a], [add(float(0, 4), a, a)], []), "%0 is defined twice"],
  "two parameters of one id": [block([a, a], [], []), "the program: %0 is defined twice"],
  "a value read with another type than it has": [
    block([a], [], [float(0, 5)]),
    "reads %0 as float32[5], defined as float32[4]",
  ],
  "a value of a loop's body read after the loop": [
    {...sumLoop(), results: [float(4, 4)]},
    "the program: %4 is out of reach",
  ],
  "a value of one branch read in the other": [
    condOn(
      bool(0),
      block([], [add(float(2, 4), float(1, 4), float(1, 4))], [float(2, 4)]),
      block([], [], [float(2, 4)]),
      float(3, 4),
    ),
    "%2 is out of reach",
  ],
  "a parameter with a negative length": [block([float(0, 4, -1)], [], []), "impossible shape float32[4, ?]"],
  "a constant that is not a scalar": [block([], [constant(1, float(0, 4))], []), "a constant is a scalar"],
  "a constant that is no float32": [block([], [constant(0.1, float(0))], []), "0.1 is not of its dtype"],
  "a constant that is no int32": [block([], [constant(2 ** 31, int(0))], []), "2147483648 is not of its dtype"],
  "-0 as an int32": [block([], [constant(-0, int(0))], []), "0 is not of its dtype"],
  "a boolean constant of 2": [block([], [constant(2, bool(0))], []), "2 is not of its dtype"],
  "an operation with too few arguments": [block([a], [add(float(1, 4), a)], []), "does not take (float32[4])"],
  "an operation that mixes dtypes": [
    block([a, int(1, 4)], [add(float(2, 4), a, int(1, 4))], []),
    "verify: %2 = add %0, %1 : float32[4]: does not take (float32[4], int32[4])",
  ],
  "an operation with another dtype than it gives": [block([a], [add(int(1, 4), a, a)], []), "gives float32"],
  "arguments of two shapes": [
    block([a, float(1, 5)], [add(float(2, 4), a, float(1, 5))], []),
    "an argument has neither its shape nor is a scalar",
  ],
  "a broadcast that an operation would have to do itself": [
    block([a, float(1, 1)], [add(float(2, 4), a, float(1, 1))], []),
    "an argument has neither its shape nor is a scalar",
  ],
  "a result larger than every argument": [
    block([float(0)], [add(float(1, 4), float(0), float(0))], []),
    "no argument has its shape",
  ],
  "a broadcast that changes the dtype": [
    block([a], [{op: "broadcast", arg: a, out: int(1, 2, 4)}], []),
    "changes the dtype",
  ],
  "a broadcast that does not stretch": [
    block([a], [{op: "broadcast", arg: a, out: float(1, 4, 2)}], []),
    "does not broadcast",
  ],
  "a reshape that changes the number of elements": [
    block([a], [{op: "reshape", arg: a, out: float(1, 5)}], []),
    "changes the number of elements",
  ],
  "a reshape that changes the dtype": [
    block([a], [{op: "reshape", arg: a, out: int(1, 2, 2)}], []),
    "changes the dtype",
  ],
  "the sum of booleans": [
    block([bool(0, 4)], [{op: "reduce", name: "sum", axes: [0], arg: bool(0, 4), out: bool(1)}], []),
    "does not take bool",
  ],
  "a reduction over an axis that is not there": [
    block([a], [{op: "reduce", name: "sum", axes: [1], arg: a, out: float(1)}], []),
    "axes are not sorted axes of it",
  ],
  "a reduction over axes out of order": [
    block([float(0, 2, 3)], [{op: "reduce", name: "sum", axes: [1, 0], arg: float(0, 2, 3), out: float(1)}], []),
    "axes are not sorted axes of it",
  ],
  "a reduction with another shape than it gives": [
    block([float(0, 2, 3)], [{op: "reduce", name: "sum", axes: [0], arg: float(0, 2, 3), out: float(1, 2)}], []),
    "gives float32[3]",
  ],
  "an operation on a length that only a run decides": [
    block([float(0, DYNAMIC)], [add(float(1, 4), float(0, DYNAMIC), float(0, DYNAMIC))], []),
    "%0 has a length that only a run decides",
  ],
  "a carry of a length that only a run decides": [
    sumLoop({inits: [float(1, DYNAMIC, 4)]}),
    "carries a value of a length that only a run decides",
  ],
  "a body that yields a length that only a run decides": [
    sumLoop({
      body: block([float(2, 4), float(3, 4)], [], [float(2, 4), float(1, DYNAMIC, 4)]),
      outs: [float(5, 4), float(6, DYNAMIC, DYNAMIC, 4)],
    }),
    "%1 has a length that only a run decides",
  ],
  "a loop without a length": [sumLoop({xs: []}), "nothing says how many steps there are"],
  "a loop of half a step": [sumLoop({steps: 0.5}), "the number of steps is not one"],
  "a loop over a sequence of another length": [sumLoop({steps: 2}), "a sequence has another length"],
  "a loop over a scalar": [
    block(
      [float(0)],
      [{op: "loop", steps: 1, inits: [], xs: [float(0)], body: block([float(1)], [], []), records: [], outs: []}],
      [],
    ),
    "a sequence has another length",
  ],
  "a body that takes too little": [
    sumLoop({body: block([float(2, 4)], [], [float(2, 4), float(2, 4)])}),
    "parameters are (float32[4]), expected (float32[4], float32[4])",
  ],
  "a record without a rule": [sumLoop({records: []}), "not every record has one rule"],
  "a record whose rule keeps no step": [sumLoop({records: [{every: 2, offset: 2}]}), "a record's rule keeps no step"],
  "a record of fewer rows than its rule keeps": [
    sumLoop({records: [{every: 2, offset: 1}], outs: [float(5, 4), float(6, 3, 4)], steps: 3, xs: [float(1, 3, 4)]}, 3),
    "outputs are (float32[4], float32[3, 4]), expected (float32[4], float32[1, 4])",
  ],
  "a take by floats": [
    block([a, float(1, 2)], [{op: "take", arg: a, indices: float(1, 2), axis: 0, out: float(2, 2)}], []),
    "the indices are not an int32 vector",
  ],
  "a take along an axis that is not there": [
    block([a, int(1, 2)], [{op: "take", arg: a, indices: int(1, 2), axis: 1, out: float(2, 2)}], []),
    "there is no such axis",
  ],
  "a take from nothing": [
    block(
      [float(0, 0), int(1, 2)],
      [{op: "take", arg: float(0, 0), indices: int(1, 2), axis: 0, out: float(2, 2)}],
      [],
    ),
    "takes elements where there are none",
  ],
  "a take of another length": [
    block([a, int(1, 2)], [{op: "take", arg: a, indices: int(1, 2), axis: 0, out: float(2, 3)}], []),
    "gives float32[2]",
  ],
  "a body that yields too little": [
    sumLoop({body: block([float(2, 4), float(3, 4)], [], [])}),
    "does not yield every carry",
  ],
  "a body that yields another type than it carries": [
    sumLoop({
      body: block(
        [float(2, 4), float(3, 4)],
        [{op: "elementwise", name: "toInt", args: [float(2, 4)], out: int(4, 4)}],
        [int(4, 4)],
      ),
      outs: [float(5, 4)],
    }),
    "carried results are (int32[4]), expected (float32[4])",
  ],
  "a loop with an output too many": [
    sumLoop({outs: [float(5, 4), float(6, DYNAMIC, 4), float(7, 4)]}),
    "outputs are (float32[4], float32[?, 4], float32[4])",
  ],
  "a loop that stacks to another length": [
    sumLoop({outs: [float(5, 4), float(6, 3, 4)]}),
    "outputs are (float32[4], float32[3, 4])",
  ],
  "a cond on a float": [condOn(float(0), branch, branch, float(2, 4)), "the predicate is not a scalar boolean"],
  "a cond on many booleans": [condOn(bool(0, 4), branch, branch, float(2, 4)), "the predicate is not a scalar boolean"],
  "a branch with parameters": [
    condOn(bool(0), block([float(2)], [], [float(1, 4)]), branch, float(3, 4)),
    "a branch takes parameters",
  ],
  "branches of different types": [
    condOn(bool(0), branch, block([], [], [bool(0)]), float(2, 4)),
    "results of else are (bool), expected (float32[4])",
  ],
  "a cond with another type than its branches": [
    condOn(bool(0), branch, branch, float(2, 5)),
    "results of then are (float32[4]), expected (float32[5])",
  ],
};

describe("verify rejects", () => {
  test.each(Object.entries(rejected))("%s", (_, [program, message]) => {
    const check = (): void => {
      verify(program);
    };
    expect(check).toThrow(InternalError);
    expect(check).toThrow("verify: ");
    expect(check).toThrow(message);
  });
});
