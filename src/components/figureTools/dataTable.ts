/** @file The numbers of a figure as a short table: its spikes, or points along its curve. */
import type {FigureColumn, FigureData} from "spikeloop/visualize";
import {element} from "../element.js";
import {nounFor} from "../parameters.js";
import {lineDecimals, stepDecimals} from "./texts.js";

/** The most rows shown; the file has them all. */
export const MOST_ROWS = 20;

/** Rows of texts under a header, and what is left out. */
export interface ShortTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly left: string;
}

/** The spikes of a figure with the time since the one before; points along the curve where it has no spikes. */
export function shortTable(all: readonly FigureData[]): ShortTable {
  const data = all.find(({spikes}) => spikes !== null);
  return data === undefined ? pointsTable(all) : spikesTable(all, data);
}

function spikesTable(all: readonly FigureData[], {x, spikes}: FigureData): ShortTable {
  const {steps = [], neurons = [], population = 1} = spikes ?? {};
  const decimals = stepDecimals(x.values);
  const [line] = population === 1 ? all.flatMap(({columns}) => columns) : [];
  const last = new Map<number, number>();
  const rows = steps.slice(0, MOST_ROWS).map((step, i) => {
    const neuron = neurons[i] as number;
    const time = x.values[step] as number;
    const before = last.get(neuron);
    last.set(neuron, time);
    return [
      String(i + 1),
      minus(time.toFixed(decimals)),
      ...(population === 1 ? [] : [String(neuron)]),
      ...(line === undefined ? [] : [text(line, step)]),
      before === undefined ? "–" : (time - before).toFixed(decimals),
    ];
  });
  const unit = x.unit?.toString() ?? "";
  return {
    header: [
      "spike",
      titled(x),
      ...(population === 1 ? [] : ["neuron"]),
      ...(line === undefined ? [] : [titled(line)]),
      `since the last (${unit})`,
    ],
    rows,
    left: steps.length === 0 ? "No spike." : leftOut(steps.length - rows.length, "spike"),
  };
}

function pointsTable(all: readonly FigureData[]): ShortTable {
  const x = all[0]?.x;
  if (x === undefined) return {header: [], rows: [], left: ""};
  const columns = [x, ...all.flatMap((data) => data.columns)];
  const size = x.values.length;
  const shown = Math.min(size, MOST_ROWS);
  const places = Array.from({length: shown}, (_, i) => Math.round((i * (size - 1)) / Math.max(1, shown - 1)));
  return {
    header: columns.map(titled),
    rows: places.map((at) =>
      columns.map((column, i) =>
        i === 0 ? minus((x.values[at] as number).toFixed(stepDecimals(x.values))) : text(column, at),
      ),
    ),
    left: leftOut(size - shown, "point"),
  };
}

const leftOut = (count: number, thing: string): string =>
  count === 0 ? "" : `${String(count)} more ${nounFor(count, thing)} in the CSV file.`;
const titled = ({name, unit}: FigureColumn): string => (unit === null ? name : `${name} (${unit.toString()})`);
const minus = (number: string): string => number.replace(/^-/, "−");

function text({values}: FigureColumn, at: number): string {
  const value = values[at] as number;
  return Number.isFinite(value) ? minus(value.toFixed(lineDecimals(values))) : "–";
}

/** The table as an element. */
export function tableElement({header, rows, left}: ShortTable, caption: string): HTMLElement {
  const cells = (tag: "td" | "th", texts: readonly string[]) =>
    element("tr", {}, ...texts.map((words) => element(tag, tag === "th" ? {scope: "col"} : {}, words)));
  return element(
    "div",
    {},
    element(
      "table",
      {},
      element("caption", {class: "visually-hidden"}, caption),
      element("thead", {}, cells("th", header)),
      element("tbody", {}, ...rows.map((row) => cells("td", row))),
    ),
    ...(left === "" ? [] : [element("p", {}, left)]),
  );
}
