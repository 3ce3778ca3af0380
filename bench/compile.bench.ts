/** @file The compiler stage by stage, at first use and warm, the sizes of what it makes, and the memory of a run. */
import {inFreshProcess} from "./support/freshProcess.js";
import type {Measured, Settings} from "./support/measure.js";
import {digits} from "./support/report.js";
import type {Report, Table} from "./support/report.js";
import {summarize} from "./support/statistics.js";
import {memoryRows} from "./work/memory.js";
import {compileStages, STAGES} from "./work/stages.js";
import type {ModelName, Stages} from "./work/stages.js";

const SUBJECTS: readonly (readonly [model: ModelName, lanes: number])[] = [
  ["LIF", 1],
  ["LIFRef", 1],
  ["LIFRef", 10_000],
];
/** Rounds before the warm ones: enough for the engine to have compiled the compiler. */
const WARM_UP_ROUNDS = 100;

const nameOf = (model: ModelName, lanes: number): string => `${model}, ${String(lanes)} lane${lanes === 1 ? "" : "s"}`;

export function compileBenchmark(settings: Settings): Promise<Report> {
  const cold = new Map<string, Record<string, number>[]>();
  const warm = new Map<string, Stages[]>();
  const add = <T>(to: Map<string, T[]>, name: string, value: T) => to.set(name, [...(to.get(name) ?? []), value]);
  for (let i = 0; i < settings.processes; i++) {
    for (const [model, lanes] of SUBJECTS) {
      add(cold, nameOf(model, lanes), inFreshProcess("coldCompile", model, String(lanes)));
    }
  }
  for (let i = -WARM_UP_ROUNDS; i < settings.samples; i++) {
    for (const [model, lanes] of SUBJECTS) {
      const stages = compileStages(model, lanes);
      if (i >= 0) add(warm, nameOf(model, lanes), stages);
    }
  }
  const measured: Measured[] = [];
  const rows = [cold, warm].flatMap((runs, i) =>
    [...runs].map(([name, stages]) => {
      const label = `${name}, ${i === 0 ? "cold" : "warm"}`;
      const times = STAGES.map((stage) => {
        const samples = stages.map((each) => each[stage] ?? NaN);
        const summary = summarize(samples);
        measured.push({name: `${label}: ${stage}`, repeats: 1, stride: 1, samples, ...summary});
        return summary.median;
      });
      // the key is part of the trace, so it counts once
      const all = times.reduce((sum, time, at) => (STAGES[at] === "key" ? sum : sum + time), 0);
      return [label, ...times.map(digits), digits(all)];
    }),
  );
  return Promise.resolve({
    name: "compile",
    title: "Compile: from a step function to a module, V and spikes recorded",
    tables: [
      {
        caption: "ms, medians; cold: first use in a fresh process; first run: 2,000 steps of 1 lane, 20 of 10,000",
        columns: ["what", "trace + key", "of it key", "verify", "optimize", "lower", "Module", "first run", "all"],
        rows,
      },
      sizeTable(warm),
      {
        caption:
          "Memory of a run, bytes: what there is to hold (inputs, states before and after, records) and the memory made for it",
        columns: ["lanes x steps", "recorded", "inputs and states", "records", "to hold", "memory", "over"],
        rows: memoryRows(),
      },
    ],
    notes: [],
    measured,
  });
}

function sizeTable(runs: ReadonlyMap<string, readonly Stages[]>): Table {
  return {
    caption: "Sizes",
    columns: ["what", "operations traced", "after the passes", "key, 16-bit units", "module, bytes"],
    rows: [...runs].map(([name, stages]) => {
      const {ops, optimizedOps, keyUnits, bytes} = stages[0] as Stages;
      return [name, ...[ops, optimizedOps, keyUnits, bytes].map(String)];
    }),
  };
}
