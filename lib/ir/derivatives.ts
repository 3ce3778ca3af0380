/**
 * @file The derivative of each elementwise operation: from the cotangent of the result, those of the arguments (null
 * where there is none, a function so that only what is needed is recorded). Expressions are those of JAX's rules, whose rounding the exponential-Euler coefficient inherits.
 */
import type {Builder} from "./builder.js";
import type {ElementwiseName} from "./opTable.js";
import type {Value} from "./types.js";

/** `ct`: the cotangent of `out`; `args`: the arguments. */
export interface RuleContext {
  readonly builder: Builder;
  readonly ct: Value;
  readonly out: Value;
  readonly args: readonly Value[];
}

/** Records the cotangent of one argument; null where it has none. */
export type Cotangent = (() => Value) | null;

type Rule = (context: RuleContext, a: Value, b: Value, c: Value) => Cotangent[];

const none: Rule = ({args}) => args.map(() => null);

/** The cotangent of the first argument alone, from a factor. */
const times =
  (factor: (builder: Builder, a: Value, out: Value) => Value): Rule =>
  ({builder, ct, out}, a) => [() => builder.elementwise("mul", ct, factor(builder, a, out))];

/** Half of the cotangent goes to each of two equal arguments. */
const extremum =
  (wins: "lt" | "gt"): Rule =>
  ({builder, ct}, a, b) => {
    const op = builder.elementwise.bind(builder);
    const share = (mine: Value, other: Value): Value =>
      op("mul", ct, op("select", op("eq", mine, other), builder.constant(0.5), op("toFloat", op(wins, mine, other))));
    return [() => share(a, b), () => share(b, a)];
  };

const RULES: Record<ElementwiseName, Rule> = {
  neg: ({builder, ct}) => [() => builder.elementwise("neg", ct)],
  abs: ({builder, ct}, a) => [
    () => {
      const negative = builder.elementwise("lt", a, builder.constant(0));
      return builder.elementwise("select", negative, builder.elementwise("neg", ct), ct);
    },
  ],
  add: ({ct}) => [() => ct, () => ct],
  sub: ({builder, ct}) => [() => ct, () => builder.elementwise("neg", ct)],
  mul: ({builder, ct}, a, b) => [() => builder.elementwise("mul", ct, b), () => builder.elementwise("mul", a, ct)],
  div: ({builder, ct, out}, _a, b) => [
    () => builder.elementwise("div", ct, b),
    () => builder.elementwise("neg", builder.elementwise("div", builder.elementwise("mul", ct, out), b)),
  ],
  sqrt: times((builder, _a, out) => builder.elementwise("div", builder.constant(0.5), out)),
  min: extremum("lt"),
  max: extremum("gt"),
  floor: none,
  ceil: none,
  trunc: none,
  round: none,
  eq: none,
  ne: none,
  lt: none,
  le: none,
  gt: none,
  ge: none,
  not: none,
  and: none,
  or: none,
  xor: none,
  select: ({builder, ct}, condition) => [
    null,
    () => builder.elementwise("select", condition, ct, builder.constant(0)),
    () => builder.elementwise("select", condition, builder.constant(0), ct),
  ],
  bitAnd: none,
  bitOr: none,
  bitXor: none,
  shiftLeft: none,
  shiftRight: none,
  shiftRightZero: none,
  toFloat: none,
  toInt: none,
  floatBits: none,
  bitsFloat: none,
  exp: times((_builder, _a, out) => out),
  expm1: times((builder, _a, out) => builder.elementwise("add", out, builder.constant(1))),
  exprel: times(exprelSlope),
  log: ({builder, ct}, a) => [() => builder.elementwise("div", ct, a)],
  log1p: ({builder, ct}, a) => [
    () => builder.elementwise("div", ct, builder.elementwise("add", a, builder.constant(1))),
  ],
  tanh: times((builder, _a, out) =>
    builder.elementwise("sub", builder.constant(1), builder.elementwise("mul", out, out)),
  ),
  sin: times((builder, a) => builder.elementwise("cos", a)),
  cos: times((builder, a) => builder.elementwise("neg", builder.elementwise("sin", a))),
  pow: ({builder, ct, out}, a, b) => {
    const op = builder.elementwise.bind(builder);
    const below = (): Value => op("pow", a, op("sub", b, builder.constant(1)));
    return [() => op("mul", ct, op("mul", b, below())), () => op("mul", ct, op("mul", out, op("log", a)))];
  },
};

/** ((x - 1) exprel(x) + 1) / x, and its Taylor series where that cancels. */
function exprelSlope(builder: Builder, x: Value, out: Value): Value {
  const op = builder.elementwise.bind(builder);
  const one = builder.constant(1);
  // the series of the derivative: the coefficient of x^k is 1 / (k! (k + 2)), to order 10 for |x| <= 0.1
  let series = builder.constant(0);
  for (let k = 10, factorial = 3628800; k >= 0; factorial /= Math.max(1, k), k--) {
    series = op("add", op("mul", series, x), builder.constant(1 / (factorial * (k + 2))));
  }
  const direct = op("div", op("add", op("mul", op("sub", x, one), out), one), x);
  return op("select", op("le", op("abs", x), builder.constant(0.1)), series, direct);
}

/** The cotangents of an operation's arguments; null for an argument that has none. */
export function argumentCotangents(name: ElementwiseName, context: RuleContext): Cotangent[] {
  const [a, b, c] = context.args as readonly [Value, Value, Value];
  return RULES[name](context, a, b, c);
}
