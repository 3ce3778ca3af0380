/** @file Every neuron model against runs of upstream (test/reference): the same spike steps, the same states. */
import * as spikeloop from "spikeloop";
import {arange, environ, forLoop, initAllStates, ms, quantity, reshape} from "spikeloop";
import type {Neuron, Quantity, Size} from "spikeloop";
import {describe, expect, test} from "vitest";
import type {ReferenceCase, ReferenceInput, ReferenceModel, ReferenceQuantity} from "../reference/load.js";
import {loadReference, REFERENCE_MODELS} from "../reference/load.js";

const BACKENDS = ["interpret", "wasm"] as const;

/**
 * How far a state may be from upstream's, relative to `|value| + scale`: at most this, and at most as far as an ulp or two
 * in every step moves upstream itself (`moved`, plus 1e-6). Larger than 2e-6 where the upstroke of a spike enlarges ulps.
 */
const LARGEST: Partial<Record<ReferenceModel, number>> = {
  ExpIF: 1e-5,
  ExpIFRef: 1e-5,
  AdExIF: 1e-5,
  AdExIFRef: 1e-5,
  QuaIF: 1e-5,
  AdQuaIF: 1e-5,
  AdQuaIFRef: 1e-5,
  Izhikevich: 1e-4,
  IzhikevichRef: 1e-4,
  HH: 6e-5,
  MorrisLecar: 2e-5,
  WangBuzsakiHH: 6e-5,
  FitzHughNagumo: 2e-5,
  HindmarshRose: 1e-4,
};
const bound = (model: ReferenceModel, moved: number) => Math.min(LARGEST[model] ?? 2e-6, 1e-6 + moved);

type Options = Record<string, Quantity | string | boolean>;
type Make = new (size: Size, options: Options) => Neuron & {update(x?: Quantity): Quantity};
/** The class of a model; the cases name their options as text, which no class's own type can follow. */
const classOf = (model: ReferenceModel) => (spikeloop as unknown as Record<ReferenceModel, Make>)[model];
const stateOf = (neuron: Neuron, name: string) =>
  (neuron as unknown as Record<string, {value: Quantity} | undefined>)[name]?.value;

const given = ({value, shape, unit}: ReferenceQuantity): Quantity =>
  typeof value === "number" ? quantity(value, unit) : quantity(reshape(value, shape), unit);

/** What a step adds, as a constant or as one row a step. */
function inputOf(input: ReferenceInput | undefined): {constant?: Quantity; perStep?: Quantity} {
  if (input === undefined) return {};
  if (input.kind === "constant") return {constant: quantity(input.value, input.unit)};
  if (input.kind === "perNeuron") return {constant: given(input)};
  return {perStep: quantity(reshape(input.values, input.shape), input.unit)};
}

function build({model, size, batch, params, initial, spk_reset, ref_var, conductance}: ReferenceCase) {
  const options: Options = {};
  for (const [name, value] of Object.entries(params)) options[name] = given(value);
  for (const [name, value] of Object.entries(initial)) options[`${name}_initializer`] = given(value);
  if (spk_reset !== undefined) options.spk_reset = spk_reset;
  if (ref_var !== undefined) options.ref_var = ref_var;
  const neuron = new (classOf(model))(size, options);
  initAllStates(neuron, batch === null ? {} : {batchSize: batch});
  if (conductance !== undefined) {
    const [g, E] = [given(conductance.g), given(conductance.E)];
    neuron.addCurrentInput("conductance", (V) => g.mul(E.sub(V)));
  }
  return neuron;
}

function run(reference: ReferenceCase, backend: (typeof BACKENDS)[number]) {
  const neuron = build(reference);
  const traced = Object.keys(reference.states).filter((name) => reference.states[name]?.trace !== undefined);
  const [input, delta] = [inputOf(reference.input), inputOf(reference.delta)];
  const dt = ms(reference.dt);
  const xs = {t: arange(ms(0), ms(reference.steps * reference.dt), dt), input: input.perStep, delta: delta.perStep};
  const {spikes, ...traces} = environ.context({dt}, () =>
    forLoop(
      (x) =>
        environ.context({t: x.t}, () => {
          const jump = delta.constant ?? x.delta;
          if (jump !== undefined) neuron.addDeltaInput("jump", jump);
          const spikes = neuron.update(input.constant ?? x.input);
          return {spikes, ...Object.fromEntries(traced.map((name) => [name, stateOf(neuron, name)]))};
        }),
      xs,
      {backend},
    ),
  ) as Record<string, Quantity> & {spikes: Quantity};
  return {neuron, spikes, traces};
}

function spikesOf(spikes: Quantity): [number, number][] {
  const lanes = spikes.size / (spikes.shape[0] ?? 1);
  const found: [number, number][] = [];
  spikes.toDecimal().forEach((spike, i) => {
    if (spike !== 0) found.push([Math.floor(i / lanes), i % lanes]);
  });
  return found;
}

function compare(reference: ReferenceCase, backend: (typeof BACKENDS)[number]): void {
  const {neuron, spikes, traces} = run(reference, backend);
  expect(spikesOf(spikes)).toEqual(reference.spikes);
  for (const [name, {unit, final, trace}] of Object.entries(reference.states)) {
    const state = stateOf(neuron, name);
    if (state === undefined) throw new Error(`${reference.model} has no state ${name}`);
    const last = [...state.toDecimal(quantity(1, unit).unit)].map(Number);
    if (trace === undefined) {
      // times and flags: no operation rounds them
      expect(last).toEqual([...final]);
      continue;
    }
    const {stride, values, scale, moved} = trace;
    const all = traces[name]?.toDecimal(quantity(1, unit).unit) ?? new Float32Array(0);
    const lanes = final.length;
    const kept = values.map((_, i) => all[Math.floor(i / lanes) * stride * lanes + (i % lanes)] ?? NaN);
    const rtol = bound(reference.model, moved);
    const bounds = {rtol, atol: rtol * scale};
    expect(kept, `${name} of ${backend}`).toBeAllclose(values, bounds);
    expect(last, `the last ${name} of ${backend}`).toBeAllclose(final, bounds);
    expect(state.unit.toString(), `the unit of ${name}`).toBe(unit);
  }
}

describe.each(REFERENCE_MODELS)("%s", (model) => {
  const {cases} = loadReference(model);

  test.each(cases.map((reference) => [reference.name, reference] as const))("%s: equals upstream", (_, reference) => {
    for (const backend of BACKENDS) compare(reference, backend);
  });
});
