/** @file The questions before the figures that answer them. */
import type {Prediction} from "../predict.js";
import {withUnit} from "../parameters.js";

const [SLOWLY, AT_ONCE, ONCE] = [
  "slowly, a spike now and then",
  "at once at tens of spikes a second",
  "once, and no more",
];

/** How Hodgkin and Huxley's neuron begins to fire. @param rate just above its rheobase, in Hz */
export function onsetPrediction(rate: () => number): Prediction {
  return {
    question: "HH, just above its rheobase: how does it fire?",
    options: [SLOWLY, AT_ONCE, ONCE] as string[],
    answer(option) {
      const found = `Its curve begins with a jump, to ${withUnit(Math.round(rate()), "Hz")}. Below the jump it can only ring, or answer the start of the input with a spike or two.`;
      if (option === AT_ONCE) return `Yes. ${found}`;
      const kind =
        option === SLOWLY
          ? `LIF and ExpIF do that, HH does not: it fires ${AT_ONCE}.`
          : `That is what it does a little below: above, it fires ${AT_ONCE}.`;
      return `Not this time. ${kind} ${found}`;
    },
  };
}
