/**
 * @file How far the GPU's operations and functions may be from the interpreter and from the exact value: what was
 * measured on software devices, and what the specifications of WGSL and GLSL ES 3.00 allow. docs/gpu-operations.md has
 * the same tables, and test/browser/gpuOperations.test.ts holds both to what gpu.js computes.
 */
import type {DType} from "../../lib/core/dtype.js";
import type {FunctionName, PrimitiveName} from "../../lib/ir/opTable.js";
import {OPS} from "../../lib/ir/opTable.js";
import {expressionOf, OPERATIONS} from "./gpuCases.js";

/** What the specifications allow, as the document says it, and at an argument, in ulp. */
interface Specified {
  readonly text: string;
  readonly at: (x: number, y: number) => number;
}

const ulps = (text: string, at: Specified["at"] = () => Number(text)): Specified => ({text, at});

/** The difference from the interpreter's float32 result, in ulp: that of any mode, and what is specified. */
export interface OperationBound {
  readonly measured: number;
  readonly specified: number;
}

const EXACT: OperationBound = {measured: 0, specified: 0};
/** Either neighbour of the exact value will do, and a product may be fused with a sum. */
const ROUNDED: OperationBound = {measured: 0, specified: 1};

/** The operations whose results may differ. */
const ROUNDING: {readonly [name in PrimitiveName]?: OperationBound} = {
  add: ROUNDED,
  sub: ROUNDED,
  mul: ROUNDED,
  // often a product with the reciprocal
  div: {measured: 1, specified: 3},
  // that of 1 / inverseSqrt(x), of 2 and 2.5 ulp
  sqrt: {measured: 0, specified: 7},
};

export const operationBound = (name: PrimitiveName): OperationBound => ROUNDING[name] ?? EXACT;

/** The error of a function in ulp of the exact value, for some of its arguments. */
export interface FunctionBound {
  readonly name: FunctionName;
  /** The arguments in words. */
  readonly where: string;
  readonly covers: (x: number, y: number) => boolean;
  readonly measured: {readonly webgl2: number; readonly webgpu: number; readonly webasm: number; readonly cpu: number};
  readonly specified: Specified;
}

type Range = readonly [where: string, covers: FunctionBound["covers"]];

const upTo1: Range = ["magnitudes up to 1", (x) => Math.abs(x) <= 1];
const upTo10: Range = ["magnitudes 1 to 10", (x) => Math.abs(x) > 1 && Math.abs(x) <= 10];
const above: Range = ["magnitudes above 10", (x) => Math.abs(x) > 10];
const turns: Range = ["magnitudes up to 102,941", (x) => Math.abs(x) <= 102_941];
const exponent = (x: number, y: number): number => Math.abs(y * Math.log(Math.abs(x)));
const isWhole = (y: number): boolean => Number.isInteger(y) && Math.abs(y) <= 15;

const row = (
  name: FunctionName,
  [where, covers]: Range,
  [shaders, webasm, cpu]: readonly [shaders: number, webasm: number, cpu: number],
  specified: Specified,
): FunctionBound => ({name, where, covers, measured: {webgl2: shaders, webgpu: shaders, webasm, cpu}, specified});

const OF_EXP = ulps("3 + 2 abs(x)", (x) => 3 + 2 * Math.abs(x));
const OF_EXPM1 = ulps("7 + 4 abs(x)", (x) => 7 + 4 * Math.abs(x));
const OF_EXPREL = ulps("13 + 7 abs(x)", (x) => 13 + 7 * Math.abs(x));
const OF_POW = ulps("3 + 12 abs(y log(x))", (x, y) => 3 + 12 * exponent(x, y));

export const FUNCTION_BOUNDS: readonly FunctionBound[] = [
  row("exp", upTo1, [3.5, 0.6, 0.6], OF_EXP),
  row("exp", upTo10, [8, 0.6, 0.6], OF_EXP),
  row("exp", above, [64, 0.6, 0.6], OF_EXP),
  row("expm1", upTo1, [1.4, 1.4, 0.6], ulps("3")),
  row("expm1", upTo10, [8, 1.1, 0.6], OF_EXPM1),
  row("expm1", above, [64, 1.1, 0.6], OF_EXPM1),
  row("exprel", upTo1, [1.2, 1.2, 0.6], ulps("3")),
  row("exprel", upTo10, [8, 1.5, 0.6], OF_EXPREL),
  row("exprel", above, [64, 1.5, 0.6], OF_EXPREL),
  row("log", ["0.5 to 2", (x) => x >= 0.5 && x <= 2], [1.2, 1.2, 0.6], ulps("4")),
  row("log", ["below 0.5, above 2", (x) => x < 0.5 || x > 2], [3, 0.6, 0.6], ulps("3")),
  row("log1p", ["-0.5 to 1", (x) => x >= -0.5 && x <= 1], [1.1, 1.1, 0.6], ulps("4")),
  row("log1p", ["below -0.5, above 1", (x) => x < -0.5 || x > 1], [2.8, 1.6, 0.6], ulps("5")),
  row("tanh", ["all", () => true], [1.2, 1, 0.6], ulps("5")),
  row("sin", turns, [1.4, 1.4, 0.6], ulps("3")),
  row("cos", turns, [1.4, 1.4, 0.6], ulps("3")),
  row(
    "pow",
    // the reciprocal of a power below 2^-126 is infinite where that power is 0
    ["y whole, magnitudes up to 15, results up to 2^126", (x, y) => isWhole(y) && Math.abs(x ** y) <= 2 ** 126],
    [10, 10, 0.6],
    ulps("5 + 2 abs(y)", (_, y) => 5 + 2 * Math.abs(y)),
  ),
  row("pow", ["other y, abs(y log(x)) up to 1", (x, y) => !isWhole(y) && exponent(x, y) <= 1], [3.5, 1.5, 0.6], OF_POW),
  row(
    "pow",
    ["other y, abs(y log(x)) 1 to 10", (x, y) => !isWhole(y) && exponent(x, y) > 1 && exponent(x, y) <= 10],
    [20, 15, 0.6],
    OF_POW,
  ),
  row(
    "pow",
    ["other y, abs(y log(x)) above 10", (x, y) => !isWhole(y) && exponent(x, y) > 10],
    [190, 160, 1.1],
    OF_POW,
  ),
];

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The lines of the document's tables, without their heads. */
export function operationLines(): string[] {
  const names = [...new Set(OPERATIONS.map(({name}) => name))].filter((name) => OPS[name].kind === "primitive");
  return names.map((name) => {
    const cells = (["float32", "int32", "bool"] as const).map((dtype) => cellOf(name as PrimitiveName, dtype));
    return line([`\`${name}\``, ...cells, String(operationBound(name as PrimitiveName).specified)]);
  });
}

/** What was measured for this dtype of the last operand, "none" where the GPU cannot do it, "" where nothing can. */
function cellOf(name: PrimitiveName, dtype: DType): string {
  const operation = OPERATIONS.find((each) => each.name === name && each.dtypes.at(-1) === dtype);
  if (operation === undefined) return "";
  const text = expressionOf(name, operation.dtypes, ["a", "b", "c"]);
  return text === null ? "none" : String(dtype === "float32" ? operationBound(name).measured : 0);
}

export function functionLines(): string[] {
  return FUNCTION_BOUNDS.map(({name, where, measured: {webgl2, webgpu, webasm, cpu}, specified}) =>
    line([`\`${name}\``, where, ...[webgl2, webgpu, webasm, cpu].map((bound) => bound.toFixed(1)), specified.text]),
  );
}
