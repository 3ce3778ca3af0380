/** @file A function's value and its derivative at a point, by differentiating its trace. */
import {NDArray} from "../array/ndarray.js";
import {Recorder} from "../array/recorder.js";
import type {ArrayValue} from "../array/value.js";
import {differentiate} from "../ir/differentiate.js";
import {interpret} from "../ir/interpret.js";
import type {Value} from "../ir/types.js";
import type {Dimension, Over} from "../units/dimensionTypes.js";
import {Quantity} from "../units/quantity.js";
import {openContext} from "./traceContext.js";

/** A value and the derivative there. */
export interface ValueAndGrad<F extends Dimension, X extends Dimension> {
  readonly value: Quantity<F>;
  /** The vector-Jacobian product with ones, in the unit of `value` over that of `x`; a scalar where all are equal. */
  readonly grad: Quantity<Over<F, X>>;
}

/**
 * `f(x)` and its derivative with respect to `x` alone. For a function that is not elementwise the derivative is the sum
 * over each column of the Jacobian, as upstream's `vector_grad`.
 * @throws TraceError when `f` contains a loop or a cond that depends on `x`.
 */
export function valueAndVectorGrad<F extends Dimension, X extends Dimension>(
  f: (x: Quantity<X>) => Quantity<F>,
  x: Quantity<X>,
  who = "vectorGrad",
): ValueAndGrad<F, X> {
  const context = openContext();
  const recorder = context === null ? new Recorder() : context.recorder;
  const {value, derivative} = record(recorder, f, x, who);
  const unit = value.unit.div(x.unit);
  if (context !== null) return {value, grad: new Quantity(recorder.traced(derivative), unit)};
  const program = recorder.builder.finish([recorder.valueOf(value.value), derivative]);
  recorder.close();
  const [fx, dfx] = interpret(
    program,
    recorder.inputs.map((input) => input.fetch()),
  ).map(({data, shape}) => new NDArray(data, shape, "float32")) as [ArrayValue, ArrayValue];
  return {value: new Quantity(fx, value.unit), grad: new Quantity(dfx, unit)};
}

function record<F extends Dimension, X extends Dimension>(
  recorder: Recorder,
  f: (x: Quantity<X>) => Quantity<F>,
  x: Quantity<X>,
  who: string,
): {value: Quantity<F>; derivative: Value} {
  const {builder} = recorder;
  // a name of its own for x, so that other uses of the same value are not differentiated
  const variable = builder.reshape(recorder.valueOf(x.value), x.shape);
  let value: Quantity<F> | undefined;
  const ops = builder.recorded(() => (value = f(new Quantity(recorder.traced(variable), x.unit))));
  const result = value as Quantity<F>;
  const derivative = differentiate(builder, ops, variable, recorder.valueOf(result.value), who);
  return {value: result, derivative: derivative ?? builder.constant(0)};
}
