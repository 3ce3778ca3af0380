/** @file The questions of the page about units, each before its answer. What is right is computed. */
import {Hz, ms, second} from "spikeloop";
import {withUnit} from "../parameters.js";
import type {Prediction} from "../predict.js";
import {firstApart, type Twice} from "./rounding.js";

const printed = (text: unknown): string => String(text).replace(/\.(?= |$)/, "");

/** In which unit does a sum come out? */
export function sumPrediction(): Prediction {
  const [left, right] = [second(1), ms(500)];
  const sum = left.add(right);
  const options = [printed(right.add(left)), printed(sum), "an error: the units differ"];
  return {
    question: "What does a second plus half a second in ms give?",
    options,
    answer(option) {
      const reason = `It is ${printed(sum)}: both are times, and the left unit wins. ${printed(right.add(left))} is the same time, and what you get with the two the other way round.`;
      return `${option === printed(sum) ? "Yes." : "Not this time."} ${reason}`;
    },
  };
}

/** What is left when all exponents cancel? */
export function productPrediction(): Prediction {
  const [rate, time] = [Hz(5), ms(200)];
  const product = printed(rate.mul(time));
  const options = [`${String(5 * 200)} Hz ms`, String(5 * 200), product];
  return {
    question: "What is a rate of five Hz times 200 ms?",
    options,
    answer(option) {
      const reason = `It is ${product}, a pure number: how many spikes there are in that time. Hz and ms cancel, and the thousandth that is left of them goes into the number.`;
      return `${option === product ? "Yes." : "Not this time."} ${reason}`;
    },
  };
}

const [SAME, APART, NONE] = ["at the same steps", "some a step apart", "V is the same, bit for bit"] as const;

/** Does the unit of the code change when a neuron spikes? */
export function twicePrediction(twice: () => Twice): Prediction {
  return {
    question: "Where will the spikes of the two runs be?",
    options: [NONE, SAME, APART],
    answer(option) {
      const now = twice();
      const apart = firstApart(now);
      const right = apart === null ? SAME : APART;
      const counts = `${withUnit(now.own.at.length, "spikes")} in mV and ms, ${withUnit(now.si.at.length, "spikes")} in V and s.`;
      return `${option === right ? "Yes." : `Not this time: ${right}.`} ${counts}`;
    },
  };
}
