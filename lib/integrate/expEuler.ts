/** @file The exponential-Euler step: exact where the drift is linear in the state. */
import {UnitMismatchError} from "../core/errors.js";
import {exprel} from "../math/unitless.js";
import {environ} from "../state/environ.js";
import {valueAndVectorGrad} from "../transform/vectorGrad.js";
import type {Dimension, Dimensionless, Over, Time} from "../units/dimensionTypes.js";
import {describeUnit} from "../units/unit.js";
import type {Quantity} from "../units/quantity.js";

/**
 * One step of `dx/dt = f(x)`: `x + dt phi(dt J) f(x)`, with `phi(z) = (e^z - 1)/z` and `J` the derivative of `f` with
 * respect to `x` alone, found by differentiating the trace of `f`. Evaluated as `x + (dt phi) f`, as upstream
 * (`brainstate.nn.exp_euler_step`).
 *
 * For a vector `f` that is not elementwise, `J` is the sum over each column of the Jacobian.
 *
 * @param f the drift: [X] in, [X]/[time] out; called once
 * @param x the state
 * @param dt the length of the step; default that of the environment
 * @throws UnitMismatchError when `f(x)` is not in the unit of `x` per time. @throws EnvironError when `dt` is not set.
 */
export function expEuler<X extends Dimension>(
  f: (x: Quantity<X>) => Quantity<Over<X, Time>>,
  x: Quantity<X>,
  dt: Quantity<Time> = environ.getDt(),
): Quantity<X> {
  const {value, grad} = valueAndVectorGrad(f, x, "expEuler");
  const z = (dt as Quantity).mul(grad as Quantity);
  if (!z.unit.dim.isDimensionless) {
    const expected = x.unit.div(dt.unit);
    throw new UnitMismatchError(
      `expEuler: the drift has the wrong unit, expected ${describeUnit(expected)}, got ${describeUnit(value.unit)}`,
    );
  }
  const weight = (dt as Quantity).mul(exprel(z as Quantity<Dimensionless>));
  return x.add(weight.mul(value) as never);
}
