/** @file The mystery neuron's six constants: drawn from its number, realistic, and such that each can be measured. */
import type {HiddenName} from "./mysteryParameters.js";

/** In mV, ohm and ms. */
export type Hidden = Readonly<Record<HiddenName, number>>;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Typical of neurons; the slowest settles within the record, the fastest has some steps in its time constant. */
export const DRAWN: Readonly<Record<HiddenName, Range>> = {
  V_rest: {from: -75, to: -60, step: 1},
  R: {from: 0.5, to: 3, step: 0.1},
  tau: {from: 6, to: 25, step: 1},
  V_th: {from: -55, to: -40, step: 1},
  V_reset: {from: -80, to: -50, step: 1},
  tau_ref: {from: 1.5, to: 7, step: 0.5},
};

/** The weakest and the strongest current, in mA, that the drawn neuron may need to fire. */
export const RHEOBASE = {from: 6, to: 30} as const;

/** The six constants of the mystery neuron of that number. */
export function drawMystery(mystery: number): Hidden {
  const random = randomNumbers(Math.floor(mystery));
  const draw = ({from, to, step}: Range): number => {
    const steps = Math.round((to - from) / step) + 1;
    // on round steps, without the rounding noise of binary fractions
    return Number((from + step * Math.floor(random() * steps)).toFixed(6));
  };
  for (;;) {
    const hidden: Hidden = {
      V_rest: draw(DRAWN.V_rest),
      R: draw(DRAWN.R),
      tau: draw(DRAWN.tau),
      V_th: draw(DRAWN.V_th),
      V_reset: draw(DRAWN.V_reset),
      tau_ref: draw(DRAWN.tau_ref),
    };
    if (isSolvable(hidden)) return hidden;
  }
}

/** Whether a reader can tell the six apart: it fires at currents on offer, and rest, reset and threshold lie apart. */
export function isSolvable({V_rest, R, V_th, V_reset}: Hidden): boolean {
  const height = V_th - V_rest;
  const rheobase = height / R;
  return (
    height >= 10 &&
    rheobase >= RHEOBASE.from &&
    rheobase <= RHEOBASE.to &&
    Math.abs(V_reset - V_rest) >= 0.2 * height &&
    V_th - V_reset >= 0.3 * height
  );
}

/** Numbers in [0, 1) that look random and are the same for the same seed: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
