/**
 * @file The program of Tutorial 1 as templates: each listing is a text with the reader's values in it. The page shows
 * these texts and runs these texts.
 */
import {SWEEP, type NeuronValues} from "./parameters.js";

export type ListingName = "create" | "drive" | "weak" | "climb" | "mistakes" | "sweep" | "draw";

/** The listings of the program, in order; `draw` needs a page to draw on. */
export const PROGRAM: readonly ListingName[] = ["create", "drive", "weak", "climb", "sweep", "mistakes"];

export const LISTINGS: Readonly<Record<ListingName, (values: NeuronValues) => string>> = {
  create: ({R, tau, tau_ref, V_th, V_rest, V_reset, V0, reset}) => `
import {LIFRef, initAllStates, mV, ms, ohm} from "spikeloop";

const parameters = {
  R: ohm(${R}),
  tau: ms(${tau}),
  tau_ref: ms(${tau_ref}),
  V_th: mV(${V_th}),
  V_rest: mV(${V_rest}),
  V_reset: mV(${V_reset}),
  V_initializer: mV(${V0}),
  spk_reset: "${reset}",
};
const neuron = new LIFRef(1, parameters);
initAllStates(neuron);
console.log(String(neuron));`,

  drive: ({I, dt, duration}) => `
import {arange, environ, forLoop, mA, sum} from "spikeloop";

const dt = ms(${dt});
const times = arange(ms(0), ms(${duration}), dt);

function drive(current) {
  const step = (t) => environ.context({t}, () => {
    neuron.update(current);
    return [neuron.V.value, neuron.getSpike()];
  });
  return environ.context({dt}, () => forLoop(step, times));
}

const [vs, spikes] = drive(mA(${I}));
console.log(\`shape: (\${vs.shape.join(", ")})\`);
console.log(\`total spikes: \${sum(spikes).toNumber()}\`);`,

  weak: ({weak}) => `
initAllStates(neuron); // back to the initial V
const [weakVs, weakSpikes] = drive(mA(${weak}));
console.log(\`total spikes: \${sum(weakSpikes).toNumber()}\`);
console.log(\`V at the end: \${weakVs.toDecimal(mV).at(-1).toFixed(2)} mV\`);`,

  climb: ({weak}) => `
import {exp, full} from "spikeloop";

initAllStates(neuron);
neuron.V.value = full([1], parameters.V_reset); // no start-up spikes
const [climb] = drive(mA(${weak}));

const V_inf = parameters.V_rest.add(parameters.R.mul(mA(${weak})));
const left = parameters.V_reset.sub(V_inf).mul(exp(-1)); // after one tau
console.log(\`V_inf: \${V_inf.toNumber(mV).toFixed(2)} mV\`);
console.log(\`after one tau: \${V_inf.add(left).toNumber(mV).toFixed(2)} mV\`);`,

  mistakes: () => `
const mistakes = [
  () => new LIFRef(1, {tau: mV(10)}), // a voltage for a time constant
  () => neuron.V.value.add(ms(1)), // a time added to a voltage
];
for (const mistake of mistakes) {
  try {
    mistake();
  } catch (error) {
    console.log(String(error));
  }
}`,

  sweep: () => `
import {Hz, State, linspace, second, zeros} from "spikeloop";

const currents = linspace(mA(${SWEEP.from}), mA(${SWEEP.to}), ${SWEEP.neurons});
const population = new LIFRef(${SWEEP.neurons}, {
  ...parameters,
  V_initializer: parameters.V_reset,
});
const count = new State(zeros([${SWEEP.neurons}]));
initAllStates(population);
const countSpikes = (t) => environ.context({t}, () => {
  count.value = count.value.add(population.update(currents));
});
environ.context({dt}, () => forLoop(countSpikes, arange(ms(0), ms(${SWEEP.duration}), dt)));
const rates = count.value.div(second(${SWEEP.duration / 1000}));
console.log(\`highest rate: \${Math.max(...rates.toDecimal(Hz))} Hz\`);`,

  draw: () => `
import {membraneTraceSpec, panels, spikeRasterSpec} from "spikeloop/visualize";

display(panels([
  membraneTraceSpec({times, V: vs, threshold: parameters.V_th}),
  spikeRasterSpec({times, spikes}),
], {width}));`,
};

/** A listing as it is shown and run. */
export function listing(name: ListingName, values: NeuronValues): string {
  return LISTINGS[name](values).trim();
}

/** All of the program that runs without a page, as one text: for Node, as it stands. */
export function wholeProgram(values: NeuronValues): string {
  return `${PROGRAM.map((name) => listing(name, values)).join("\n\n")}\n`;
}
