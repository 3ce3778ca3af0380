/**
 * @file The inverse of the error function in float32 (Giles, "Approximating the erfinv function", 2012), as XLA computes
 * it: a polynomial in w = -log(1 - x^2), and beyond w = 5 one in its square root.
 */
import {elementwise} from "../array/elementwise.js";
import type {ArrayValue} from "../array/value.js";
import {add, lt, mul, neg, select, sqrt, sub} from "./operations.js";

/** Coefficients of both polynomials, highest power first. */
const COEFFICIENTS: readonly (readonly [central: number, tail: number])[] = [
  [2.81022636e-8, -2.00214257e-4],
  [3.43273939e-7, 1.00950558e-4],
  [-3.5233877e-6, 1.34934322e-3],
  [-4.39150654e-6, -3.67342844e-3],
  [2.1858087e-4, 5.73950773e-3],
  [-1.25372503e-3, -7.6224613e-3],
  [-4.17768164e-3, 9.43887047e-3],
  [2.46640727e-1, 1.00167406],
  [1.50140941, 2.83297682],
];

/** The inverse error function for |x| < 1. */
export function erfInv(x: ArrayValue): ArrayValue {
  const w = neg(elementwise("log1p", mul(x, neg(x))));
  const isCentral = lt(w, 5);
  const t = select(isCentral, sub(w, 2.5), sub(sqrt(w), 3));
  let p: ArrayValue | undefined;
  for (const [central, tail] of COEFFICIENTS) {
    const coefficient = select(isCentral, central, tail);
    p = p === undefined ? coefficient : add(coefficient, mul(p, t));
  }
  return mul(p as ArrayValue, x);
}
