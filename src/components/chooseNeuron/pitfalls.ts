/** @file The mistakes of the page as programs: each prints what it costs. Shown and run. */
import * as spikeloop from "spikeloop";
import {runListing} from "../runListing.js";

export const PITFALLS = {
  reset: `import {ExpIF, arange, environ, forLoop, initAllStates} from "spikeloop";
import {mA, mV, max, ms, sum} from "spikeloop";

const dt = ms(0.1);
const times = arange(ms(0), ms(500), dt);
for (const spk_reset of ["hard", "soft"]) {
  const neuron = initAllStates(new ExpIF(1, {V_th: mV(-40), spk_reset}));
  const step = () => [neuron.update(mA(5)), neuron.V.value];
  const [spikes, V] = environ.context({dt}, () => forLoop(step, times));
  const peak = max(V).toNumber(mV).toPrecision(2);
  console.log(\`\${spk_reset}: \${sum(spikes).toNumber()} spikes, V up to \${peak} mV\`);
}`,
  threshold: `import {ExpIF, arange, environ, forLoop, initAllStates} from "spikeloop";
import {mA, mV, max, ms} from "spikeloop";

const dt = ms(0.1);
const times = arange(ms(0), ms(50), dt);
for (const V_th of [-58, -52, -46, -40, -34]) {
  const neuron = initAllStates(new ExpIF(1, {V_th: mV(V_th), spk_reset: "hard"}));
  const step = () => [neuron.update(mA(5)), neuron.V.value];
  const [spikes, V] = environ.context({dt}, () => forLoop(step, times));
  const first = (spikes.toDecimal().indexOf(1) * 0.1).toFixed(1);
  const peak = max(V).toNumber(mV).toPrecision(2);
  console.log(\`V_th \${V_th} mV: first spike at \${first} ms, V up to \${peak} mV\`);
}`,
  dt: `import {HH, arange, environ, forLoop, initAllStates} from "spikeloop";
import {mV, ms, record, uA} from "spikeloop";

for (const dt of [ms(0.2), ms(0.1), ms(0.05), ms(0.02), ms(0.01)]) {
  const times = arange(ms(0), ms(1000), dt);
  const neuron = initAllStates(new HH(1, {V_initializer: mV(-65)}));
  const step = () => [record.count(neuron.update(uA(10))), record.max(neuron.V.value)];
  const [spikes, peak] = environ.context({dt}, () => forLoop(step, times));
  const [count, height] = [spikes.toDecimal()[0], peak.toDecimal(mV)[0].toFixed(1)];
  console.log(\`dt \${dt}: \${count} spikes, peaks of \${height} mV\`);
}`,
  unit: `import {Izhikevich, environ, initAllStates, mA, ms, quantity} from "spikeloop";

const neuron = initAllStates(new Izhikevich(1));
try {
  environ.context({dt: ms(0.1)}, () => neuron.update(mA(10)));
} catch (error) {
  console.log(String(error));
}
environ.context({dt: ms(0.1)}, () => neuron.update(quantity(10, "mV/ms")));
console.log(\`V after a step: \${neuron.V.value}\`);`,
} as const;

export type PitfallName = keyof typeof PITFALLS;
export const PITFALL_NAMES = Object.keys(PITFALLS) as PitfallName[];

/** Runs one; gives what it prints. */
export const runPitfall = (name: PitfallName): readonly string[] => runListing(PITFALLS[name], {}, {spikeloop}).output;
