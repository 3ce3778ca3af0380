/** @file LIF and LIFRef against runs of upstream (test/reference): the same spike steps, the same potentials. */
import {arange, environ, forLoop, initAllStates, LIF, LIFRef, ms, quantity, reshape} from "spikeloop";
import type {Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import type {ReferenceCase, ReferenceInput, ReferenceQuantity} from "../reference/load.js";
import {loadReference} from "../reference/load.js";

const BACKENDS = ["interpret", "wasm"] as const;

const given = ({value, shape, unit}: ReferenceQuantity) =>
  typeof value === "number" ? quantity(value, unit) : quantity(reshape(value, shape), unit);

/** What a step adds, as a constant or as one row a step. */
function inputOf(input: ReferenceInput | undefined) {
  if (input === undefined) return {constant: null, perStep: undefined};
  if (input.kind === "constant") return {constant: quantity(input.value, input.unit), perStep: undefined};
  if (input.kind === "perNeuron") return {constant: given(input), perStep: undefined};
  return {constant: null, perStep: quantity(reshape(input.values, input.shape), input.unit)};
}

function run(reference: ReferenceCase, backend: (typeof BACKENDS)[number]) {
  const {R, tau, tau_ref, V_th, V_reset, V_rest} = reference.params;
  const options = {
    R: given(R),
    tau: given(tau),
    V_th: given(V_th),
    V_reset: given(V_reset),
    V_rest: given(V_rest),
    V_initializer: given(reference.V0),
    spk_reset: reference.spk_reset,
  };
  const neuron =
    reference.model === "LIF" || tau_ref === undefined
      ? new LIF(reference.size, options)
      : new LIFRef(reference.size, {...options, tau_ref: given(tau_ref)});
  initAllStates(neuron, reference.batch === null ? {} : {batchSize: reference.batch});
  const {constant, perStep} = inputOf(reference.input);
  const delta = inputOf(reference.delta);
  const dt = ms(reference.dt);
  const xs = {t: arange(ms(0), ms(reference.steps * reference.dt), dt), I: perStep, delta: delta.perStep};
  const [V, spikes] = environ.context({dt}, () =>
    forLoop(
      (x) =>
        environ.context({t: x.t}, () => {
          const jump = delta.constant ?? x.delta;
          if (jump !== undefined && jump !== null) neuron.addDeltaInput("jump", jump);
          const spikes = neuron.update(constant ?? x.I);
          return [neuron.V.value, spikes] as const;
        }),
      xs,
      {backend},
    ),
  );
  return {neuron, V, spikes};
}

function spikesOf(spikes: Quantity): [number, number][] {
  const lanes = spikes.size / (spikes.shape[0] ?? 1);
  const found: [number, number][] = [];
  spikes.toDecimal().forEach((spike, i) => {
    if (spike !== 0) found.push([Math.floor(i / lanes), i % lanes]);
  });
  return found;
}

describe.each(["lif", "lifRef"] as const)("%s", (name) => {
  const {cases} = loadReference(name);

  test.each(cases.map((reference) => [reference.name, reference] as const))("%s: equals upstream", (_, reference) => {
    for (const backend of BACKENDS) {
      const {neuron, V, spikes} = run(reference, backend);
      expect(spikesOf(spikes)).toEqual(reference.spikes);
      const {unit, stride, values} = reference.V;
      const all = (V as ReturnType<typeof quantity>).toDecimal(quantity(1, unit).unit);
      const lanes = all.length / reference.steps;
      const kept = values.map((_, i) => all[Math.floor(i / lanes) * stride * lanes + (i % lanes)] ?? NaN);
      // upstream's compiler fuses operations, which moves V by an ulp or two; relative to the run's largest |V|
      const bounds = {rtol: 0, atol: 1e-6 * reference.Vmax};
      expect(kept).toBeAllclose(values, bounds);
      const final = neuron.V.value as Quantity;
      expect(final.toDecimal(quantity(1, unit).unit)).toBeAllclose(reference.Vfinal, bounds);
      expect(V.unit.toString()).toBe(unit);
      if (reference.last_spike_time !== undefined && neuron instanceof LIFRef) {
        expect([...neuron.last_spike_time.value.toDecimal(ms)]).toEqual([...reference.last_spike_time.values]);
      }
    }
  });
});
