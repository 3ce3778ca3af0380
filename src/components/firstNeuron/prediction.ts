/** @file The question of Tutorial 1: what will V do under the weaker input? */
import type {Prediction} from "../predict.js";
import {withUnit} from "../parameters.js";
import type {NeuronValues} from "./parameters.js";
import {rheobase, steadyPotential} from "./theory.js";

const KEEP = "keep firing, more slowly";
const SETTLE = "rise, and settle below the threshold";
const NOTHING = "stay at rest";

export function weakPrediction(values: () => NeuronValues): Prediction {
  return {
    question: "What will V do?",
    options: [KEEP, SETTLE, NOTHING],
    answer(option) {
      const now = values();
      const right = now.weak > rheobase(now) ? KEEP : now.weak > 0 ? SETTLE : NOTHING;
      const target = withUnit(Number(steadyPotential(now, now.weak).toPrecision(6)), "mV");
      const reason = `V tends to V_inf = V_rest + R I = ${target}, and the threshold is ${withUnit(now.V_th, "mV")}.`;
      return `${option === right ? "Yes." : `Not this time: it will ${right}.`} ${reason}`;
    },
  };
}
