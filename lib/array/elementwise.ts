/**
 * @file Elementwise operations on arrays: dtypes are promoted and shapes broadcast once, here; then the operation runs
 * at once, or is recorded when an operand is traced.
 */
import type {DType} from "../core/dtype.js";
import {DTypeError} from "../core/errors.js";
import type {Shape} from "../core/shape.js";
import {broadcastShapes, sameShape} from "../core/shape.js";
import {Builder} from "../ir/builder.js";
import {evaluate, interpret} from "../ir/interpret.js";
import type {ElementwiseName} from "../ir/opTable.js";
import {isFunction, OPS, resultDType} from "../ir/opTable.js";
import type {Value} from "../ir/types.js";
import {NDArray, stretched} from "./ndarray.js";
import type {Recorder} from "./recorder.js";
import {recorderOf} from "./recorder.js";
import type {ArrayValue, Operand} from "./value.js";

/** Applies an operation of the table to operands that broadcast against one another. */
export function elementwise(name: ElementwiseName, ...operands: readonly Operand[]): ArrayValue {
  const dtypes = operandDTypes(name, operands);
  let shape: Shape = [];
  for (const operand of operands) if (typeof operand !== "number") shape = broadcastShapes(shape, operand.shape, name);
  const recorder = recorderOf(operands);
  if (recorder === null) return runNow(name, operands, dtypes, shape);
  const args = operands.map((operand, i) => recordOperand(recorder, operand, dtypes[i] ?? "float32", shape));
  return recorder.traced(recorder.builder.elementwise(name, ...args));
}

/** The dtype each operand is converted to: the operation's own, or the one that all can share. */
function operandDTypes(name: ElementwiseName, operands: readonly Operand[]): DType[] {
  switch (OPS[name].rule) {
    case "float":
      return operands.map(() => "float32");
    case "number":
    case "compare":
      return new Array<DType>(operands.length).fill(shared(operands));
    case "select": {
      const [condition, ...rest] = operands;
      requireBool(name, condition);
      const dtype = rest.every((x) => isBool(x)) ? "bool" : shared(rest);
      return ["bool", dtype, dtype];
    }
    case "logic":
      for (const operand of operands) requireBool(name, operand);
      return operands.map(() => "bool");
    case "int":
    case "bitsFloat":
      return operands.map(() => "int32");
    case "floatBits":
      return ["float32"];
    case "toFloat":
    case "toInt":
      return operands.map((operand) => (typeof operand === "number" ? "float32" : operand.dtype));
  }
}

const isBool = (operand: Operand | undefined): boolean => operand instanceof Object && operand.dtype === "bool";

/** int32 when every operand is an integer; float32 otherwise, booleans included. A literal adapts to the others. */
function shared(operands: readonly Operand[]): DType {
  let arrays = 0;
  for (const operand of operands) {
    if (typeof operand === "number") {
      if (!Number.isInteger(operand) || Object.is(operand, -0)) return "float32";
    } else if (operand.dtype !== "int32") return "float32";
    else arrays++;
  }
  return arrays > 0 ? "int32" : "float32";
}

function requireBool(name: string, operand: Operand | undefined): void {
  if (isBool(operand)) return;
  const got = typeof operand === "number" ? String(operand) : (operand?.dtype ?? "nothing");
  throw new DTypeError(
    `${name}: a condition is not boolean, expected the result of a comparison, got ${got}`,
    "write x.ne(0), or another comparison",
  );
}

function recordOperand(recorder: Recorder, operand: Operand, dtype: DType, shape: Shape): Value {
  const {builder} = recorder;
  if (typeof operand === "number") return builder.constant(operand, dtype);
  let value = recorder.valueOf(operand);
  if (value.dtype !== dtype) value = builder.elementwise(dtype === "float32" ? "toFloat" : "toInt", value);
  return value.shape.length === 0 || sameShape(value.shape, shape) ? value : builder.broadcast(value, shape);
}

function runNow(name: ElementwiseName, operands: readonly Operand[], dtypes: readonly DType[], shape: Shape): NDArray {
  const arrays = operands.map((operand, i) => materialize(operand as NDArray | number, dtypes[i] ?? "float32", shape));
  if (isFunction(name)) {
    const builder = new Builder();
    const out = builder.elementwise(name, ...arrays.map((array) => builder.input(array)));
    const [result] = interpret(builder.finish([out]), arrays);
    return new NDArray(result?.data ?? new Float32Array(0), shape, "float32");
  }
  const dtype = resultDType(name, dtypes) ?? "float32";
  return new NDArray(evaluate(name, dtypes.at(-1) === "int32", arrays, {dtype, shape}).data, shape, dtype);
}

/** An operand as an array of this dtype, of this shape or a scalar. */
function materialize(operand: NDArray | number, dtype: DType, shape: Shape): NDArray {
  if (typeof operand === "number") {
    return new NDArray(dtype === "float32" ? Float32Array.of(operand) : Int32Array.of(operand), [], dtype);
  }
  let {data} = operand;
  if (operand.dtype !== dtype) data = dtype === "float32" ? Float32Array.from(data) : Int32Array.from(data);
  const array = new NDArray(data, operand.shape, dtype);
  return operand.shape.length === 0 || sameShape(operand.shape, shape) ? array : stretched(array, shape);
}
