/** @file The data of a figure as a CSV file: every step, every digit, and the parameters as comments. */
import type {FigureColumn, FigureData, FigureSpikes} from "spikeloop/visualize";
import type {FigureSubject} from "./subject.js";
import {exactText} from "./texts.js";

/** Of so many neurons each has a column of its spikes; of more, the spikes are listed one by one. */
const FEW = 6;

/**
 * The file: lines `# name = value` first, then a header with units (`t (ms),V (mV),spike`), then a row a step. A figure
 * of nothing but the spikes of many neurons gives a row a spike: `t (ms),neuron`.
 * @param address where the figure was made; it holds the reader's settings.
 */
export function csvOf(all: readonly FigureData[], {title, parameters}: FigureSubject, address: string): string {
  const comments = [title, address, ...parameters.map(([name, value]) => `${name} = ${value}`)];
  const rows = tableOf(all).map((row) => row.map(cell).join(","));
  return [...comments.map((text) => `# ${text}`), ...rows, ""].join("\n");
}

/** Header and rows. */
function tableOf(all: readonly FigureData[]): string[][] {
  const x = all[0]?.x;
  if (x === undefined) return [];
  const lines = all.flatMap(({columns}) => columns);
  const spikes = all.flatMap((data) => (data.spikes === null ? [] : [data.spikes]));
  const listed = spikes.find(({population}) => population > FEW);
  if (listed !== undefined && lines.length === 0) return eventRows(x, listed);
  const trains = new Map(spikes.filter(({population}) => population <= FEW).flatMap(trainsOf));
  const header = [...[x, ...lines].map(titled), ...trains.keys()];
  const rows = Array.from(x.values, (_, step) => [
    ...[x, ...lines].map(({values}) => exactText(values[step] as number)),
    ...[...trains.values()].map((train) => (train.has(step) ? "1" : "0")),
  ]);
  return [header, ...rows];
}

const titled = ({name, unit}: FigureColumn): string => (unit === null ? name : `${name} (${unit.toString()})`);

/** The steps in which each neuron spiked, by the name of its column. */
function trainsOf({steps, neurons, population}: FigureSpikes): [string, Set<number>][] {
  return Array.from({length: population}, (_, neuron) => [
    population === 1 ? "spike" : `spike neuron ${String(neuron)}`,
    new Set(steps.filter((_step, i) => neurons[i] === neuron)),
  ]);
}

function eventRows(x: FigureColumn, {steps, neurons}: FigureSpikes): string[][] {
  const rows = steps.map((step, i) => [exactText(x.values[step] as number), String(neurons[i])]);
  return [[titled(x), "neuron"], ...rows];
}

/** Quoted where a comma or a quote is part of it. */
const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
