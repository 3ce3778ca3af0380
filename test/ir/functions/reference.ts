/**
 * @file What the functions should give: float64 values of the C library, and the exceptions that
 * docs/math-functions.md lists. reference.test.ts holds these values to integer arithmetic of 300 bits.
 */
import type {FunctionName} from "../../../lib/ir/opTable.js";

/** The functions whose error is measured: those that are programs, and `sqrt`, which is one instruction. */
export type MeasuredName = FunctionName | "sqrt";

/** A range of magnitudes, both ends included. */
export type Magnitudes = readonly [lowest: number, highest: number];

/** What is measured of a function in one range of arguments. */
export interface Row {
  readonly name: MeasuredName;
  readonly magnitudes: Magnitudes;
  /** Where the result is neither constant nor the argument itself: here correctly rounded results are counted. */
  readonly active: Magnitudes;
  /** The error is measured in distances between float32 values at the argument, not at the result. */
  readonly ofArgument?: true;
}

/** Above it float32 has no reduction of sin and cos that keeps the relative error. */
export const TRIGONOMETRIC = 102_941;
/** Beyond it sin and cos are NaN. */
const TRIGONOMETRIC_LIMIT = 2 ** 22;
/** The largest float32 whose exp is one; above it expm1 is infinite, and by its rule so is exprel. */
const EXP_LIMIT = Math.fround(88.72283);

const ALL: Magnitudes = [0, Infinity];

/** The rows of a function cover all float32 arguments. `pow` is measured over pairs. */
export const ROWS: readonly Row[] = [
  {name: "exp", magnitudes: ALL, active: [2 ** -25, 104]},
  {name: "expm1", magnitudes: ALL, active: [2 ** -25, EXP_LIMIT]},
  {name: "exprel", magnitudes: ALL, active: [2 ** -25, EXP_LIMIT]},
  {name: "log", magnitudes: ALL, active: [2 ** -149, Infinity]},
  {name: "log1p", magnitudes: ALL, active: [2 ** -25, Infinity]},
  {name: "tanh", magnitudes: ALL, active: [2 ** -13, 10]},
  ...(["sin", "cos"] as const).flatMap((name): Row[] => [
    {name, magnitudes: [0, TRIGONOMETRIC], active: [2 ** -13, TRIGONOMETRIC]},
    {name, magnitudes: [TRIGONOMETRIC, Infinity], active: [TRIGONOMETRIC, TRIGONOMETRIC_LIMIT], ofArgument: true},
  ]),
  {name: "sqrt", magnitudes: ALL, active: [2 ** -149, Infinity]},
  {name: "pow", magnitudes: ALL, active: [2 ** -149, Infinity]},
];

/** The exact value, to a few units in the last place of float64. */
export const REFERENCE: Record<MeasuredName, (x: number, y: number) => number> = {
  exp: (x) => Math.exp(x),
  expm1: (x) => Math.expm1(x),
  exprel: (z) => (z === 0 ? 1 : z <= EXP_LIMIT ? Math.expm1(z) / z : z < Infinity ? Infinity : NaN),
  log: (x) => Math.log(x),
  log1p: (x) => Math.log1p(x),
  tanh: (x) => Math.tanh(x),
  sin: (x) => (Math.abs(x) <= TRIGONOMETRIC_LIMIT ? Math.sin(x) : NaN),
  cos: (x) => (Math.abs(x) <= TRIGONOMETRIC_LIMIT ? Math.cos(x) : NaN),
  sqrt: (x) => Math.sqrt(x),
  // IEEE 754: 1 to any power is 1, and so is -1 to an infinite one; JavaScript says NaN
  pow: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : Math.pow(x, y)),
};
