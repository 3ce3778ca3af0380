/** @file The listing of the page about compiling, run for a reader's values; and what a call of its loop costs. */
import * as spikeloop from "spikeloop";
import type {Dimensionless, Inspection, OperationCounts, Quantity, Time, TimeSplit, TimeSplitOptions} from "spikeloop";
import {spikeRaster} from "spikeloop/visualize";
import {runListing} from "../runListing.js";
import type {CompiledValues, Stage} from "./parameters.js";

/** The listing, as it is shown and run. */
export function compiledListing({neurons, I, tau, currents, model, reset}: CompiledValues): string {
  const spread = currents === "spread";
  const current = spread ? `linspace(mA(${I}), mA(${Number((2 * I).toPrecision(9))}), ${neurons})` : `mA(${I})`;
  return `
import {${model}, initAllStates, mA, mV, ms} from "spikeloop";
import {arange, environ, inspect${spread ? ", linspace" : ""}} from "spikeloop";

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
  return neuron.update(${current});
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
  readonly step: (t: Quantity<Time>) => Quantity<Dimensionless>;
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
  /** The parts of a repeated call. */
  readonly repeated: TimeSplit;
  /** Drawing the spikes, the first time and again. */
  readonly firstDraw: number;
  readonly draw: number;
}

/** A part that a browser's clock is too coarse for is repeated until it has taken this long, in milliseconds. */
const ENOUGH = 5;

/** Runs the loop of the listing and draws what it gives, a few times; `show` puts the figure where it belongs. */
export function measureCalls(
  {neuron, step, times, dt}: CompiledRun,
  show: (figure: (width: number) => HTMLElement) => void,
  options: TimeSplitOptions = {},
): CallTimes {
  spikeloop.initAllStates(neuron);
  const spikes = spikeloop.environ.context({dt}, () => spikeloop.forLoop(step, times));
  const {compiled, runTime} = spikeloop.lastRun() as spikeloop.RunReport;
  spikeloop.initAllStates(neuron);
  const repeated = spikeloop.environ.context({dt}, () => spikeloop.timeSplit(step, times, options));
  const draw = (): void => show((width) => spikeRaster({times, spikes, width, height: 160}));
  const firstDraw = timeOf(draw, 1);
  let again = Infinity;
  for (let round = 0; round < (options.rounds ?? 5); round++) again = Math.min(again, repeatedTime(draw, firstDraw));
  return {compiled, firstRun: runTime, repeated, firstDraw, draw: again};
}

function timeOf(body: () => void, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) body();
  return (performance.now() - start) / calls;
}

const repeatedTime = (body: () => void, about: number): number =>
  timeOf(body, Math.max(1, Math.min(20, Math.ceil(ENOUGH / about))));
