/** @file Tables of what was measured on a page: times at each size, cost against lanes, and cost against steps. */
import type {Measured} from "../support/measure.js";
import {digits, grouped, percent} from "../support/report.js";
import type {Table} from "../support/report.js";
import {fitLine, ratioOf} from "../support/statistics.js";
import {ranAs} from "./gpuCases.js";
import type {GpuCase} from "./gpuCases.js";
import type {Work} from "./lifRefRollout.js";

/** A case of a work, measured. */
export interface GpuPoint {
  readonly work: Work;
  readonly subject: GpuCase;
  readonly measured: Measured;
  /** The first way's, in the same rounds. */
  readonly beside: Measured;
}

const perUpdate = ({work, measured}: GpuPoint, time = measured.min): string =>
  digits((time * 1e6) / (work.lanes * work.steps));

/** One row a case. */
export function timesTable(caption: string, points: readonly GpuPoint[]): Table {
  return {
    caption,
    columns: [
      "lanes x steps",
      "who",
      "ran as",
      "median, ms",
      "min, ms",
      "spread",
      "samples",
      "ns per update, of min",
      "ratio to wasm, 1 thread",
      "first at this size, ms",
      "lanes whose count differs",
    ],
    rows: points.map((point) => {
      const {work, subject, measured, beside} = point;
      return [
        `${grouped(work.lanes)} x ${grouped(work.steps)}`,
        subject.name,
        ranAs(subject.answered),
        digits(measured.median),
        digits(measured.min),
        percent(measured.spread),
        String(measured.samples.length),
        perUpdate(point),
        digits(ratioOf(measured, beside)),
        digits(subject.answered.time),
        grouped(subject.answered.differ),
      ];
    }),
  };
}

/** One row a way, one column a size: where cost is linear in lanes, a row is level. */
export function lanesTable(points: readonly GpuPoint[]): Table {
  const sizes = [...new Set(points.map(({work}) => work.lanes))];
  return {
    caption: "Cost against lanes: ns per update, least times; linear where a row is level",
    columns: ["who", ...sizes.map((lanes) => `${grouped(lanes)} lanes`)],
    rows: names(points).map((name) => [
      name,
      ...sizes.map((lanes) => {
        const found = points.find(({work, subject}) => work.lanes === lanes && subject.name === name);
        return found === undefined ? "-" : perUpdate(found);
      }),
    ]),
  };
}

/** One row a way, one column a number of steps, and the line through them. */
export function stepsTable(points: readonly GpuPoint[]): Table {
  const counts = [...new Set(points.map(({work}) => work.steps))].sort((a, b) => a - b);
  const lanes = points[0]?.work.lanes ?? NaN;
  return {
    caption: `Cost against steps, ${grouped(lanes)} lanes: ms, least times, and the line through them`,
    columns: [
      "who",
      ...counts.map((steps) => `${grouped(steps)} steps`),
      "fixed part, ms",
      "slope, ns per update",
      "farthest point off by",
    ],
    rows: names(points).flatMap((name) => {
      const own = points.filter(({subject}) => subject.name === name);
      // through two points goes every line
      if (own.length < 3) return [];
      const {fixed, slope, worst} = fitLine(own.map(({work, measured}) => [work.steps, measured.min]));
      const times = counts.map((steps) => own.find(({work}) => work.steps === steps)?.measured.min ?? NaN);
      return [[name, ...times.map(digits), digits(fixed), digits((slope * 1e6) / lanes), percent(worst)]];
    }),
  };
}

const names = (points: readonly GpuPoint[]): string[] => [...new Set(points.map(({subject}) => subject.name))];
