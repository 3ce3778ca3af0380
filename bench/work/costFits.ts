/** @file Whether cost is linear in lanes and in steps: lines through what was measured, and how far they miss. */
import {expectAgreement} from "../peers/agreement.js";
import {closeAll, everyone} from "../peers/everyone.js";
import {measure} from "../support/measure.js";
import type {Measured, Settings} from "../support/measure.js";
import {digits, grouped, percent} from "../support/report.js";
import type {Table} from "../support/report.js";
import {fitLine} from "../support/statistics.js";
import type {Work} from "./lifRefRollout.js";

/** One case of the table above. */
export interface Point {
  readonly lanes: number;
  readonly steps: number;
  readonly measured: Measured;
}

const STEP_COUNTS = [250, 500, 1000, 2000, 4000];
/** With fewer lanes, part of a block of vectors idles. */
const LEAST_LANES = 1000;
/** Through two points goes every line. */
const LEAST_POINTS = 3;

/** Cost against lanes, of the points that have `steps` steps. */
export function fitLanes(points: readonly Point[], steps: number): Table {
  const taken = points.filter((point) => point.steps === steps && point.lanes >= LEAST_LANES);
  return fits(taken, "lanes", `Cost against lanes (${grouped(steps)} steps)`);
}

/** Measures cost against steps, of all who are quick; `work` says how many lanes. */
export async function measureSteps(
  work: Work,
  source: string,
  settings: Settings,
): Promise<{table: Table; measured: Measured[]}> {
  const points: Point[] = [];
  for (const steps of STEP_COUNTS) {
    const {present} = await everyone({...work, steps}, source, true);
    // throws where answers disagree; how far other arithmetics may be off is told where updates are
    await expectAgreement(present);
    const measured = await measure(present, settings);
    points.push(...measured.map((each) => ({lanes: work.lanes, steps, measured: each})));
    await closeAll(present);
  }
  return {
    table: fits(points, "steps", `Cost against steps (${grouped(work.lanes)} lanes)`),
    measured: points.map(({steps, measured}) => ({
      ...measured,
      name: `${String(work.lanes)} x ${String(steps)}, for the line: ${measured.name}`,
    })),
  };
}

function fits(points: readonly Point[], against: "lanes" | "steps", caption: string): Table {
  const names = [...new Set(points.map(({measured}) => measured.name))];
  const rows = names.flatMap((name) => {
    const own = points.filter(({measured}) => measured.name === name);
    const [first] = own;
    if (first === undefined || own.length < LEAST_POINTS) return [];
    const {fixed, slope, worst} = fitLine(own.map((point) => [point[against], point.measured.min]));
    const updates = against === "lanes" ? first.steps : first.lanes;
    const at = own.map((point) => grouped(point[against])).join(", ");
    return [[name, at, digits(fixed), digits((slope * 1e6) / updates), percent(worst)]];
  });
  return {
    caption: `${caption}: the line through the least times`,
    columns: ["who", `at ${against}`, "fixed part, ms", "slope, ns per update", "farthest point off by"],
    rows,
  };
}
