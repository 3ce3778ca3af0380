/** @file Many LIFRef neurons, spike counts only: the cost of an update for us and all peers, and cost against work. */
import {expectAgreement} from "./peers/agreement.js";
import type {Contender} from "./peers/agreement.js";
import {closeAll, everyone} from "./peers/everyone.js";
import {measure} from "./support/measure.js";
import type {Settings} from "./support/measure.js";
import {digits, goal, grouped, percent} from "./support/report.js";
import type {Report} from "./support/report.js";
import {ratioOf} from "./support/statistics.js";
import {fitLanes, measureSteps} from "./work/costFits.js";
import type {Point} from "./work/costFits.js";
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
const GOAL_LANES = 10_000;

const sweep = (lanes: number, steps: number): Work => ({kind: "count", lanes, steps, low: 8, high: 30});

export async function lanesBenchmark(settings: Settings, source: string): Promise<Report> {
  const rows: string[][] = [];
  const points: Point[] = [];
  const notes = new Set<string>();
  const about = new Map<string, {text: string; prepared: number[]}>();
  for (const [lanes, steps] of SIZES) {
    const work = sweep(lanes, steps);
    const {present, absent} = await everyone(work, source);
    for (const who of absent) notes.add(`${who.name}: absent: ${who.absent}.`);
    for (const note of await expectAgreement(present)) notes.add(`${grouped(lanes)} lanes: ${note}`);
    const measured = await measure(present, settings);
    for (const who of present) describe(who, about);
    await closeAll(present);
    const clang = measured.find(({name}) => name.includes("clang to wasm"));
    for (const each of measured) {
      const perUpdate = (time: number) => digits((time * 1e6) / (lanes * steps));
      const ratio = clang === undefined ? NaN : ratioOf(each, clang);
      const hasGoal = each === measured[0] && lanes === GOAL_LANES && clang !== undefined;
      rows.push([
        `${grouped(lanes)} x ${grouped(steps)}`,
        each.name,
        perUpdate(each.median),
        perUpdate(each.min),
        percent(each.spread),
        String(each.samples.length),
        digits(ratio),
        hasGoal ? goal(ratio, 0.6) : "",
      ]);
      points.push({lanes, steps, measured: each});
    }
  }
  const againstSteps = await measureSteps(sweep(GOAL_LANES, STEPS), source, settings);
  const named = points.map(({lanes, steps, measured}) => ({
    ...measured,
    name: `${String(lanes)} x ${String(steps)}: ${measured.name}`,
  }));
  return {
    name: "lanes",
    title: "Lanes: LIFRef, spike counts only",
    tables: [
      {
        caption: "ns per update (one neuron, one step)",
        columns: ["lanes x steps", "who", "median", "min", "spread", "samples", "ratio to clang's wasm", "goal"],
        rows,
      },
      fitLanes(points, STEPS),
      againstSteps.table,
    ],
    notes: [...[...about].map(([name, each]) => `${name}: ${aboutLine(each)}`), ...notes, millionNote(points)],
    measured: [...named, ...againstSteps.measured],
  };
}

function describe(who: Contender, about: Map<string, {text: string; prepared: number[]}>): void {
  const told = who.about?.();
  if (told === undefined) return;
  about.set(who.name, {text: told.text, prepared: [...(about.get(who.name)?.prepared ?? []), told.prepared]});
}

function aboutLine({text, prepared}: {text: string; prepared: readonly number[]}): string {
  const [least, most] = [Math.min(...prepared), Math.max(...prepared)].map(digits);
  return `${text}; the first call of a work, or what is built for it, took ${least ?? ""} to ${most ?? ""} s.`;
}

/** The goal for the largest population: an update costs no more than in one that fits a cache. */
function millionNote(points: readonly Point[]): string {
  const perUpdate = (wanted: number) => {
    // ours come first
    const found = points.find(({lanes}) => lanes === wanted);
    return found === undefined ? NaN : found.measured.min / (found.lanes * found.steps);
  };
  const ratio = perUpdate(1_000_000) / perUpdate(GOAL_LANES);
  return `An update among 1,000,000 lanes takes ${digits(ratio)} times as long as among ${grouped(GOAL_LANES)} (spikeloop under \`jit\`, least times; goal: no longer).`;
}
