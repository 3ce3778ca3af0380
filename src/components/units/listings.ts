/**
 * @file The programs of the page about units as templates: each is a text with the reader's values in it. The page shows
 * these texts and runs these texts.
 */
import {MISTAKES} from "./mistakes.js";
import type {MistakeName, UnitsValues} from "./parameters.js";

export type ListingName = "read" | "combine" | "mistake" | "checks" | "back" | "sums" | "twice";

export const LISTINGS: Readonly<Record<ListingName, (values: UnitsValues) => string>> = {
  read: ({q}) => `
import {quantity} from "spikeloop";

const q = quantity(${literal(q)});
console.log(String(q));
console.log(q.unit.dim.label);
console.log(String(q.unit.dim));`,

  combine: ({a, operation, b}) => `
import {quantity} from "spikeloop";

const a = quantity(${literal(a)});
const b = quantity(${literal(b)});
const result = a.${operation}(b);
console.log(String(result));`,

  mistake: ({mistake}) => MISTAKES[mistake as MistakeName].code,

  checks: () => `
import {LIFRef, mV, ms} from "spikeloop";

const refused = [
  {tau: mV(10)}, // another dimension
  {tau: ms(0)}, // a time constant must be positive
  {V_th: mV(NaN)}, // not a number
  {tau: ms([10, 20])}, // two values for one neuron
];
for (const parameters of refused) {
  try {
    new LIFRef(1, parameters);
  } catch (error) {
    console.log(String(error));
  }
}`,

  back: () => `
import {V, linspace, mV, sum} from "spikeloop";

const voltages = linspace(mV(-80), mV(-40), 401);
const thereAndBack = voltages.in(V).in(mV);
const changed = sum(voltages.ne(thereAndBack));
console.log(\`\${changed.toNumber()} of \${voltages.size} changed\`);`,

  sums: () => `
import {V, mV} from "spikeloop";

const missed = {mV: 0, V: 0};
for (let rest = -80; rest <= -60; rest++) {
  for (let lift = 1; lift <= 30; lift++) {
    const inMillivolts = mV(rest).add(mV(lift)).ge(mV(rest + lift));
    const inVolts = V(rest / 1000).add(V(lift / 1000)).ge(V((rest + lift) / 1000));
    missed.mV += 1 - inMillivolts.toNumber();
    missed.V += 1 - inVolts.toNumber();
  }
}
console.log(\`missed in mV: \${missed.mV}, in V: \${missed.V}, of \${21 * 30}\`);`,

  twice: ({I}) => `
import {A, LIFRef, V, arange, environ, forLoop, initAllStates} from "spikeloop";
import {mA, mV, ms, nonzero, second} from "spikeloop";

function run(volt, time, ampere, scale) {
  const potential = (x) => volt(x / scale);
  const rest = potential(-60);
  const neuron = initAllStates(new LIFRef(1, {
    tau: time(20 / scale),
    tau_ref: time(${TWICE.tau_ref} / scale),
    V_th: potential(-50),
    V_rest: rest,
    V_reset: rest,
    V_initializer: rest,
  }));
  const dt = time(${TWICE.dt} / scale);
  const times = arange(time(0), time(1000 / scale), dt);
  const current = ampere(${I} / scale);
  const step = (t) => environ.context({t}, () => {
    const spike = neuron.update(current);
    return [neuron.V.value, spike];
  });
  return environ.context({dt}, () => forLoop(step, times));
}

const [vs, spikes] = run(mV, ms, mA, 1);
const [vsSI, spikesSI] = run(V, second, A, 1000);
const at = nonzero(spikes)[0];
const atSI = nonzero(spikesSI)[0];
console.log(\`\${at.size} spikes in mV and ms, \${atSI.size} in V and s\`);`,
};

/** The refractory period and the time step of the neuron that runs twice. Milliseconds. */
export const TWICE = {tau_ref: 5, dt: 0.1} as const;

/** A listing as it is shown and run. */
export function listing(name: ListingName, values: UnitsValues): string {
  return LISTINGS[name](values).trim();
}

/** A reader's text as a string of JavaScript that holds it and nothing else. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}
