/** @file Many LIFRef neurons, spike counts only: the cost of an update against C's, and cost against work. */
import {expectAgreement, isAbsent} from "./peers/agreement.js";
import type {Contender} from "./peers/agreement.js";
import {float64Loop, froundLoop} from "./peers/loops.js";
import {nativePeer} from "./peers/nativePeer.js";
import {wasmPeer} from "./peers/wasmPeer.js";
import {measure} from "./support/measure.js";
import type {Measured, Settings} from "./support/measure.js";
import {digits, goal, percent} from "./support/report.js";
import type {Report, Table} from "./support/report.js";
import {fitLine, ratioOf} from "./support/statistics.js";
import {ourCount} from "./work/lanes.js";
import type {Work} from "./work/lifRefRollout.js";

const STEPS = 2000;
const SIZES: readonly (readonly [lanes: number, steps: number])[] = [
  [1, STEPS],
  [16, STEPS],
  [1000, STEPS],
  [10_000, STEPS],
  [100_000, STEPS],
  [1_000_000, 200],
];
/** The loops in JavaScript take seconds for more. */
const MOST_LANES_OF_JS = 10_000;
const STEP_COUNTS = [250, 500, 1000, 2000, 4000];
const GOAL_LANES = 10_000;
/** With fewer lanes, part of a block of vectors idles. */
const LEAST_LANES_OF_FIT = 1000;

const sweep = (lanes: number, steps: number): Work => ({kind: "count", lanes, steps, low: 8, high: 30});
const grouped = (n: number): string => n.toLocaleString("en-US");

export async function lanesBenchmark(settings: Settings, source: string): Promise<Report> {
  const rows: string[][] = [];
  const notes = new Set<string>();
  const all: Measured[] = [];
  const ours: {lanes: number; steps: number; measured: Measured}[] = [];
  let atGoal = NaN;
  for (const [lanes, steps] of SIZES) {
    const work = sweep(lanes, steps);
    const js = lanes <= MOST_LANES_OF_JS ? [float64Loop(work), froundLoop(work)] : [];
    const everyone = [ourCount(work), wasmPeer(work, source), nativePeer(work, source), ...js];
    const present = everyone.filter((who): who is Contender => !isAbsent(who));
    for (const who of everyone) if (isAbsent(who)) notes.add(`${who.name}: absent: ${who.absent}.`);
    for (const note of await expectAgreement(present)) notes.add(`${grouped(lanes)} lanes: ${note}`);
    const measured = await measure(present, settings);
    const [subject] = measured as [Measured];
    const clang = measured.find(({name}) => name.includes("clang to wasm"));
    ours.push({lanes, steps, measured: subject});
    if (lanes === GOAL_LANES && clang !== undefined) atGoal = ratioOf(subject, clang);
    for (const each of measured) {
      const perUpdate = (time: number) => digits((time * 1e6) / (lanes * steps));
      rows.push([
        `${grouped(lanes)} x ${grouped(steps)}`,
        each.name,
        perUpdate(each.median),
        perUpdate(each.min),
        percent(each.spread),
        clang === undefined ? "-" : digits(ratioOf(each, clang)),
        each === subject && lanes === GOAL_LANES && clang !== undefined ? goal(atGoal, 1, "0.6") : "",
      ]);
      all.push({...each, name: `${String(lanes)} x ${String(steps)}: ${each.name}`});
    }
  }
  const fits = await fitCost(ours, settings);
  all.push(...fits.measured);
  return {
    name: "lanes",
    title: "Lanes: LIFRef, spike counts only",
    tables: [
      {
        caption: "ns per update (one neuron, one step)",
        columns: ["lanes x steps", "who", "median", "min", "spread", "ratio to clang's wasm", "goal"],
        rows,
      },
      fits.table,
    ],
    notes: [...notes, millionNote(ours)],
    measured: all,
  };
}

/** The goal for the largest population: an update costs no more than in one that fits a cache. */
function millionNote(ours: readonly {lanes: number; steps: number; measured: Measured}[]): string {
  const perUpdate = (wanted: number) => {
    const found = ours.find(({lanes}) => lanes === wanted);
    return found === undefined ? NaN : found.measured.min / (found.lanes * found.steps);
  };
  const ratio = perUpdate(1_000_000) / perUpdate(GOAL_LANES);
  return `An update among 1,000,000 lanes takes ${digits(ratio)} times as long as among ${grouped(GOAL_LANES)} (least times; goal: no longer).`;
}

/** Whether cost is linear in lanes and in steps: lines through what was measured, and how far they miss. */
async function fitCost(
  ours: readonly {lanes: number; steps: number; measured: Measured}[],
  settings: Settings,
): Promise<{table: Table; measured: Measured[]}> {
  const byLanes = ours
    .filter(({lanes, steps}) => steps === STEPS && lanes >= LEAST_LANES_OF_FIT)
    .map(({lanes, measured}) => [lanes, measured.min] as const);
  const cases = STEP_COUNTS.map((steps) => ourCount(sweep(GOAL_LANES, steps), `spikeloop, ${String(steps)} steps`));
  const measured = await measure(cases, settings);
  const bySteps = measured.map(({min}, i) => [STEP_COUNTS[i] ?? NaN, min] as const);
  const row = (what: string, points: readonly (readonly [number, number])[], updates: number) => {
    const {fixed, slope, worst} = fitLine(points);
    const at = points.map(([x]) => grouped(x)).join(", ");
    return [what, at, digits(fixed), digits((slope * 1e6) / updates), percent(worst)];
  };
  const table: Table = {
    caption: "Cost against work: the line through the least times",
    columns: ["cost in", "at", "fixed part, ms", "slope, ns per update", "farthest point off by"],
    rows: [
      row(`lanes (${grouped(STEPS)} steps)`, byLanes, STEPS),
      row(`steps (${grouped(GOAL_LANES)} lanes)`, bySteps, GOAL_LANES),
    ],
  };
  return {table, measured: measured.map((each) => ({...each, name: `${grouped(GOAL_LANES)} lanes: ${each.name}`}))};
}
