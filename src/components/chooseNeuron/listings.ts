/** @file The programs of the page as templates: a run of one neuron, and the f-I curve of a population. Shown and run. */
import {classOf, constantsOf, CURVE, inputAt, RUN, type ChooseValues} from "./parameters.js";
import {code, type ModelSpec} from "./modelSpec.js";

/** The parts of the two programs, in the order they run in: the first two are one, all but the second the other. */
export type ListingName = "make" | "drive" | "population" | "curve";

/** The drives of a population, and how long its spikes are counted, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly counted: number;
}
const WHOLE: Span = {from: 0, to: CURVE.to, counted: CURVE.counted};

type Template = (of: ModelSpec, values: ChooseValues, span?: Span) => string;

export const LISTINGS: Readonly<Record<ListingName, Template>> = {
  make(of, values) {
    const lines = Object.entries(constantsOf(of, values)).map(([constant, text]) => `  ${constant}: ${text},`);
    const body = `const constants = {
${lines.join("\n")}
};
const dt = ms(${String(of.dt)});`;
    return `import {${[classOf(of, values), ...unitsIn(body), "initAllStates"].join(", ")}} from "spikeloop";

${body}`;
  },

  drive(of, values) {
    const {state} = of;
    const {duration, on, off} = RUN;
    const input = inputCode(inputAt(of, values.drive), of);
    const update = of.input.synaptic
      ? `  neuron.addDeltaInput("synapse", where(isOn, kick, kick.mul(0)));
  const spike = neuron.update();`
      : "  const spike = neuron.update(where(isOn, input, input.mul(0)));";
    return `import {arange, environ, forLoop, logicalAnd, ${quantityOf(input)}sum, where} from "spikeloop";

const neuron = initAllStates(new ${classOf(of, values)}(1, constants));
const times = arange(ms(0), ms(${String(duration)}), dt);
const input = ${input};
${kickLine(of, "kick", "input", values)}const step = (t) => environ.context({t}, () => {
  const isOn = logicalAnd(t.ge(ms(${String(on)})), t.lt(ms(${String(off)})));
${update}
  return [spike, neuron.V.value${state === undefined ? "" : `, neuron.${state.name}.value`}];
});
const [spikes, V${state === undefined ? "" : `, ${state.name}`}] = environ.context({dt}, () => forLoop(step, times));
console.log(\`\${sum(spikes).toNumber()} spikes\`);`;
  },

  population(of, values, {from, to, counted} = WHOLE) {
    const {neurons, before} = CURVE;
    const last = inputCode(inputAt(of, to), of);
    const update = of.input.synaptic
      ? `  population.addDeltaInput("synapse", where(isOn, kicks, kicks.mul(0)));
  const spike = population.update();`
      : "  const spike = population.update(where(isOn, inputs, inputs.mul(0)));";
    return `import {arange, environ, forLoopAsync, linspace, ${quantityOf(last)}record, where} from "spikeloop";

const stop = new AbortController(); // stop.abort() ends the run
const population = initAllStates(new ${classOf(of, values)}(${String(neurons)}, constants));
const inputs = linspace(${inputCode(inputAt(of, from), of)}, ${last}, ${String(neurons)});
${kickLine(of, "kicks", "inputs", values)}const allTimes = arange(ms(0), ms(${String(before + counted)}), dt);
const stepAll = (t) => environ.context({t}, () => {
  const isOn = t.ge(ms(${String(RUN.on)}));
${update}
  return record.count(spike.mul(t.ge(ms(${String(before)})))); // what comes after the start
});`;
  },

  curve: (_of, _values, {counted} = WHOLE) => `const counts = await environ.context({dt}, () =>
  forLoopAsync(stepAll, allTimes, {signal: stop.signal}));
const rates = counts.div(ms(${String(counted)}));`,
};

/** What the page shows: the run of one neuron, or the whole program of the f-I curve. */
export const runText: Template = (of, values) => joined(["make", "drive"], of, values);
export const curveText: Template = (of, values) => joined(["population", "curve"], of, values);

export function joined(names: readonly ListingName[], of: ModelSpec, values: ChooseValues, span?: Span): string {
  return names.map((name) => LISTINGS[name](of, values, span)).join("\n");
}

const UNITS = ["S", "mA", "mS", "mV", "ms", "ohm", "quantity", "uA"] as const;
const unitsIn = (text: string): string[] => UNITS.filter((unit) => new RegExp(`\\b${unit}\\(`).test(text));

/** The unit of the input, where the constants may have not asked for it. */
const quantityOf = (input: string): string =>
  unitsIn(input)
    .map((unit) => `${unit}, `)
    .join("");

/** A number as the input of a model: a quantity even of a bare number. */
function inputCode(value: number, {input: {unit}}: ModelSpec): string {
  return unit === "" ? `quantity(${String(value)})` : code(value, unit);
}

/** What a step adds to a synapse so that it tends to the input. */
function kickLine(of: ModelSpec, name: string, from: string, values: ChooseValues): string {
  if (of.input.synaptic === undefined) return "";
  const tau = String(values[`${of.name}_tau_syn`]);
  return `const ${name} = ${from}.mul(1 - Math.exp(-${String(of.dt)} / ${tau})); // a step's share: g tends to ${from}\n`;
}
