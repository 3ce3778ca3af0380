/** @file The figure of two runs over the same times: the potential of both. */
import {ms, mV} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {duration} from "./listings.js";
import type {StateValues} from "./parameters.js";
import type {TwiceScope} from "./run.js";

/** V of one of the two runs, over the times it was given. */
export function twiceFigure(
  values: StateValues,
  run: TwiceScope,
  which: "first" | "second",
  width: number,
  height: number,
): HTMLElement {
  const [times, V, spikes] = which === "first" ? [run.times, run.V1, run.spikes1] : [run.again, run.V2, run.spikes2];
  const from = which === "second" && values.between === "go on in time" ? duration(values.steps) : 0;
  return membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(-50)},
    xDomain: [ms(from), ms(from + duration(values.steps))],
    yDomain: [mV(-62), mV(-46)],
    ariaLabel: `V over time, the ${which} run`,
    width,
    height,
  });
}
