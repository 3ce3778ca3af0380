/**
 * @file The programs of the page about the anatomy of a model as templates: each is a text with the reader's values in
 * it. The page shows these texts and runs these texts.
 */
import {NEURON, RUN, type AnatomyValues} from "./parameters.js";

export type ListingName = "tree" | "contract" | "run" | "compare" | "kick" | "shapes" | "checks" | "own" | "ownRun";

const CONSTANTS = `
  tau: ms(${NEURON.tau}),
  tau_ref: ms(${NEURON.tau_ref}),
  V_th: mV(${NEURON.V_th}),
  V_rest: rest,
  V_reset: rest,
  V_initializer: rest,
`;

const KICKS: Readonly<Record<string, string>> = {"every 100 steps": "i % 100 === 50", once: "i === 50"};

export const LISTINGS: Readonly<Record<ListingName, (values: AnatomyValues) => string>> = {
  tree: () => `
import {LIFRef, Module, initAllStates, ms} from "spikeloop";

class Pair extends Module {
  E = new LIFRef(80, {tau: ms(20)});
  I = new LIFRef(20, {tau: ms(10)});
}
const pair = initAllStates(new Pair());
console.log([...pair.states().keys()].join(", "));
console.log(String(pair.I));`,

  contract: ({I, g, E}) => `
import {LIFRef, S, mA, mV} from "spikeloop";

const target = new LIFRef(1);
const synapse = (V) => S(${g}).mul(mV(${E}).sub(V));
target.addCurrentInput("synapse", synapse, "network");
target.addCurrentInput("electrode", mA(${I}), "outside");

const V = mV(${NEURON.V_rest});
console.log(\`network alone: \${target.sumCurrentInputs(mA(0), [V], "network")}\`);
console.log(\`first sum: \${target.sumCurrentInputs(mA(0), [V])}\`);
console.log(\`second sum: \${target.sumCurrentInputs(mA(0), [V])}\`);
try {
  target.addCurrentInput("synapse", mA(1), "network");
} catch (error) {
  console.log(String(error));
}`,

  run: ({I, g, E, kick, electrode, synapse, kicks}) => `
import {LIFRef, ${synapse === "on" ? "S, " : ""}initAllStates, mA, mV, ms} from "spikeloop";
import {arange, environ, forLoop} from "spikeloop";

const rest = mV(${NEURON.V_rest});
const neuron = initAllStates(new LIFRef(1, {${CONSTANTS}}));
${synapse === "on" ? `const [g, E] = [S(${g}), mV(${E})];\nneuron.addCurrentInput("synapse", (V) => g.mul(E.sub(V)), "network"); // stays\n` : ""}${electrode === "once" ? `neuron.addCurrentInput("electrode", mA(${I}), "outside"); // for one step\n` : ""}
const step = ([t, kick]) => environ.context({t}, () => {
${electrode === "every step" ? `  neuron.addCurrentInput("electrode", mA(${I}), "outside"); // for this step\n` : ""}${kicks === "off" ? "" : `  neuron.addDeltaInput("kick", kick, "network"); // for this step\n`}  const spike = neuron.update(mA(0));
  return [neuron.V.value, neuron.last_spike_time.value, spike];
});

const dt = ms(${RUN.dt});
const times = arange(ms(0), ms(${RUN.steps * RUN.dt}), dt);
const kicks = Array.from({length: ${RUN.steps}}, (_, i) => (${kicks === "off" ? "0" : `${KICKS[kicks] ?? ""} ? ${kick} : 0`}));
${
  electrode === "once"
    ? `// by hand: what is registered when forLoop records a step becomes a part of every step
const first = environ.context({dt}, () => step([ms(0), mV(kicks[0])]));
const later = ms(times.toDecimal(ms).subarray(1));
const [vs, lasts, spikes] = environ.context({dt}, () =>
  forLoop(step, [later, mV(kicks.slice(1))]),
);`
    : `const [vs, lasts, spikes] = environ.context({dt}, () =>
  forLoop(step, [times, mV(kicks)]),
);`
}`,

  compare: ({g, E}) => `
import {LIF, initAllStates} from "spikeloop";

const far = {tau: ms(${NEURON.tau}), V_rest: rest, V_initializer: rest, V_th: mV(1000)};
const [constant, conductance] = [new LIF(1, far), new LIF(1, far)];
initAllStates(constant);
initAllStates(conductance);
const pull = (V) => S(${g}).mul(mV(${E}).sub(V));
conductance.addCurrentInput("synapse", pull);

const both = () => {
  constant.update(pull(rest)); // the same at rest
  conductance.update();
  return [constant.V.value, conductance.V.value];
};
const [constantV, conductanceV] = environ.context({dt}, () => forLoop(both, times));`,

  kick: ({kick}) => `
const [kicked, driven] = [new LIF(1, far), new LIF(1, far)];
initAllStates(kicked);
initAllStates(driven);
kicked.addDeltaInput("kick", mV(${kick}));
driven.addCurrentInput("kick", mA(${kick}));
environ.context({dt}, () => [kicked.update(), driven.update()]);

const moved = (neuron) => neuron.V.value.sub(rest).toDecimal(mV)[0];
console.log(\`delta: \${moved(kicked).toFixed(4)} mV\`);
console.log(\`current: \${moved(driven).toFixed(4)} mV\`);`,

  shapes: ({size, batch, taus}) => `
import {LIFRef, environ, initAllStates, mA, ms} from "spikeloop";

const shape = ({shape}) => \`(\${shape.join(", ")})\`;
const population = new LIFRef(${size}, {tau: ms(${taus === "a scalar" ? "20" : "[10, 20, 30]"})});
initAllStates(population${batch === "none" ? "" : `, {batchSize: ${batch}}`});
const now = {dt: ms(0.1), t: ms(0)};
const spikes = environ.context(now, () => population.update(mA(25)));
console.log(\`inSize: (\${population.inSize.join(", ")})\`);
console.log(\`tau: \${shape(population.tau)}\`);
console.log(\`V: \${shape(population.V.value)}\`);
console.log(\`spikes: \${shape(spikes)}\`);`,

  checks: () => `
import {LIFRef, mV, ms} from "spikeloop";

const refused = [
  () => new LIFRef(1, {tau: mV(10)}), // a voltage for a time
  () => new LIFRef(1, {tau_ref: ms(-1)}), // out of range
  () => new LIFRef(1, {spk_reset: "firm"}), // no such choice
  () => new LIFRef(0), // no such size
];
for (const make of refused) {
  try {
    make();
  } catch (error) {
    console.log(String(error));
  }
}`,

  own: () => `
import {HiddenState, Neuron, mA, mV, ms, ohm, tanh} from "spikeloop";

class WeakLeakLIF extends Neuron {
  R = this.parameter("R", ohm(1));
  tau = this.parameter("tau", ms(20));
  a = this.parameter("a", mV(5)); // the most that the leak can pull
  V_th = this.parameter("V_th", mV(-50));
  V_rest = this.parameter("V_rest", mV(-60));
  V_initializer = this.initializer("V_initializer", mV(-60));
  V = new HiddenState();

  initState(options) {
    this.V.value = this.V_initializer.init(this.stateShape(options));
  }

  getSpike() {
    const above = this.V.value.sub(this.V_th);
    return this.spk_fun.spike(above.div(this.V_th.sub(this.V_rest)));
  }

  update(x = 0) {
    const {R, tau, a, V_th, V_rest} = this;
    const I = this.input(x, mA(0));
    const V0 = this.resetPotential(this.V.value, this.getSpike(), V_th, V_rest);
    const leak = (V) => a.mul(tanh(V.sub(V_rest).div(a)));
    const push = (V) => R.mul(this.sumCurrentInputs(I, [V]));
    const drift = (V) => push(V).sub(leak(V)).div(tau);
    this.V.value = this.advance(drift, V0);
    return this.getSpike();
  }
}`,

  ownRun: ({bend, drive}) => `
import {LIF, arange, environ, forLoop, initAllStates, sum} from "spikeloop";

const mine = initAllStates(new WeakLeakLIF(1, {a: mV(${bend})}));
const rest = mine.V_rest;
const lif = initAllStates(new LIF(1, {
  tau: mine.tau,
  V_th: mine.V_th,
  V_rest: rest,
  V_reset: rest,
  V_initializer: rest,
}));
const step = () => {
  const spikes = [mine.update(mA(${drive})), lif.update(mA(${drive}))];
  return [mine.V.value, lif.V.value, ...spikes];
};
const times = arange(ms(0), ms(200), ms(0.1));
const [mineV, lifV, mineSpikes, lifSpikes] = environ.context({dt: ms(0.1)}, () =>
  forLoop(step, times),
);
console.log(\`WeakLeakLIF: \${sum(mineSpikes).toNumber()} spikes\`);
console.log(\`LIF: \${sum(lifSpikes).toNumber()} spikes\`);
try {
  new WeakLeakLIF(1, {a: ms(5)});
} catch (error) {
  console.log(String(error));
}`,
};

/** A listing as it is shown and run. */
export function listing(name: ListingName, values: AnatomyValues): string {
  return LISTINGS[name](values).trim();
}
