/**
 * @file The programs of the page about states as templates: each is a text with the reader's values in it. The page
 * shows these texts and runs these texts; all of them build on the first.
 */
import {DT, type StateValues} from "./parameters.js";

export type ListingName =
  "model" | "ways" | "trace" | "branch" | "once" | "hidden" | "kinds" | "units" | "shapes" | "twice";

export const LISTINGS: Readonly<Record<ListingName, (values: StateValues) => string>> = {
  model: ({steps, neurons, I}) => `
import {LIFRef, arange, environ, initAllStates, mA, mV, ms} from "spikeloop";

const rest = mV(-60);
const constants = {
  tau: ms(20),
  tau_ref: ms(5),
  V_th: mV(-50),
  V_rest: rest,
  V_reset: rest,
};
const neurons = initAllStates(new LIFRef(${neurons}, constants));
const I = mA(${I});
const dt = ms(${DT});
const times = arange(ms(0), ms(${duration(steps)}), dt);

const counter = {calls: 0}; // how often JavaScript calls the step
const step = (t) => environ.context({t}, () => {
  counter.calls += 1;
  const spikes = neurons.update(I);
  return [neurons.V.value, spikes];
});`,

  ways: () => `
import {forLoop, jit} from "spikeloop";

const ts = [...times.toDecimal(ms)].map((t) => ms(t));
const inBareLoop = (f) => {
  const rows = [];
  for (const t of ts) rows.push(f(t));
  return rows;
};
const fast = jit(step);
const whole = jit(() => forLoop(step, times));

const ways = {
  bare: () => inBareLoop(step),
  jitStep: () => inBareLoop(fast),
  forLoop: () => forLoop(step, times),
  jitLoop: () => whole(),
};
function run(way) {
  initAllStates(neurons);
  return environ.context({dt}, ways[way]);
}`,

  trace: () => `
import {State, inspect} from "spikeloop";

const neuron = initAllStates(new LIFRef(1, constants));
const log = [];
const {get, set} = Object.getOwnPropertyDescriptor(State.prototype, "value");
for (const [name, state] of neuron.states()) {
  Object.defineProperty(state, "value", {
    get: () => (log.push(\`reads \${name}\`), get.call(state)),
    set: (next) => (log.push(\`writes \${name}\`), set.call(state, next)),
  });
}
const oneStep = (t) => environ.context({t}, () => {
  const spike = neuron.update(I);
  console.log(log.join(", "));
  console.log(\`inside: V is \${neuron.V.value}\`);
  return spike;
});
const program = environ.context({dt}, () => inspect(oneStep, times));
console.log(\`outside: V is \${neuron.V.value}\`);`,

  branch: ({gate}) => `
import {forLoop, sum, where} from "spikeloop";

const neuron = initAllStates(new LIFRef(1, constants));
const gate = mV(${gate});
const steps = {
  refused: () => neuron.update(neuron.V.value.lt(gate).toNumber() ? I.mul(2) : I),
  alwaysTrue: () => neuron.update(neuron.V.value.lt(gate) ? I.mul(2) : I),
  mended: () => neuron.update(where(neuron.V.value.lt(gate), I.mul(2), I)),
};
const counts = {};
for (const [name, body] of Object.entries(steps)) {
  initAllStates(neuron);
  try {
    const step = (t) => environ.context({t}, body);
    const spikes = environ.context({dt}, () => forLoop(step, times));
    counts[name] = sum(spikes).toNumber();
    console.log(\`\${name}, spikes: \${counts[name]}\`);
  } catch (error) {
    console.log(\`\${name}: \${error}\`);
    console.log(\`V is still \${neuron.V.value}\`);
  }
}`,

  once: ({I}) => `
import {compileStats, forLoop, jit, sum} from "spikeloop";

const neuron = initAllStates(new LIFRef(1, constants));
let current = mA(${ONCE.before});
const rollout = (given) => forLoop((t) => environ.context({t}, () => {
  console.log("step called");
  return neuron.update(given ?? current);
}), times);
const ways = {
  forLoop: () => rollout(),
  jit: jit(() => rollout()),
  argument: jit((given) => rollout(given)),
};
const counts = {};
let before = 0;
for (const next of [current, mA(${I})]) {
  current = next;
  console.log(\`current \${current}\`);
  before = compileStats().compiles;
  for (const [name, way] of Object.entries(ways)) {
    initAllStates(neuron);
    counts[name] = sum(environ.context({dt}, () => way(current))).toNumber();
    console.log(\`\${name}, spikes: \${counts[name]}\`);
  }
}
const compiled = compileStats().compiles - before;
console.log(\`programs compiled for the second current: \${compiled}\`);`,

  hidden: ({calls}) => `
import {State, arange, forLoop} from "spikeloop";

let hidden = 0;
const explicit = new State(0);
const count = () => {
  hidden += 1;
  explicit.value = explicit.value.add(1);
  return {hidden, explicit: explicit.value};
};
const show = (numbers) => numbers.map(Number).join(" ");

const bare = [];
for (let i = 0; i < ${calls}; i++) bare.push(count());
console.log(\`bare loop, hidden: \${show(bare.map((row) => row.hidden))}\`);
console.log(\`bare loop, State: \${show(bare.map((row) => row.explicit))}\`);

hidden = 0;
explicit.value = 0;
const looped = forLoop(count, arange(0, ${calls}, 1));
console.log(\`forLoop, hidden: \${show([...looped.hidden.toDecimal()])}\`);
console.log(\`forLoop, State: \${show([...looped.explicit.toDecimal()])}\`);
console.log(\`afterwards: hidden \${hidden}, State \${Number(explicit.value)}\`);`,

  kinds: () => `
import {HiddenState, LongTermState, Module, ParamState, ShortTermState, State} from "spikeloop";
import {forLoop, resetAllStates, sum} from "spikeloop";

class Counted extends Module {
  neuron = new LIFRef(1, constants);
  gain = new ParamState(1); // what a training would change
  ever = new LongTermState(0); // spikes of all runs
  count = new ShortTermState(); // spikes of this run

  initState() {
    this.count.value = 0; // what is set here is what a reset restores
  }
  update(x) {
    const spikes = sum(this.neuron.update(x.mul(this.gain.value)));
    this.count.value = this.count.value.add(spikes);
    this.ever.value = this.ever.value.add(spikes);
  }
}
const model = initAllStates(new Counted());
for (const kind of [State, ShortTermState, HiddenState, LongTermState, ParamState]) {
  console.log(\`\${kind.name}: \${[...model.states(kind).keys()].join(", ")}\`);
}
const step = (t) => environ.context({t}, () => model.update(I));
for (const name of ["first run", "second run"]) {
  resetAllStates(model);
  environ.context({dt}, () => forLoop(step, times));
  const [count, ever] = [model.count, model.ever].map((state) => Number(state.value));
  console.log(\`\${name}: count \${count}, ever \${ever}\`);
}`,

  units: ({assigned}) => `
import {V} from "spikeloop";

const neuron = initAllStates(new LIFRef(1, constants));
neuron.V.value = ${assigned};
const {value} = neuron.V;
console.log(\`V is \${value}, of shape (\${value.shape.join(", ")})\`);`,

  shapes: ({size, batch, input}) => `
import {full, reshape, linspace} from "spikeloop";

const population = new LIFRef(${size}, constants);
initAllStates(population${batch === "none" ? "" : `, {batchSize: ${batch}}`});
const shape = (q) => \`(\${q.shape.join(", ")})\`;
console.log(\`V: \${shape(population.V.value)}\`);
console.log(\`last_spike_time: \${shape(population.last_spike_time.value)}\`);

const current = ${inputCode(size, batch, input)};
console.log(\`current: \${shape(current)}\`);
try {
  const spikes = environ.context({dt, t: ms(0)}, () => population.update(current));
  console.log(\`spikes: \${shape(spikes)}\`);
} catch (error) {
  console.log(String(error));
}`,

  twice: ({steps, between}) => `
import {forLoop, resetAllStates, sum} from "spikeloop";

const neuron = initAllStates(new LIFRef(1, constants));
const step = (t) => environ.context({t}, () => {
  const spike = neuron.update(I);
  return [neuron.V.value, spike];
});
const rollout = (times) => environ.context({dt}, () => forLoop(step, times));

const [V1, spikes1] = rollout(times);
const last = neuron.last_spike_time.value;
console.log(\`first run, spikes: \${sum(spikes1).toNumber()}, the last at \${last}\`);
${between === "reset" ? "\nresetAllStates(neuron);" : ""}
const again = times${between === "go on in time" ? `.add(ms(${duration(steps)}))` : ""};
const [V2, spikes2] = rollout(again);
console.log(\`second run, spikes: \${sum(spikes2).toNumber()}\`);`,
};

/** The current, in mA, at which the listing about captured values is traced first. */
export const ONCE = {before: 12} as const;

/** A listing as it is shown and run. */
export function listing(name: ListingName, values: StateValues): string {
  return LISTINGS[name](values)
    .trim()
    .replace(/\n\n\n/g, "\n\n");
}

/** How long so many steps last, in ms, without the rounding noise of binary fractions. */
export function duration(steps: number): number {
  return Number((steps * DT).toPrecision(9));
}

/** The code of an input: one current, or an array of one for each neuron or for each sample of a batch. */
function inputCode(size: string, batch: string, input: string): string {
  const shape = size.startsWith("[") ? size : `[${size}]`;
  if (input === "one for all") return "I";
  if (input === "one a neuron") return `full(${shape}, I)`;
  if (input === "of another shape") return "full([7], I)";
  const samples = batch === "none" ? 1 : Number(batch);
  const ones = shape.replace(/\d+/g, "1").replace("[", "");
  return `reshape(linspace(mA(20), mA(30), ${samples}), [${samples}, ${ones})`;
}
