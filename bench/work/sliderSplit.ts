/** @file Where the time of a slider move goes, part by part. */
import {clearCompileCache, initAllStates, jit, lastRun, mA} from "../../lib/index.js";
import type {Current, Quantity} from "../../lib/index.js";
import {InsideProbe} from "../support/insideProbe.js";
import {inProcess, measure} from "../support/measure.js";
import type {Measured, Settings} from "../support/measure.js";
import {digits, percent} from "../support/report.js";
import type {Table} from "../support/report.js";
import {quantile, summarize} from "../support/statistics.js";
import type {Tutorial} from "./tutorial.js";

const PARTS = ["make neuron", "arange", "trace, key, look up", "bind", "run", "copy", "rest"] as const;
type Part = (typeof PARTS)[number];
type Split = Record<Part, number[]>;

/** Measures a slider move as written and one under `jit`; the medians of the parts. */
export async function sliderSplit(
  tutorial: Tutorial,
  settings: Settings,
): Promise<{table: Table; measured: Measured[]}> {
  // instances made before are not wrapped
  clearCompileCache();
  const [written, compiled] = await InsideProbe.during(async (probe) => {
    const splits = [emptySplit(), emptySplit()] as const;
    const times = tutorial.makeTimes();
    const neuron = tutorial.makeNeuron();
    const rollout = jit((I: Quantity<Current>) => tutorial.rollout(neuron, times, I));
    let I = 20;
    const next = () => (I = I >= 30 ? 20 : I + 0.1);
    const whole = () => {
      const start = performance.now();
      const made = tutorial.makeNeuron();
      const madeAt = performance.now();
      const range = tutorial.makeTimes();
      const rangeAt = performance.now();
      tutorial.rollout(made, range, mA(next()));
      note(splits[0], probe, [start, madeAt, rangeAt, performance.now()]);
    };
    const repeated = () => {
      const start = performance.now();
      rollout(mA(next()));
      note(splits[1], probe, [start, start, start, performance.now()]);
    };
    const reset = () => void initAllStates(neuron);
    const cases = [inProcess("as written", whole), inProcess("jit", repeated, reset)];
    const measured = await measure(cases, settings);
    // what came before the last samples was warming up
    return splits.map((split, i) => {
      const kept = settings.samples * (measured[i]?.repeats ?? 0);
      return PARTS.map((part) => split[part].slice(-kept));
    });
  });
  clearCompileCache();
  const medians = (columns: readonly number[][] | undefined) => (columns ?? []).map((times) => quantile(times, 0.5));
  const [a, b] = [medians(written), medians(compiled)];
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  const part = (times: readonly number[], i: number) => [
    digits((times[i] ?? 0) * 1e3),
    percent((times[i] ?? 0) / sum(times)),
  ];
  return {
    table: {
      caption: "Parts of a slider move, µs (medians of single calls)",
      columns: ["part", "as written", "share", "under jit", "share"],
      rows: [
        ...PARTS.map((name, i) => [name, ...part(a, i), ...part(b, i)]),
        ["all", digits(sum(a) * 1e3), "", digits(sum(b) * 1e3), ""],
      ],
    },
    measured: [written, compiled].flatMap((columns, k) =>
      PARTS.map((name, i) => {
        const samples = columns?.[i] ?? [];
        return {
          name: `${k === 0 ? "as written" : "jit"}: ${name}`,
          repeats: 1,
          stride: 1,
          samples: [],
          ...summarize(samples),
        };
      }),
    ),
  };
}

function emptySplit(): Split {
  return Object.fromEntries(PARTS.map((part) => [part, []])) as unknown as Split;
}

/** Adds the parts of one call; `marks`: start, neuron made, times made, end. */
function note(split: Split, probe: InsideProbe, marks: readonly [number, number, number, number]): void {
  const [start, made, ranged, end] = marks;
  const {prepareTime, runTime} = lastRun() ?? {prepareTime: NaN, runTime: NaN};
  const inside = probe.left - probe.entered;
  // what the loop does before its own clock starts is next to nothing, and counted here
  const bind = probe.entered - (ranged + prepareTime);
  split["make neuron"].push(made - start);
  split.arange.push(ranged - made);
  split["trace, key, look up"].push(prepareTime);
  split.bind.push(bind);
  split.run.push(inside);
  split.copy.push(runTime - bind - inside);
  split.rest.push(end - ranged - prepareTime - runTime);
}
