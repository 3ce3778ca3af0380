/**
 * @file Every number and every sentence of the page about sweeps that depends on the reader's values, by the name it has
 * in the page. The text of the page holds the same for the defaults, and a test compares.
 */
import type {RunReport} from "spikeloop";
import {rheobase} from "../firstNeuron/theory.js";
import {nounFor, withUnit} from "../parameters.js";
import {cellAt, cellsOutside, closedRate, indexOf, rateOf, type Cell} from "./cells.js";
import {CURRENTS, DT, DURATION, neuronOf, sideOf, TIME_CONSTANTS, type SweepValues} from "./parameters.js";
import {updatesOf, wholeSize, type CellRun, type Sweep} from "./run.js";

export type LiveValues = Readonly<Record<string, string>>;

/** The cells of the table of the map: some currents in mA, and some time constants in ms. */
export const TABLE = {currents: [8, 12, 20, 30], timeConstants: [5, 10, 20, 30]} as const;

/** What the settings alone say. */
export function settingValues(values: SweepValues): LiveValues {
  const side = sideOf(values);
  const steps = Math.round(DURATION / DT);
  const boundary = rheobase(neuronOf(values, values.tau));
  return {
    V_th: withUnit(values.V_th, "mV"),
    tau_ref: withUnit(values.tau_ref, "ms"),
    side: grouped(side),
    neurons: grouped(side * side),
    steps: grouped(steps),
    updates: grouped(updatesOf(wholeSize(values), DT)),
    dt: withUnit(DT, "ms"),
    duration: withUnit(DURATION, "ms"),
    recordCounts: withUnit(tidy((side * side * 4) / 1e3, 3), "kB"),
    recordAll: withUnit(tidy((side * side * steps * 4) / 1e6, 3), "MB"),
    rateStep: withUnit(rateOf(1), "Hz"),
    rheobase: withUnit(tidy(boundary), "mA"),
    storyThreshold: withUnit(STORIES.V_th, "mV"),
    storyRefractory: withUnit(STORIES.tau_ref, "ms"),
  };
}

/** Settings that the text suggests. */
export const STORIES = {V_th: -42, tau_ref: 15} as const;

/** What the map says. */
export function mapValues({values, counts}: Sweep): LiveValues {
  const side = sideOf(values);
  const silent = counts.filter((count) => count === 0).length;
  const fastest = counts.reduce((most, count) => Math.max(most, count), 0);
  const outside = cellsOutside(values, counts);
  const table: Record<string, string> = {};
  TABLE.currents.forEach((current, x) => {
    const column = indexOf(CURRENTS, current, side);
    table[`column${String(x)}`] = withUnit(cellAt(column, 0, side).I, "mA");
    TABLE.timeConstants.forEach((timeConstant, y) => {
      const row = indexOf(TIME_CONSTANTS, timeConstant, side);
      const cell = cellAt(column, row, side);
      table[`row${String(y)}`] = withUnit(cell.tau, "ms");
      table[`rate${String(x)}${String(y)}`] = tidyText(rateOf(countAt(counts, cell, side)));
      table[`closed${String(x)}${String(y)}`] = tidyText(closedRate(values, cell));
    });
  });
  return {
    ...table,
    outside: outside === 0 ? "none" : grouped(outside),
    silent: grouped(silent),
    fastest: withUnit(tidy(rateOf(fastest)), "Hz"),
  };
}

/** What the map and the neuron alone say of a cell. */
export function cellValues(values: SweepValues, cell: Cell, alone: CellRun, sweep: Sweep | null): LiveValues {
  const closed = closedRate(values, cell);
  const inMap = sweep === null ? alone.count : countAt(sweep.counts, cell, sideOf(sweep.values));
  return {
    I: withUnit(cell.I, "mA"),
    tau: withUnit(cell.tau, "ms"),
    mapCount: spikes(inMap),
    mapRate: withUnit(tidy(rateOf(inMap)), "Hz"),
    aloneCount: spikes(alone.count),
    closedRate: withUnit(tidyText(closed), "Hz"),
    cellStory:
      closed === 0
        ? "The current is not above the rheobase: V creeps up to its steady potential, which is not above the threshold."
        : `The closed form says one spike every ${withUnit(tidyText(1000 / closed), "ms")}.`,
  };
}

/** What the last run cost: different every time, so the page as it is served shows none of it. */
export function ranValues({values, report, taken}: Sweep, isSoftware: boolean): LiveValues {
  return {
    ranOn: backendWords(report),
    ranDevice: report.device === null ? "this processor" : `${report.device}${isSoftware ? ", software" : ""}`,
    taken: time(taken),
    each: each(taken, updatesOf(wholeSize(values), DT)),
  };
}

/** Why something else ran than was asked for, and what a slow device is; empty where there is nothing to say. */
export function noticeOf({values, report}: Sweep, isSoftware: boolean): string {
  if (report.fallbackReason !== null) {
    const reason = `wasm ran instead of ${values.backend}, because of this: “${firstLine(report.fallbackReason)}”.`;
    return `${reason} Everything on this page works with wasm.`;
  }
  if (isSoftware) {
    return `There is no graphics card behind ${values.backend}: the processor imitates one, far slower than wasm uses it.`;
  }
  return "";
}

/** The backend as the switch calls it. */
function backendWords({backend, device}: RunReport): string {
  return backend === "gpu" && device !== null ? device.slice(0, device.indexOf(":")) : backend;
}

export function countAt(counts: ArrayLike<number>, {column, row}: Cell, side: number): number {
  return counts[row * side + column] ?? 0;
}

export const spikes = (count: number): string => `${grouped(count)}\u00a0${nounFor(count, "spike")}`;

/** A whole number in groups of three digits. */
export const grouped = (count: number): string => count.toLocaleString("en-US");

/** The time of one among many, in the unit that suits it. */
export const each = (milliseconds: number, among: number): string => {
  const nanoseconds = (1e6 * milliseconds) / among;
  const [size, unit] = nanoseconds < 1e3 ? [1, "ns"] : nanoseconds < 1e6 ? [1e3, "µs"] : [1e6, "ms"];
  return withUnit(Number((nanoseconds / size).toPrecision(2)), unit);
};

export const time = (milliseconds: number): string =>
  milliseconds < 1000
    ? withUnit(milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0), "ms")
    : withUnit((milliseconds / 1000).toFixed(1), "s");

/** A reason without the hint that may follow it. */
export const firstLine = (reason: string): string => reason.split("\n")[0] ?? reason;

function tidy(x: number, digits = 6): number {
  return Number(x.toPrecision(digits));
}

/** Three digits are as many as a rate is worth. */
const tidyText = (x: number): string => String(Number(x.toPrecision(3)));
