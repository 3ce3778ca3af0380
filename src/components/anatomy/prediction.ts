/** @file The questions of the page about the anatomy of a model: what is left in the table, and which current lifts further. */
import type {Prediction} from "../predict.js";
import {withUnit} from "../parameters.js";
import {NEURON, type AnatomyValues} from "./parameters.js";
import {settled} from "./values.js";

/** How often an array acts that is registered once. */
export function oncePrediction(): Prediction {
  const [ONE, ALL, NONE] = ["in one", "in every one", "in none"] as const;
  return {
    question: "In how many calls of update does it act?",
    options: [ONE, ALL, NONE],
    answer: (option) =>
      `${option === ONE ? "Yes." : `Not this time: ${ONE}.`} An array is taken out of the table by the call that sums it. Who wants it again registers it again.`,
  };
}

/** Which of two currents that are equal at rest moves V further. */
export function furtherPrediction(values: () => AnatomyValues): Prediction {
  const [CONSTANT, CONDUCTANCE, SAME] = ["the constant", "the conductance", "both the same"] as const;
  return {
    question: "Which moves V further?",
    options: [CONSTANT, CONDUCTANCE, SAME],
    answer(option) {
      const {g, E} = values();
      const {constantInf, conductanceInf} = settled(values());
      const right = g === 0 || E === NEURON.V_rest ? SAME : CONSTANT;
      const reason =
        right === SAME
          ? "There is no current at all."
          : `The constant takes V to ${withUnit(constantInf.toFixed(2), "mV")}, the conductance to ${withUnit(conductanceInf.toFixed(2), "mV")}: its current shrinks as V comes nearer to E.`;
      return `${option === right ? "Yes." : `Not this time: ${right}.`} ${reason}`;
    },
  };
}
