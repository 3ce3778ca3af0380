/** @file Measures the processor: a few milliseconds, the first time that a choice needs it. */
import {wasmBackend} from "../../backends/wasm/wasmBackend.js";
import {probe, probeInputs} from "./probe.js";
import type {ProbeForm} from "./probe.js";
import type {WasmSpeed} from "./speed.js";
import {ProgramWork} from "./work.js";

/** One chain of operations; a population in the first cache; recorded cells whose pages are new. */
const FEW = {form: {lanes: 4}, steps: 2 ** 15};
const MANY = {form: {lanes: 2 ** 12}, steps: 2 ** 9};
const RECORDED = {form: {lanes: 2 ** 12, records: true}, steps: 2 ** 6};

/** Each is run so often, and so long (in milliseconds): engines replace code after a while, and other work comes between. */
const TIMES = 4;
const LONG = 3;
const MOST_TIMES = 64;

/** Measures. Clocks of browsers tick in tenths of a millisecond and more, so each run takes some of these. */
export function measureWasm(now: () => number = () => performance.now()): WasmSpeed {
  const few = shortest(FEW.form, FEW.steps, now);
  const many = shortest(MANY.form, MANY.steps, now);
  const recorded = shortest(RECORDED.form, RECORDED.steps, now);
  const weight = Math.max(...new ProgramWork(probe(FEW.form)).host.map((loop) => loop.weight));
  const [cells, kept] = [MANY.form.lanes * MANY.steps, RECORDED.form.lanes * RECORDED.steps];
  const cell = Math.max(recorded - (many * kept) / cells, TICK) / kept;
  const each = many / (weight * cells);
  // the chain of few lanes is what the work of many hides
  const chain = Math.max(few / (weight * FEW.steps) - FEW.form.lanes * each, each);
  return {run: RUN, chain, each, cell};
}

/** Binding, the call and the results, which are too short for a clock. */
const RUN = 0.02;

function shortest(form: ProbeForm, steps: number, now: () => number): number {
  const executable = wasmBackend.compile(wasmBackend.optimize(probe(form)));
  const inputs = probeInputs(form, steps);
  let least = Infinity;
  const start = now();
  for (let i = 0; i < TIMES || (now() - start < LONG && i < MOST_TIMES); i++) {
    const began = now();
    executable.run(inputs);
    least = Math.min(least, now() - began);
  }
  executable.dispose();
  return Math.max(least, TICK);
}

/** A clock may not have moved. */
const TICK = 0.05;
