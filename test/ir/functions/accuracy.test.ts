/**
 * @file How far the functions are from the exact values: a dense sample against the bounds of docs/math-functions.md, and
 * the worst arguments it names. `npm run fuzz -- --ulps` tries all arguments.
 */
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {FUNCTIONS} from "../../../lib/ir/functions/library.js";
import {interpret} from "../../../lib/ir/interpret.js";
import type {FunctionName} from "../../../lib/ir/opTable.js";
import {fillPairs, magnitudeBits, sampleOf, uniforms} from "./arguments.js";
import {BIG_REFERENCE, difference, fixed} from "./bigReference.js";
import {compileScalar, countOperations, scalarProgram} from "./compileScalar.js";
import type {MeasuredName} from "./reference.js";
import {REFERENCE, ROWS} from "./reference.js";
import {documented, lineOf, rangeOf, roundedUp} from "./table.js";
import {errorOf, Lanes, measure, spacing} from "./ulps.js";

const NAMES = Object.keys(FUNCTIONS) as FunctionName[];
const SAMPLES = 2 ** 17;

const TABLE = documented().map((claim) => [`${claim.row.name}(${rangeOf(claim.row)})`, claim] as const);
/** Rows where some result is not correctly rounded. */
const ROUNDED = TABLE.filter(([, {at}]) => at.length > 0);

describe("compileScalar, Lanes", () => {
  test.each(NAMES)("%s: give the interpreter's bits", (name) => {
    const program = scalarProgram(name);
    const compiled = compileScalar(program);
    const lanes = new Lanes(name);
    const isOfTwo = lanes.y !== lanes.x;
    for (const row of ROWS.filter((row) => row.name === name)) {
      const sample = sampleOf(row, 128).filter((_, i) => i % 3 === 0);
      lanes.x.set(sample);
      if (isOfTwo) lanes.y.set(Array.from(sample, (_, i) => sample[(i * 7) % sample.length] ?? 0));
      const got = lanes.run();
      for (let i = 0; i < sample.length; i++) {
        const inputs = (isOfTwo ? [lanes.x, lanes.y] : [lanes.x]).map((values) => values.slice(i, i + 1));
        const [result] = interpret(
          program,
          inputs.map((data) => ({data, shape: []})),
        );
        const scalar = compiled(...inputs.map((data) => data[0] ?? 0));
        expect([inputs, scalar, got[i]]).toEqual([inputs, result?.data[0], result?.data[0]]);
      }
    }
    lanes.dispose();
  });
});

/** The result of `name` at one argument. */
function at(name: MeasuredName, [x = 0, y = 0]: readonly number[]): number {
  const lanes = new Lanes(name);
  lanes.y[0] = y;
  lanes.x[0] = x;
  const [got = NaN] = lanes.run();
  lanes.dispose();
  return got;
}

describe("functions", () => {
  test.each(NAMES)("%s: takes as many operations as the document says", (name) => {
    const text = readFileSync(fileURLToPath(new URL("../../../docs/math-functions.md", import.meta.url)), "utf8");
    expect(text).toContain(`| \`${name}\` | ${String(countOperations(scalarProgram(name)))} |`);
  });

  test("the rows of the document cover every argument of every function", () => {
    for (const name of [...NAMES, "sqrt"]) {
      const ranges = ROWS.filter((row) => row.name === name).map(magnitudeBits);
      expect(ranges[0]?.[0]).toBe(0);
      expect(ranges.at(-1)?.[1]).toBe(0x7fffffff);
      for (let i = 1; i < ranges.length; i++) expect(ranges[i]?.[0]).toBeLessThanOrEqual((ranges[i - 1]?.[1] ?? 0) + 1);
    }
  });

  test.each(TABLE)("%s: stays within its bound of the exact value", (_, {row, worst}) => {
    let tally;
    if (row.name === "pow") {
      const [xs, ys] = [new Float32Array(2 * SAMPLES), new Float32Array(2 * SAMPLES)];
      fillPairs(xs, ys, uniforms(1));
      tally = measure(row, xs, ys);
    } else {
      tally = measure(row, sampleOf(row, SAMPLES));
    }
    expect(tally.count).toBeGreaterThanOrEqual(2 * SAMPLES);
    expect(tally.worst, lineOf(tally)).toBeLessThanOrEqual(worst);
  });

  test.each(ROUNDED)("%s: has its largest error where the document says", (_, {row, worst, at: args}) => {
    const [x = 0, y = 0] = args;
    const exact = REFERENCE[row.name](x, y);
    const place = row.ofArgument ? x : exact;
    const got = at(row.name, args);
    expect(roundedUp(errorOf(got, exact, place))).toBe(worst.toFixed(3));
    // and so say integers, without a mathematical library
    if (row.name === "sqrt") return;
    const big = difference(BIG_REFERENCE[row.name](fixed(x), fixed(y)), got);
    expect(roundedUp(Math.abs(big) / spacing(place))).toBe(worst.toFixed(3));
  });
});
