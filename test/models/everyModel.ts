/** @file Every neuron model, with an input under which it fires within `steps` of `dt`: what laws of all models run on. */
import * as spikeloop from "spikeloop";
import {mA, ms, mV, quantity, uA} from "spikeloop";
import type {Neuron, Quantity, Size} from "spikeloop";

/** A model as these tests see it: any input, any options. */
export type AnyNeuron = Neuron & {update(x: Quantity): Quantity};
export type AnyModel = new (size: Size, options?: object) => AnyNeuron;

export interface ModelRow {
  readonly name: string;
  readonly Model: AnyModel;
  /** Options under which the model starts from fixed values and its reset is told from the threshold. */
  readonly options: object;
  readonly input: Quantity;
  readonly dt: number;
  readonly steps: number;
}

const drive = quantity(10, "mV/ms");
const row = (name: string, input: Quantity, steps: number, options: object = {}, dt = 0.1): ModelRow => ({
  name,
  Model: (spikeloop as unknown as Record<string, AnyModel>)[name] as AnyModel,
  options,
  input,
  dt,
  steps,
});
const hard = {spk_reset: "hard"};

export const EVERY_MODEL: readonly ModelRow[] = [
  row("IF", mA(2), 300),
  row("LIF", mA(2), 300),
  row("LIFRef", mA(2), 300),
  row("ALIF", mA(2), 300),
  row("ExpIF", mA(10), 800, hard),
  row("ExpIFRef", mA(10), 800, hard),
  row("AdExIF", mA(20), 300, hard),
  row("AdExIFRef", mA(20), 300, hard),
  row("QuaIF", mA(20), 400, hard),
  row("AdQuaIF", mA(20), 400, hard),
  row("AdQuaIFRef", mA(20), 400, hard),
  row("Gif", mA(3), 500),
  row("GifRef", mA(3), 500),
  row("CubaLIF", mA(2), 300),
  row("CobaLIF", mA(2), 300),
  row("Izhikevich", drive, 1000),
  row("IzhikevichRef", drive, 1000, {tau_ref: ms(2)}),
  row("HH", uA(10), 500, {V_initializer: mV(-65)}, 0.02),
  row("MorrisLecar", uA(100), 300, {V_initializer: mV(-60)}),
  row("WangBuzsakiHH", uA(2), 1500, {}, 0.02),
  row("FitzHughNagumo", quantity(0.8), 600),
  row("HindmarshRose", quantity(3), 600, {}, 0.05),
];

/** The parameters of a model, which are its attributes that are quantities, by name. */
export function parametersOf(neuron: AnyNeuron): Map<string, Quantity> {
  return new Map(
    Object.entries(neuron).filter((entry): entry is [string, Quantity] => entry[1] instanceof spikeloop.Quantity),
  );
}
