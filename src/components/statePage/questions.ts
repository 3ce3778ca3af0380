/** @file The questions of the page about states, each before its answer. What is right is computed or timed. */
import type {Prediction} from "../predict.js";
import type {Measured} from "./measure.js";
import type {TraceScope} from "./run.js";
import {digits, factorOf} from "./values.js";

const [SAME, TENS, HUNDREDS] = [
  "about as fast",
  "forLoop, some ten times",
  "forLoop, a hundred times or more",
] as const;

/**
 * Which is faster, and by what factor?
 * @param measured what was timed last, if anything
 * @param measure is called where nothing was timed yet
 */
export function factorPrediction(measured: () => Measured | null, measure: () => void): Prediction {
  return {
    question: "A bare loop or forLoop: which is faster, and by what factor?",
    options: [SAME, TENS, HUNDREDS],
    answer(option) {
      const now = measured();
      if (now === null) {
        measure();
        return "Being timed on this machine …";
      }
      const factor = factorOf(now);
      const right = factor < 3 ? SAME : factor < 60 ? TENS : HUNDREDS;
      const reason = `Timed here, the bare loop took ${digits(factor)} times as long.`;
      return `${option === right ? "Yes." : `Not this time: ${right}.`} ${reason}`;
    },
  };
}

const [NUMBERS, STAND_IN, NOTHING] = [
  "the number of the step before",
  "a stand-in: a unit and a shape, no number",
  "nothing until the loop has ended",
] as const;

/** What does a state hold while a loop is traced? */
export function insidePrediction(trace: () => TraceScope, inside: () => string): Prediction {
  return {
    question: "What does neuron.V.value hold while a loop is being traced?",
    options: [NUMBERS, STAND_IN, NOTHING],
    answer(option) {
      const outside = String(trace().neuron.V.value);
      const reason = `Inside it prints as ${inside()}; outside, at the same time, it is ${outside}.`;
      return `${option === STAND_IN ? "Yes." : `Not this time: ${STAND_IN}.`} ${reason}`;
    },
  };
}

const [BOTH, FROZEN, ERROR] = ["both count", "one counts, one stands still", "an error"] as const;

/** What becomes of a variable that a step counts up? */
export function hiddenPrediction(): Prediction {
  return {
    question: "A step counts its calls in a variable and in a State. What do they give under forLoop?",
    options: [BOTH, FROZEN, ERROR],
    answer(option) {
      const reason =
        "The variable counts calls of the function, and there is one. What it held then is a constant of the program. Nothing warns of it.";
      return `${option === FROZEN ? "Yes." : `Not this time: ${FROZEN}.`} ${reason}`;
    },
  };
}
