/**
 * @file Every operation that a GPU can do, in one kernel: a row of threads each, and the arguments they get. Arguments
 * are finite, and none is denormal, for a device may take those for 0.
 */
import type {DType} from "../../lib/core/dtype.js";
import type {KernelFunction} from "../../lib/backends/gpu/functions.js";
import {FUNCTIONS} from "../../lib/backends/gpu/functions.js";
import {PRIMITIVES} from "../../lib/backends/gpu/primitives.js";
import type {ElementwiseName} from "../../lib/ir/opTable.js";
import {isFunction, OPS, resultDType} from "../../lib/ir/opTable.js";
import {uniforms} from "../ir/functions/arguments.js";
import {floatOf} from "../ir/functions/ulps.js";

/** One operation on operands of these dtypes, some of which stand in the source as numbers. */
export interface GpuCase {
  readonly name: ElementwiseName;
  readonly dtypes: readonly DType[];
  /** What stands in the source in place of an operand; null where an array gives it. */
  readonly literals: readonly (number | null)[];
}

/** The arguments of each case. */
export const LANES = 2048;

const DTYPES: readonly DType[] = ["float32", "int32", "bool"];

/** The dtypes an operation takes. */
function dtypesOf(name: ElementwiseName): (readonly DType[])[] {
  const {arity} = OPS[name];
  const all = DTYPES.map((dtype) =>
    name === "select" ? (["bool", dtype, dtype] as const) : Array.from({length: arity}, () => dtype),
  );
  return all.filter((dtypes) => resultDType(name, dtypes) !== null);
}

/** The expression of an operation, or null where the GPU cannot do it. */
export function expressionOf(name: ElementwiseName, dtypes: readonly DType[], operands: readonly string[]) {
  if (isFunction(name)) return `${FUNCTIONS[name].name}(${operands.join(", ")})`;
  return PRIMITIVES[name](operands, dtypes[0] ?? "float32");
}

const NAMES = Object.keys(OPS) as ElementwiseName[];

/** What every operation of the table is on each dtype: a case, or one that the GPU cannot do. */
export const OPERATIONS: readonly GpuCase[] = NAMES.flatMap((name): GpuCase[] =>
  dtypesOf(name).map((dtypes) => ({name, dtypes, literals: dtypes.map(() => null)})),
);

const canDo = ({name, dtypes}: GpuCase): boolean => expressionOf(name, dtypes, ["a", "b", "c"]) !== null;

/** Numbers in the source have no type of their own in gpu.js: each place of each operation has one once. */
const WITH_LITERALS: readonly GpuCase[] = OPERATIONS.filter(({dtypes}) => dtypes.length > 1).flatMap((operation) =>
  operation.dtypes.map((dtype, place) => ({
    ...operation,
    literals: operation.dtypes.map((_, i) => (i !== place ? null : dtype === "bool" ? 1 : 3)),
  })),
);

const MORE_LITERALS: readonly GpuCase[] = [
  {name: "select", dtypes: ["bool", "float32", "float32"], literals: [null, 1, 0]},
  {name: "add", dtypes: ["float32", "float32"], literals: [null, Math.fround(-0.1)]},
];

export const CASES: readonly GpuCase[] = [...OPERATIONS, ...WITH_LITERALS, ...MORE_LITERALS].filter(canDo);

export function labelOf({name, dtypes, literals}: GpuCase): string {
  return `${name}(${dtypes.map((dtype, i) => String(literals[i] ?? dtype)).join(", ")})`;
}

/** A number as kernels write it: see `literal` of the kernel writer. */
function literal(value: number, dtype: DType): string {
  if (dtype === "bool") return value === 0 ? "false" : "true";
  const text = Number.isInteger(value) ? value.toFixed(1) : String(value);
  return value < 0 ? `(${text})` : text;
}

/** A kernel whose threads in row `y` compute case `y`, each operation as a variable of its own, as loops have them. */
export function casesKernel(): {readonly source: string; readonly functions: readonly KernelFunction[]} {
  const rows = CASES.map(({name, dtypes, literals}, row) => {
    const operands = dtypes.map((dtype, i) => {
      const value = literals[i] ?? null;
      return value !== null ? literal(value, dtype) : `${"xyz"[i] ?? ""}${dtype === "bool" ? "True" : ""}`;
    });
    const result = `v${String(row)}`;
    const number = resultDType(name, dtypes) === "bool" ? `(${result} ? 1.0 : 0.0)` : result;
    const expression = expressionOf(name, dtypes, operands) ?? "";
    return `  if (row === ${String(row)}) {\n    const ${result} = ${expression};\n    given = ${number};\n  }`;
  });
  const source = `function (xs, ys, zs) {
  const row = this.thread.y;
  const at = row * ${String(LANES)} + this.thread.x;
  const x = xs[at];
  const y = ys[at];
  const z = zs[at];
  const xTrue = x > 0.5 && true;
  const yTrue = y > 0.5 && true;
  const zTrue = z > 0.5 && true;
  let given = 0.0;
${rows.join("\n")}
  return given;
}`;
  // callers before what they call, the harder order
  return {source, functions: Object.values(FUNCTIONS).reverse()};
}

