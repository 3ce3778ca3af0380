/** @file The first tutorial's rollout: one LIFRef neuron, 2,000 steps, V and spikes recorded. */
import * as spikeloop from "../lib/index.js";
import {expectAgreement, isAbsent} from "./peers/agreement.js";
import type {Absent, Contender} from "./peers/agreement.js";
import {float64Loop, froundLoop} from "./peers/loops.js";
import {nativePeer} from "./peers/nativePeer.js";
import {wasmPeer} from "./peers/wasmPeer.js";
import {inFreshProcess} from "./support/freshProcess.js";
import {inProcess, measure} from "./support/measure.js";
import type {Measured, Settings} from "./support/measure.js";
import {digits, goal, timeCells} from "./support/report.js";
import type {Report} from "./support/report.js";
import {ratioOf, summarize} from "./support/statistics.js";
import {outcomeOf} from "./work/lifRefRollout.js";
import type {Work} from "./work/lifRefRollout.js";
import {sliderSplit} from "./work/sliderSplit.js";
import {tutorialOf} from "./work/tutorial.js";
import type {Traces} from "./work/tutorial.js";

const {initAllStates, jit, mA, mV} = spikeloop;
const WORK: Work = {kind: "record", lanes: 1, steps: 2000, low: 25, high: 25};
const CURRENT = 25;
const WARM_UP = 4;

export async function tutorialBenchmark(settings: Settings, source: string): Promise<Report> {
  const subjects = ourCases();
  const peers = [wasmPeer(WORK, source), nativePeer(WORK, source), float64Loop(WORK), froundLoop(WORK)];
  const contenders = [...subjects, ...peers].filter((who): who is Contender => !isAbsent(who));
  const notes = await expectAgreement(contenders);
  // the way through the tracer is long: an engine needs a few thousand calls to have compiled all of it
  const measured = await measure(contenders, {...settings, warmUpTime: WARM_UP * settings.warmUpTime});
  const clang = measured.find(({name}) => name.includes("clang to wasm"));
  const fresh = firstCalls(settings);

  const goalOf = (each: Measured): string => {
    if (each.name === subjects[0]?.name) return goal(each.median, 0.5);
    if (each.name !== subjects[2]?.name || clang === undefined) return "";
    return `${goal(ratioOf(each, clang), 3)} (of \`record\`)`;
  };
  const rows = measured.map((each) => [
    each.name,
    ...timeCells(each),
    clang === undefined ? "-" : digits(ratioOf(each, clang)),
    goalOf(each),
  ]);
  const absent = peers.filter((who): who is Absent => isAbsent(who));
  rows.push(...absent.map((who) => [who.name, `absent: ${who.absent}`, "", "", "", ""]));
  rows.push(
    ...fresh.map((each) => [
      each.name,
      ...timeCells(each),
      "",
      each.name.includes(FRESH.first) ? goal(each.median, 5) : "",
    ]),
  );
  const split = await sliderSplit(tutorialOf(spikeloop), settings);
  return {
    name: "tutorial",
    title: "Tutorial: 1 LIFRef neuron, 2,000 steps, V and spikes recorded",
    tables: [
      {caption: "ms a call", columns: ["who", "median", "min", "spread", "ratio to clang's wasm", "goal"], rows},
      split.table,
    ],
    notes,
    measured: [...measured, ...fresh, ...split.measured],
  };
}

/** Ours: as the tutorial writes it, the loop alone, and under `jit`. */
function ourCases(): [Contender, Contender, Contender] {
  const {asWritten, makeNeuron, makeTimes, rollout} = tutorialOf(spikeloop);
  const times = makeTimes();
  let neuron = makeNeuron();
  let moves = 0;
  // a slider gives another value each time
  const moved = () => CURRENT + (moves++ % 50) * 0.1;
  const compiled = jit((current: spikeloop.Quantity<spikeloop.Current>) => rollout(neuron, times, current));
  const fresh = () => {
    neuron = makeNeuron();
  };
  const reset = () => {
    initAllStates(neuron);
  };
  const contender = (name: string, call: (current: number) => Traces, prepare: () => void): Contender => ({
    ...inProcess(name, () => void call(moved()), prepare),
    outcome() {
      prepare();
      return outcomeOfTraces(call(CURRENT));
    },
  });
  return [
    contender("spikeloop, as written (neuron, times, closure anew)", asWritten, () => undefined),
    contender("spikeloop, only `forLoop` (closure anew)", (current) => rollout(neuron, times, mA(current)), fresh),
    contender("spikeloop, `jit`, repeat call", (current) => compiled(mA(current)), reset),
  ];
}

function outcomeOfTraces([vs, spikes]: Traces) {
  const V = vs.toDecimal(mV);
  return outcomeOf(1, spikes.toDecimal(), V.slice(-1), V);
}

const FRESH = {
  import: "import of the package (not minified)",
  first: "first call (neuron, trace, compile, run)",
  second: "second call (traced, compiled already)",
  early: "mean of the 50 calls after it",
} as const;

/** Import, first call and those after it in fresh processes, as if measured here. */
function firstCalls({processes}: Settings): Measured[] {
  const runs = Array.from({length: processes}, () => inFreshProcess("firstCall"));
  if (runs.some(({spikes}) => spikes !== 17)) throw new Error("bench: a first call gave other spikes, expected 17");
  return Object.entries(FRESH).map(([part, name]) => {
    const samples = runs.map((run) => run[part] ?? NaN);
    return {name: `fresh process: ${name}`, repeats: 1, stride: 1, samples, ...summarize(samples)};
  });
}
