/** @file The operations that draws are made of, under short names. */
import {elementwise} from "../array/elementwise.js";
import type {ArrayValue, Operand} from "../array/value.js";

type Binary = (a: Operand, b: Operand) => ArrayValue;
type Unary = (a: Operand) => ArrayValue;

export const add: Binary = (a, b) => elementwise("add", a, b);
export const sub: Binary = (a, b) => elementwise("sub", a, b);
export const mul: Binary = (a, b) => elementwise("mul", a, b);
export const neg: Unary = (a) => elementwise("neg", a);
export const sqrt: Unary = (a) => elementwise("sqrt", a);
export const maximum: Binary = (a, b) => elementwise("max", a, b);
export const lt: Binary = (a, b) => elementwise("lt", a, b);
export const and: Binary = (a, b) => elementwise("bitAnd", a, b);
export const or: Binary = (a, b) => elementwise("bitOr", a, b);
export const xor: Binary = (a, b) => elementwise("bitXor", a, b);
export const floatBits: Unary = (a) => elementwise("floatBits", a);
export const bitsFloat: Unary = (a) => elementwise("bitsFloat", a);
export const shiftLeft: Binary = (a, by) => elementwise("shiftLeft", a, by);
export const shiftRight: Binary = (a, by) => elementwise("shiftRight", a, by);
export const shiftRightZero: Binary = (a, by) => elementwise("shiftRightZero", a, by);
export const select = (condition: ArrayValue, a: Operand, b: Operand): ArrayValue =>
  elementwise("select", condition, a, b);
