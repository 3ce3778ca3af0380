/** @file The figure of one cell: the potential of its neuron, run alone. */
import {ms, mV} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {steadyPotential} from "../firstNeuron/theory.js";
import type {Cell} from "./cells.js";
import {DURATION, neuronOf, type SweepValues} from "./parameters.js";
import type {CellRun} from "./run.js";

/** Room beyond the resting potential and the threshold, in mV. */
const ROOM = [2, 3] as const;

export function cellFigure(
  values: SweepValues,
  cell: Cell,
  {times, V, spikes}: CellRun,
  width: number,
  height: number,
): HTMLElement {
  const neuron = neuronOf(values, cell.tau);
  const [low, high] = [neuron.V_rest - ROOM[0], values.V_th + ROOM[1]];
  const target = steadyPotential(neuron, cell.I);
  return membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(values.V_th)},
    // far above the threshold it would press the trace flat, and says no more than that V crosses
    levels: target < high ? [{label: "V_rest + R I", value: mV(target)}] : [],
    xDomain: [ms(0), ms(DURATION)],
    yDomain: [mV(low), mV(high)],
    ariaLabel: `V over time at ${String(cell.I)} mA and ${String(cell.tau)} ms`,
    width,
    height,
  });
}
