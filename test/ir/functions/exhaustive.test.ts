/**
 * @file `npm run fuzz -- --ulps`: the error of every function at every float32 argument, and of pow over random pairs.
 * Prints the table of docs/math-functions.md, whose bounds must hold.
 */
import {describe, expect, test} from "vitest";
import {fillPairs, magnitudeBits, uniforms} from "./arguments.js";
import type {Row} from "./reference.js";
import {ROWS} from "./reference.js";
import {documented, lineOf, rangeOf} from "./table.js";
import type {Tally} from "./ulps.js";
import {LANES, Lanes, newTally} from "./ulps.js";

const IS_ASKED = process.env.FUZZ_ULPS === "1";
const PAIRS = 2 ** 30;
const SIGNS = [0, -0x80000000];
const timeout = 4 * 3600_000;

/** Writes how far it is, at most every ten seconds. */
class Progress {
  readonly #started = performance.now();
  #told = this.#started;

  tell(tally: Tally, total: number): void {
    const now = performance.now();
    if (now - this.#told < 10_000 && tally.count < total) return;
    this.#told = now;
    const [percent, seconds] = [(100 * tally.count) / total, (now - this.#started) / 1000];
    console.log(`${percent.toFixed(1)} % in ${seconds.toFixed(0)} s  ${lineOf(tally)}`);
  }
}

/** Every argument of the row, both signs. */
function sweep(row: Row): Tally {
  const [tally, lanes, progress] = [newTally(row), new Lanes(row.name), new Progress()];
  const bits = new Int32Array(lanes.x.buffer);
  const [first, last] = magnitudeBits(row);
  for (let from = first; from <= last; from += LANES) {
    const count = Math.min(LANES, last + 1 - from);
    for (const sign of SIGNS) {
      for (let i = 0; i < count; i++) bits[i] = (from + i) | sign;
      lanes.add(tally, count);
    }
    progress.tell(tally, 2 * (last + 1 - first));
  }
  lanes.dispose();
  return tally;
}

function sweepPairs(row: Row): Tally {
  const [tally, lanes, progress] = [newTally(row), new Lanes(row.name), new Progress()];
  const uniform = uniforms(2024);
  while (tally.count < PAIRS) {
    fillPairs(lanes.x, lanes.y, uniform);
    lanes.add(tally, LANES);
    progress.tell(tally, PAIRS);
  }
  lanes.dispose();
  return tally;
}

describe.runIf(IS_ASKED)("functions", () => {
  const lines: string[] = [];

  for (const [i, row] of ROWS.entries()) {
    test(`${row.name}(${rangeOf(row)}): is as the document says`, {timeout}, () => {
      const tally = row.name === "pow" ? sweepPairs(row) : sweep(row);
      lines.push(lineOf(tally));
      console.log(lines.join("\n"));
      const claim = documented()[i];
      expect(tally.worst).toBeLessThanOrEqual(claim?.worst ?? 0);
      // other pairs may be worse
      if (row.name !== "pow") expect(lineOf(tally)).toBe(claim?.line);
    });
  }
});
