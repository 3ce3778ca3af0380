/**
 * @file Cheaper operations that give the same bits, in loops that do not change one of the operands: what they need of
 * it is computed once, in front of the loop.
 */
import type {Builder} from "../builder.js";
import type {Block, ElementwiseOp, LoopOp, Op, Program, Value} from "../types.js";
import {argsOf, blocksOf, outsOf} from "../types.js";
import {rewrite} from "./rewrite.js";

/** Rewrites `x / d >= 0`, where nothing else reads the quotient, and `d * toFloat(mask)`. */
export function strength(program: Program): Program {
  const zeros = new Set<number>();
  return rewrite(program, (op, to) => {
    if (op.op === "constant" && op.out.dtype === "float32" && op.value === 0) zeros.add(op.out.id);
    if (op.op === "loop") strengthen({...op, body: to.block(op.body)}, zeros, to.builder);
    else to.keep(op);
  });
}

function strengthen(loop: LoopOp, zeros: ReadonlySet<number>, builder: Builder): void {
  const {body} = loop;
  const {definitions, inside, uses} = survey(body);
  const before = new Before(builder);

  const compareQuotient = (op: ElementwiseOp): readonly Op[] | null => {
    const [ratio, zero] = op.args as readonly [Value, Value];
    const quotient = definitions.get(ratio.id);
    if (op.name !== "ge" || quotient?.name !== "div" || uses.get(ratio.id) !== 1 || !zeros.has(zero.id)) return null;
    const [x, d] = quotient.args as readonly [Value, Value];
    if (inside.has(d.id)) return null;
    const {factor, least} = before.signTest(d);
    const out = builder.value("float32", ratio.shape);
    return [
      {op: "elementwise", name: "mul", args: [x, factor], out},
      {...op, args: [out, least]},
    ];
  };

  const multiplyMask = (op: ElementwiseOp): readonly Op[] | null => {
    if (op.name !== "mul") return null;
    const [a, b] = op.args as readonly [Value, Value];
    for (const [d, float] of [[a, b] as const, [b, a] as const]) {
      const [mask] = definitions.get(float.id)?.args ?? [];
      if (definitions.get(float.id)?.name !== "toFloat" || mask?.dtype !== "bool" || inside.has(d.id)) continue;
      return [{...op, name: "select", args: [mask, d, before.timesZero(d)]}];
    }
    return null;
  };

  const ops = body.ops.flatMap((op) =>
    op.op === "elementwise" ? (compareQuotient(op) ?? multiplyMask(op) ?? [op]) : [op],
  );
  builder.push({...loop, body: {...body, ops}});
}

/** `x / d >= 0` is `x * factor >= least`. */
interface SignTest {
  readonly factor: Value;
  readonly least: Value;
}

/** What is computed in front of the loop, once for each operand. */
class Before {
  readonly #builder: Builder;
  readonly #signTests = new Map<number, SignTest>();
  readonly #zeros = new Map<number, Value>();

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  /** What `d` times a false mask is: a zero of its sign, or NaN. */
  timesZero(d: Value): Value {
    let product = this.#zeros.get(d.id);
    if (product === undefined) {
      product = this.#builder.elementwise("mul", d, this.#builder.constant(0));
      this.#zeros.set(d.id, product);
    }
    return product;
  }

  /**
   * A quotient is at least 0 where it has no minus sign, and where it is so small that it rounds to -0: in magnitude at
   * most 2^-150, as half of the least float goes to the even side. Floats are multiples of 2^-149 there, so with a = |d|
   * and x turned around where d is negative, that is x >= -floor(a / 2) 2^-149, and every operation of this is exact.
   * Of a zero d the quotient is infinite, or NaN for x = 0: x must be above 0. Of an infinite d it is a zero, or NaN
   * for an infinite x, as is x times 0. Of a NaN it is NaN, and so is the bound.
   */
  signTest(d: Value): SignTest {
    const known = this.#signTests.get(d.id);
    if (known !== undefined) return known;
    const builder = this.#builder;
    const float = (value: number): Value => builder.constant(value);
    const a = builder.elementwise("abs", d);
    const isInfinite = builder.elementwise("eq", a, float(Infinity));
    const isZero = builder.elementwise("eq", a, float(0));
    const half = builder.elementwise("floor", builder.elementwise("mul", a, float(0.5)));
    const small = builder.elementwise("neg", builder.elementwise("mul", half, float(2 ** -149)));
    const least = builder.elementwise("select", isZero, float(2 ** -149), small);
    const sign = builder.elementwise("bitAnd", builder.elementwise("floatBits", d), builder.constant(1 << 31, "int32"));
    const one = builder.elementwise("bitOr", sign, builder.constant(0x3f800000, "int32"));
    const test = {
      factor: builder.elementwise("select", isInfinite, float(0), builder.elementwise("bitsFloat", one)),
      least: builder.elementwise("select", isInfinite, float(0), least),
    };
    this.#signTests.set(d.id, test);
    return test;
  }
}

/** What defines each value of a body, which values are its own, and how often each is read. */
function survey(body: Block) {
  const definitions = new Map<number, ElementwiseOp>();
  const inside = new Set(body.params.map(({id}) => id));
  const uses = new Map<number, number>();
  const read = ({id}: Value): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  const visit = ({ops, results}: Block): void => {
    for (const op of ops) {
      argsOf(op).forEach(read);
      blocksOf(op).forEach(visit);
    }
    results.forEach(read);
  };
  visit(body);
  for (const op of body.ops) {
    for (const {id} of outsOf(op)) inside.add(id);
    if (op.op === "elementwise") definitions.set(op.out.id, op);
  }
  return {definitions, inside, uses};
}
