/**
 * @file a b + c rounded once, from operations that round each time. XLA contracts products and sums on every processor
 * that has the instruction, so upstream's uniform numbers are rounded this way; WebAssembly has no such instruction.
 */
import type {ArrayValue} from "../array/value.js";
import {elementwise} from "../array/elementwise.js";
import {add, and, bitsFloat, floatBits, mul, or, select, shiftRight, sub, xor} from "./operations.js";

/** Takes the upper 12 of the 24 bits of a float32. */
const UPPER = ~0xfff;

/**
 * fl32(a b + c) of float32 arrays. The product's error and the sum's are exact (Dekker 1971, Knuth 1969); what they add
 * up to is rounded to odd, so that adding it rounds as if once (Boldo and Melquiond 2008). Exact where the error of the
 * product is no denormal: |a b| above 2^-102, or 0.
 */
export function fusedMultiplyAdd(a: ArrayValue, b: ArrayValue, c: ArrayValue): ArrayValue {
  const [product, productError] = exactProduct(a, b);
  const [sum, sumError] = exactSum(product, c);
  return add(sum, sumToOdd(sumError, productError));
}

function exactProduct(a: ArrayValue, b: ArrayValue): [product: ArrayValue, error: ArrayValue] {
  const [a1, a0] = halves(a);
  const [b1, b0] = halves(b);
  const product = mul(a, b);
  const upper = sub(mul(a1, b1), product);
  return [product, add(add(add(upper, mul(a1, b0)), mul(a0, b1)), mul(a0, b0))];
}

function halves(x: ArrayValue): [upper: ArrayValue, lower: ArrayValue] {
  const upper = bitsFloat(and(floatBits(x), UPPER));
  return [upper, sub(x, upper)];
}

function exactSum(a: ArrayValue, b: ArrayValue): [sum: ArrayValue, error: ArrayValue] {
  const sum = add(a, b);
  const partOfB = sub(sum, a);
  return [sum, add(sub(a, sub(sum, partOfB)), sub(b, partOfB))];
}

/** a + b, where inexact the neighbour with an odd last bit: it remembers on which side of it the exact sum lies. */
function sumToOdd(a: ArrayValue, b: ArrayValue): ArrayValue {
  const [sum, error] = exactSum(a, b);
  const bits = floatBits(sum);
  // one up in magnitude where the error has the sum's sign, else one down
  const towards = or(shiftRight(xor(floatBits(error), bits), 31), 1);
  const isEven = elementwise("eq", and(bits, 1), 0);
  const isOff = elementwise("and", isEven, elementwise("ne", error, 0));
  return bitsFloat(add(bits, select(isOff, towards, 0)));
}
