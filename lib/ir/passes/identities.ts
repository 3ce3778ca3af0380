/**
 * @file Algebra that keeps every bit (all NaNs being equal), one row an identity. Variables stand for any value, the
 * same one wherever they recur: `f` for float32, `i` for int32, `p` for bool, others for any dtype. A commutative
 * operation matches in either order. What looks as if it were missing is not exact: -0 + 0 is 0, NaN * 0 is NaN,
 * and -(x - y) is not y - x when they are equal.
 */
import type {OperationPattern, Pattern} from "./pattern.js";

/** `from` computes the bits that `to` computes. */
export interface Identity {
  readonly from: OperationPattern;
  readonly to: Pattern;
  readonly because: string;
}

const row = (from: OperationPattern, to: Pattern, because: string): Identity => ({from, to, because});

export const IDENTITIES: readonly Identity[] = [
  // arithmetic
  row(["mul", "x", 1], "x", "the product is exact, sign of zero included"),
  row(["mul", "x", -1], ["neg", "x"], "the product is exact; int32 wraps alike"),
  row(["mul", "i", 0], 0, "int32 has neither NaN nor -0"),
  row(["div", "x", 1], "x", "the quotient is exact, sign of zero included"),
  row(["div", "x", -1], ["neg", "x"], "the quotient is exact, sign of zero included"),
  row(["sub", "x", 0], "x", "0 - 0 is 0 and -0 - 0 is -0"),
  row(["sub", "i", "i"], 0, "int32 has no NaN"),
  row(["sub", -0, "f"], ["neg", "f"], "-0 - 0 is -0 and -0 - -0 is 0"),
  row(["add", "f", -0], "f", "0 + -0 is 0 and -0 + -0 is -0"),
  row(["add", "i", 0], "i", "int32 has no -0"),
  row(["add", "x", ["neg", "y"]], ["sub", "x", "y"], "subtraction is defined so"),
  row(["sub", "x", ["neg", "y"]], ["add", "x", "y"], "subtraction is defined so"),
  row(["neg", ["neg", "x"]], "x", "negation flips one bit; int32 wraps back"),
  row(["abs", ["neg", "x"]], ["abs", "x"], "the sign bit is cleared either way; int32 wraps alike"),
  row(["abs", ["abs", "x"]], ["abs", "x"], "the first result has no sign, or is the least int32 again"),
  row(["min", "x", "x"], "x", "one of two equal values"),
  row(["max", "x", "x"], "x", "one of two equal values"),
  row(["floor", ["floor", "f"]], ["floor", "f"], "the argument is an integer, an infinity or NaN"),
  row(["ceil", ["ceil", "f"]], ["ceil", "f"], "the argument is an integer, an infinity or NaN"),
  row(["trunc", ["trunc", "f"]], ["trunc", "f"], "the argument is an integer, an infinity or NaN"),
  row(["round", ["round", "f"]], ["round", "f"], "the argument is an integer, an infinity or NaN"),

  // comparison
  row(["lt", "x", "x"], 0, "false for NaN too"),
  row(["gt", "x", "x"], 0, "false for NaN too"),
  row(["eq", "i", "i"], 1, "int32 has no NaN"),
  row(["ne", "i", "i"], 0, "int32 has no NaN"),
  row(["le", "i", "i"], 1, "int32 has no NaN"),
  row(["ge", "i", "i"], 1, "int32 has no NaN"),
  row(["not", ["eq", "x", "y"]], ["ne", "x", "y"], "ne is true when either is NaN"),
  row(["not", ["ne", "x", "y"]], ["eq", "x", "y"], "eq is false when either is NaN"),

  // booleans
  row(["not", ["not", "p"]], "p", "two values only"),
  row(["and", "p", 1], "p", "truth table"),
  row(["and", "p", 0], 0, "truth table"),
  row(["and", "p", "p"], "p", "truth table"),
  row(["or", "p", 0], "p", "truth table"),
  row(["or", "p", 1], 1, "truth table"),
  row(["or", "p", "p"], "p", "truth table"),
  row(["xor", "p", 0], "p", "truth table"),
  row(["xor", "p", 1], ["not", "p"], "truth table"),
  row(["xor", "p", "p"], 0, "truth table"),
  row(["select", 1, "x", "y"], "x", "the first is taken"),
  row(["select", 0, "x", "y"], "y", "the second is taken"),
  row(["select", "p", "x", "x"], "x", "both are the same"),
  row(["select", ["not", "p"], "x", "y"], ["select", "p", "y", "x"], "the other way round"),
  row(["select", "p", "x", ["select", "p", "y", "z"]], ["select", "p", "x", "z"], "y is never taken"),
  row(["select", "p", ["select", "p", "x", "y"], "z"], ["select", "p", "x", "z"], "y is never taken"),
  row(["select", "p", 1, 0], "p", "for booleans: true where p is"),
  row(["select", "p", 0, 1], ["not", "p"], "for booleans: true where p is not"),

  row(["and", "p", ["not", "p"]], 0, "truth table"),
  row(["or", "p", ["not", "p"]], 1, "truth table"),

  // a mask stored as 1 and 0, and read again
  row(["gt", ["select", "p", 1, 0], 0], "p", "1 > 0, and not 0 > 0"),
  row(["lt", 0, ["select", "p", 1, 0]], "p", "0 < 1, and not 0 < 0"),
  row(["ne", ["select", "p", 1, 0], 0], "p", "1 differs from 0"),
  row(["eq", ["select", "p", 1, 0], 0], ["not", "p"], "1 differs from 0"),
  row(["eq", ["select", "p", 1, 0], 1], "p", "0 differs from 1"),
  row(["ge", ["select", "p", 1, 0], 1], "p", "1 >= 1, and not 0 >= 1"),
  row(["gt", ["toFloat", "p"], 0], "p", "1 > 0, and not 0 > 0"),
  row(["lt", 0, ["toFloat", "p"]], "p", "0 < 1, and not 0 < 0"),
  row(["ne", ["toFloat", "p"], 0], "p", "1 differs from 0"),
  row(["eq", ["toFloat", "p"], 0], ["not", "p"], "1 differs from 0"),
  row(["eq", ["toFloat", "p"], 1], "p", "0 differs from 1"),

  // bits
  row(["bitAnd", "i", "i"], "i", "bit by bit"),
  row(["bitAnd", "i", 0], 0, "bit by bit"),
  row(["bitAnd", "i", -1], "i", "bit by bit"),
  row(["bitOr", "i", "i"], "i", "bit by bit"),
  row(["bitOr", "i", 0], "i", "bit by bit"),
  row(["bitOr", "i", -1], -1, "bit by bit"),
  row(["bitXor", "i", "i"], 0, "bit by bit"),
  row(["bitXor", "i", 0], "i", "bit by bit"),
  row(["shiftLeft", "i", 0], "i", "nothing moves"),
  row(["shiftRight", "i", 0], "i", "nothing moves"),
  row(["shiftRightZero", "i", 0], "i", "nothing moves"),

  // conversion
  row(["bitsFloat", ["floatBits", "f"]], "f", "the same bits back; a NaN stays one"),
  row(["toFloat", ["toInt", "p"]], ["toFloat", "p"], "0 and 1 are exact in every dtype"),
  row(["toInt", ["toFloat", "p"]], ["toInt", "p"], "0 and 1 are exact in every dtype"),
];
