/** @file Gamma-distributed numbers by rejection (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000). */
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {RandomState} from "../random/randomState.js";
import {numbersOf} from "./checks.js";

/**
 * The logarithms of gamma numbers of these shape parameters and scale 1, in float64: a number of a small shape parameter
 * is too small for float32, where its logarithm is not. As many normal and uniform numbers as there are elements are
 * drawn at a time, until all are done: mostly twice.
 */
export function logGammaDraws(who: string, source: RandomState, parameters: Float32Array, shape: Shape): Float64Array {
  const logs = new Float64Array(parameters.length);
  const draw = (kind: "rand" | "randn"): Float32Array => numbersOf(who, source[kind](sizeOf(shape)), [sizeOf(shape)]);
  for (let done = 0; done < logs.length;) {
    const [normals, uniforms] = [draw("randn"), draw("rand")];
    for (let at = 0; at < normals.length && done < logs.length; at++) {
      const parameter = parameters[done] ?? 1;
      const log = attempt(parameter < 1 ? parameter + 1 : parameter, normals[at] ?? 0, 1 - (uniforms[at] ?? 0));
      if (log !== null) logs[done++] = log;
    }
  }
  if (parameters.every((parameter) => parameter >= 1)) return logs;
  // a number of shape a is one of shape a + 1, times a uniform one to the power 1 / a
  const uniforms = draw("rand");
  return logs.map((log, i) => {
    const parameter = parameters[i] ?? 1;
    return parameter < 1 ? log + Math.log(1 - (uniforms[i] ?? 0)) / parameter : log;
  });
}

/** The logarithm of a candidate for a shape parameter of at least 1, or null when it is rejected. */
function attempt(parameter: number, normal: number, uniform: number): number | null {
  const d = parameter - 1 / 3;
  const root = 1 + normal / Math.sqrt(9 * d);
  if (root <= 0) return null;
  const v = root ** 3;
  return Math.log(uniform) < normal ** 2 / 2 + d - d * v + d * Math.log(v) ? Math.log(d * v) : null;
}