/** Numbers where rounding and choosing are hard, with their neighbours. */
const HARD = [
  0,
  0.25,
  0.5,
  0.9,
  1,
  1.5,
  2,
  2.5,
  3.5,
  4.5,
  15,
  16,
  2 ** 21 + 0.5,
  2 ** 22 + 0.5,
  2 ** 23,
  2 ** 23 + 1,
  2 ** 24,
].flatMap((x) => [x, -x, x * (1 + 2 ** -23), x * (1 - 2 ** -24), -x * (1 + 2 ** -23), -x * (1 - 2 ** -24)]);

type Draw = (uniform: () => number) => number;

const between =
  (low: number, high: number): Draw =>
  (uniform) =>
    low + (high - low) * uniform();
/** As many in each binade. */
const binades =
  (low: number, high: number): Draw =>
  (uniform) =>
    2 ** (low + (high - low) * uniform());
const signed =
  (draw: Draw): Draw =>
  (uniform) =>
    (uniform() < 0.5 ? -1 : 1) * draw(uniform);
const oneOf =
  (...draws: readonly Draw[]): Draw =>
  (uniform) =>
    (draws[Math.floor(uniform() * draws.length)] as Draw)(uniform);

const NORMAL: Draw = (uniform) => floatOf(0x00800000 + Math.floor(uniform() * 0x7effffff));
const WHOLE: Draw = (uniform) => Math.round(signed(binades(0, 22))(uniform));
const BOOL: Draw = (uniform) => (uniform() < 0.5 ? 0 : 1);
const REAL = oneOf(
  signed(NORMAL),
  between(-20, 20),
  signed(binades(-40, 40)),
  (uniform) => Math.round(40 * uniform() - 20) / 2,
);
const EXPONENT = oneOf(between(-87, 88), between(-1.5, 1.5), signed(binades(-60, 0)));
const ANGLE = oneOf(
  between(-7, 7),
  signed(binades(-60, 17)),
  // near the zeros of sin and cos
  (uniform) => (Math.round(65536 * uniform()) * Math.PI) / 2,
  (uniform) => (Math.round(40 * uniform() - 20) * Math.PI) / 2,
);

/** The first argument, where it is not any number. */
const FIRST: {readonly [name in ElementwiseName]?: Draw} = {
  sqrt: oneOf(NORMAL, between(0, 4)),
  exp: EXPONENT,
  expm1: EXPONENT,
  exprel: EXPONENT,
  log: oneOf(NORMAL, between(0.4, 2.2), (uniform) => 1 + signed(binades(-24, -1))(uniform)),
  log1p: oneOf(NORMAL, between(-0.999, 2), signed(binades(-60, -1)), (uniform) => binades(-24, 0)(uniform) - 1),
  tanh: oneOf(between(-12, 12), signed(binades(-60, 4)), signed(NORMAL)),
  sin: ANGLE,
  cos: ANGLE,
  pow: oneOf(NORMAL, signed(binades(-8, 8)), between(0, 3), between(-3, 0), between(0.9, 1.1)),
};

/** The arguments of all cases, one after another, an array for each place. */
export function argumentsOfCases(seed: number): readonly [Float32Array, Float32Array, Float32Array] {
  const uniform = uniforms(seed);
  const places = [0, 1, 2].map(() => new Float32Array(CASES.length * LANES));
  CASES.forEach((each, row) => {
    for (let lane = 0; lane < LANES; lane++) {
      const drawn = drawOf(each, lane, uniform);
      drawn.forEach((value, place) => {
        (places[place] as Float32Array)[row * LANES + lane] = each.literals[place] ?? value;
      });
    }
  });
  return places as [Float32Array, Float32Array, Float32Array];
}

function drawOf({name, dtypes}: GpuCase, lane: number, uniform: () => number): number[] {
  const numbers = dtypes.map((dtype, place): number => {
    if (dtype === "bool") return BOOL(uniform);
    if (dtype === "int32") return WHOLE(uniform);
    const own = place === 0 ? FIRST[name] : undefined;
    // rounded as the array will hold it
    if (own !== undefined) return Math.fround(own(uniform));
    return Math.fround(lane < HARD.length ? (HARD[lane] ?? 0) : REAL(uniform));
  });
  if (name === "pow") numbers[1] = exponentOf(numbers[0] ?? 0, uniform);
  // half of all pairs are equal, or neighbours
  else if (dtypes.length === 2 && lane % 4 === 0) numbers[1] = numbers[0] ?? 0;
  else if (dtypes.length === 2 && lane % 4 === 1 && dtypes[0] === "float32")
    numbers[1] = (numbers[0] ?? 0) * (1 + 2 ** -23);
  return numbers;
}

/** Whole ones, halves, and any whose result is a normal number. */
function exponentOf(x: number, uniform: () => number): number {
  const kind = uniform();
  if (kind < 0.4) return Math.round(40 * uniform() - 20);
  if (kind < 0.6) return Math.round(40 * uniform() - 20) / 2;
  return (240 * uniform() - 120) / Math.log2(Math.abs(x));
}
