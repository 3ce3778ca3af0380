/** @file The functions that are programs: each writes itself over the primitive operations. */
import type {Builder} from "../builder.js";
import type {FunctionName} from "../opTable.js";
import type {Value} from "../types.js";
import {cos, sin} from "./sinCos.js";
import {exp} from "./exp.js";
import {expm1} from "./expm1.js";
import {exprel} from "./exprel.js";
import {log} from "./log.js";
import {log1p} from "./log1p.js";
import {pow} from "./pow.js";
import {tanh} from "./tanh.js";

/** Writes a function into `builder`, elementwise over arguments of one shape (or scalars). */
export type FunctionWriter = (builder: Builder, ...args: readonly Value[]) => Value;

export const FUNCTIONS: Record<FunctionName, FunctionWriter> = {exp, expm1, exprel, log, log1p, tanh, sin, cos, pow};
