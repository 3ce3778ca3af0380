/** @file The question of Tutorial 1: what will V do under the weaker input? */
import type {Prediction} from "../predict.js";
import {withUnit} from "../parameters.js";
import type {NeuronValues} from "./parameters.js";
import {steadyPotential} from "./theory.js";

const KEEP = "keep firing";
const SETTLE = "settle between rest and threshold";
const NOTHING = "settle at rest";

export function weakPrediction(values: () => NeuronValues): Prediction {
  return {
    question: "What will V do?",
    options: [KEEP, SETTLE, NOTHING],
    answer(option) {
      const {weak, V_th, ...now} = values();
      const target = steadyPotential(now, weak);
      const right = target > V_th ? KEEP : weak > 0 ? SETTLE : NOTHING;
      const tends = withUnit(Number(target.toPrecision(6)), "mV");
      const reason = `V tends to V_inf = V_rest + R I = ${tends}, and the threshold is ${withUnit(V_th, "mV")}.`;
      return `${option === right ? "Yes." : `Not this time: it will ${right}.`} ${reason}`;
    },
  };
}

/** What the answer depends on. */
export function weakQuestionAbout({weak, V_th, V_rest, R}: NeuronValues): string {
  return String([weak, V_th, V_rest, R]);
}
