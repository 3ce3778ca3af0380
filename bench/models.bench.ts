/** @file Every neuron model: the cost of an update for us, BrainPy and Brian2, spikes counted. */
import type {Absent, Contender} from "./peers/agreement.js";
import {isAbsent} from "./peers/agreement.js";
import {brainpyModel, brianModel} from "./peers/modelsPeer.js";
import type {ModelWork} from "./peers/modelsPeer.js";
import {measure} from "./support/measure.js";
import type {Measured, Settings} from "./support/measure.js";
import {digits, grouped, percent} from "./support/report.js";
import type {Report, Table} from "./support/report.js";
import {ratioOf} from "./support/statistics.js";
import {ourModel} from "./work/modelRollout.js";
import {MODELS} from "./work/models.js";

/** The sizes, and the models for which Brian2 is asked there: it compiles for a good while for each. */
const SIZES: readonly {readonly lanes: number; readonly steps: number; readonly brian: readonly string[]}[] = [
  {lanes: 1000, steps: 1000, brian: ["LIFRef", "AdExIF", "Izhikevich", "HH", "MorrisLecar"]},
  {lanes: 1, steps: 10_000, brian: []},
];
/** There are many cases: each has fewer samples than those of the other benchmarks. */
const LEAST: Pick<Settings, "samples" | "caseTime"> = {samples: 11, caseTime: 1000};
/** How far the spikes of BrainPy may differ from ours, as a part: it rounds otherwise. */
const OTHER_ROUNDING = 0.01;
/** The same for Brian2, which also has other steps for some models. */
const OTHER_METHOD = 0.05;

export async function modelsBenchmark(settings: Settings, source: string): Promise<Report> {
  const few = {
    ...settings,
    samples: Math.min(settings.samples, LEAST.samples),
    caseTime: Math.min(settings.caseTime, LEAST.caseTime),
  };
  const tables: Table[] = [];
  const notes = new Set<string>();
  const abouts = new Map<string, string>();
  const all: Measured[] = [];
  for (const {lanes, steps, brian} of SIZES) {
    const rows: string[][] = [];
    for (const model of MODELS) {
      const work = {...model, lanes, steps};
      const candidates = await candidatesOf(work, source, brian.includes(model.name));
      for (const who of candidates) if (isAbsent(who)) notes.add(`${who.name}, ${model.name}: absent: ${who.absent}.`);
      const present = candidates.filter((who): who is Contender => !isAbsent(who));
      const spikes = await spikesOf(present, model.name);
      const measured = await measure(present, few);
      for (const who of present) {
        const about = who.about?.();
        // the last says how many cores it ever kept busy
        if (about !== undefined) abouts.set(who.name, `${who.name}: ${about.text}.`);
      }
      const [ours] = measured;
      for (const [i, each] of measured.entries()) {
        const perUpdate = (time: number) => digits((time * 1e6) / (lanes * steps));
        const method = i === 0 || !each.name.startsWith("Brian2") ? "exponential Euler" : methodOf(work);
        rows.push([
          i === 0 ? model.name : "",
          each.name,
          method,
          perUpdate(each.median),
          perUpdate(each.min),
          percent(each.spread),
          ours === undefined || i === 0 ? "" : digits(ratioOf(each, ours)),
          grouped(spikes[i] ?? NaN),
        ]);
        all.push({...each, name: `${model.name}, ${String(lanes)} x ${String(steps)}: ${each.name}`});
      }
      for (const who of present) await who.close?.();
    }
    tables.push({
      caption: `${grouped(lanes)} lane${lanes === 1 ? "" : "s"} x ${grouped(steps)} steps: ns per update (one neuron, one step)`,
      columns: ["model", "who", "method", "median", "min", "spread", "times ours", "spikes"],
      rows,
    });
  }
  return {
    name: "models",
    title: "Models: every neuron, spike counts only",
    tables,
    notes: [...abouts.values(), ...notes],
    measured: all,
  };
}

async function candidatesOf(work: ModelWork, source: string, brian: boolean): Promise<(Contender | Absent)[]> {
  const candidates: (Contender | Absent)[] = [ourModel(work), await brainpyModel(work, source)];
  if (brian) {
    // one after the other: a C++ compiler uses all cores
    candidates.push(await brianModel(work, source, "standalone"));
    candidates.push(await brianModel(work, source, "cython"));
  }
  return candidates;
}

const methodOf = ({brian: {method}}: ModelWork): string => (method === "euler" ? "Euler" : "exponential Euler");

/** The spikes of each. @throws when they differ from those of the first by more than another arithmetic explains */
async function spikesOf(contenders: readonly Contender[], model: string): Promise<number[]> {
  const counts: number[] = [];
  for (const who of contenders) {
    const {spikes} = await who.outcome();
    const [expected = spikes] = counts;
    const part = who.name.startsWith("Brian2") ? OTHER_METHOD : OTHER_ROUNDING;
    if (!(Math.abs(spikes - expected) <= Math.max(1, part * expected)) || !(expected > 0)) {
      throw new Error(
        `bench: ${who.name} and ours disagree on ${model}, expected ${String(expected)} spikes, got ${String(spikes)}`,
      );
    }
    counts.push(spikes);
  }
  return counts;
}
