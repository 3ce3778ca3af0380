/** @file The listing of the page about compiling, run for a reader's values; and what a call of its loop costs. */
import * as spikeloop from "spikeloop";
import type {Inspection, OperationCounts, Quantity, RunReport, Time} from "spikeloop";
import {runListing} from "../runListing.js";
import type {CompiledValues, Stage} from "./parameters.js";

/** The listing, as it is shown and run. */
export function compiledListing({neurons, I, tau, model, reset}: CompiledValues): string {
  return `
import {${model}, initAllStates, mA, mV, ms} from "spikeloop";
import {arange, environ, inspect} from "spikeloop";

const rest = mV(-60);
const neuron = new ${model}(${neurons}, {
  tau: ms(${tau}),
  V_th: mV(-50),
  V_rest: rest,
  V_reset: rest,
  V_initializer: rest,
  spk_reset: "${reset}",
});
initAllStates(neuron);

const step = (t) => environ.context({t}, () => {
  console.log(\`step called with t of unit \${t.unit}\`);
  return neuron.update(mA(${I}));
});

const dt = ms(0.1);
const times = arange(ms(0), ms(20), dt);
const program = environ.context({dt}, () => inspect(step, times));

const {operations, passes, moduleBytes} = program;
console.log(\`recorded: \${operations.inLoop} operations a step\`);
console.log(\`compiled: \${passes.at(-1).operations.inLoop} a step\`);
console.log(\`module: \${moduleBytes} bytes\`);`.trim();
}

/** What the listing made. */
export interface CompiledRun {
  readonly values: CompiledValues;
  readonly output: readonly string[];
  readonly program: Inspection;
  readonly neuron: spikeloop.LIF | spikeloop.LIFRef;
  readonly step: (t: Quantity<Time>) => Quantity;
  readonly times: Quantity<Time>;
  readonly dt: Quantity<Time>;
}

export function runCompiled(values: CompiledValues): CompiledRun {
  const {scope, output} = runListing(compiledListing(values), {}, {spikeloop});
  // the step prints into this list again whenever a loop calls it
  return {...(scope as unknown as Omit<CompiledRun, "values" | "output">), values, output: [...output]};
}

/** The text and the counts of a stage. */
export function stageOf({program}: CompiledRun, stage: Stage): {text: string; operations: OperationCounts} {
  const {trace, operations, passes} = program;
  const pass = passes.find(({name}) => name === stage);
  return pass === undefined ? {text: trace, operations} : {text: pass.program, operations: pass.operations};
}

/** What calls of the loop took, in milliseconds. */
export interface CallTimes {
  /** Whether the first of the calls had to compile. */
  readonly compiled: boolean;
  /** Binding inputs, the loop, and copying results, at the first call. */
  readonly firstRun: number;
  /** Trace, key and lookup at a repeated call, the mean of several. */
  readonly prepare: number;
  /** As `firstRun`, at a repeated call, the mean of several. */
  readonly run: number;
}

/** A browser's clock is coarse: repeated calls are added up until they have taken this long, in milliseconds. */
const ENOUGH = 10;
const MOST_CALLS = 100;

/** Runs the loop of the listing a few times. */
export function measureCalls({neuron, step, times, dt}: CompiledRun): CallTimes {
  const call = (): RunReport => {
    spikeloop.initAllStates(neuron);
    spikeloop.environ.context({dt}, () => spikeloop.forLoop(step, times));
    return spikeloop.lastRun() as RunReport;
  };
  const first = call();
  let [calls, prepare, run] = [0, 0, 0];
  while (calls < MOST_CALLS && prepare + run < ENOUGH) {
    const {prepareTime, runTime} = call();
    calls++;
    prepare += prepareTime;
    run += runTime;
  }
  return {compiled: first.compiled, firstRun: first.runTime, prepare: prepare / calls, run: run / calls};
}
