/** @file The usual misreadings of each hidden constant: the number that each gives, and what to say to it. */
import {withUnit} from "../parameters.js";
import type {Hidden} from "./mysteryDraw.js";
import type {HiddenName} from "./mysteryParameters.js";
import {mysteryTheory, RECORD, type MysteryTheory} from "./mysteryRun.js";

export interface Suspect {
  readonly name: string;
  /** What the misreading gives, in the unit of the field: a number, or anything between two; not finite where it gives none. */
  readonly at: number | readonly [number, number];
  readonly words: string;
}

/** How much of its way V has gone after a time constant. */
export const TAU_SHARE = withUnit(Math.round(100 * (1 - 1 / Math.E)), "%");

const SUBTRACT =
  "You have divided V itself by the current. The current only lifts V above rest: subtract V_rest first.";

type Suspects = (hidden: Hidden, theory: MysteryTheory, current: number) => readonly Suspect[];

/** The misreadings of one constant, for a reader who looks at the record under that current, in mA. */
export function suspectsOf(name: HiddenName, hidden: Hidden, current: number): readonly Suspect[] {
  return SUSPECTS[name](hidden, mysteryTheory(hidden, current), current);
}

const SUSPECTS: Readonly<Record<HiddenName, Suspects>> = {
  V_rest: ({V_reset, V_th}, {V_inf}) => [
    {
      name: "the reset potential",
      at: V_reset,
      words:
        "That is where V is put after a spike, the reset potential. It rests where it is before the current sets in.",
    },
    {
      name: "the plateau",
      at: V_inf < V_th ? V_inf : NaN,
      words: "That is where the current takes V. It rests where it is before the current sets in.",
    },
  ],

  R: ({V_rest, V_th, R}, {V_inf}, current) => [
    {
      name: "rest not subtracted",
      at: V_inf / current,
      words: SUBTRACT,
    },
    {
      name: "rest not subtracted",
      at: Math.abs(V_inf) / current,
      words: SUBTRACT,
    },
    {
      name: "cut off by the spike",
      at: V_inf > V_th ? (V_th - V_rest) / current : NaN,
      words: "At this current a spike cuts the climb off before V has arrived. Take a current that makes no spike.",
    },
    {
      name: "turned over",
      at: 1 / R,
      words: "Turned over: R is the rise of V divided by the current, in mV per mA.",
    },
    {
      name: "the rise, not divided",
      at: V_inf < V_th ? V_inf - V_rest : NaN,
      words: "That is how far the current lifts V. Divide it by the current.",
    },
  ],

  tau: ({tau}, {fromRest, interval}) => [
    {
      name: "the time to the threshold",
      at: fromRest,
      words:
        "That is the time to the threshold. It depends on the current, tau does not: take a current that makes no spike.",
    },
    {
      name: "half of the way",
      at: tau * Math.LN2,
      words: `That is when V has gone half of its way. After tau it has gone ${TAU_SHARE} of it.`,
    },
    {
      name: "from the start of the record",
      at: tau + RECORD.onset,
      words: "You have measured from the start of the record. The climb begins when the current sets in.",
    },
    {
      name: "the interval",
      at: interval,
      words:
        "That is the time from spike to spike. It depends on the current, tau does not: take a current that makes no spike.",
    },
    {
      name: "until it is flat",
      at: [3 * tau, 6 * tau],
      words: `That is when V looks flat, several time constants later. Read when it has gone ${TAU_SHARE} of its way.`,
    },
  ],

  V_th: ({V_rest, V_th}, {V_inf, peaks}) => [
    {
      name: "the peak above it",
      at: peaks,
      words:
        "That is a peak. V is seen at the end of a step, so a strong current carries it past the threshold. Take the weakest current that makes a spike.",
    },
    {
      name: "a plateau below it",
      at: V_inf < V_th ? V_inf : NaN,
      words: "V stays here without a spike, so the threshold is higher. Raise the current until it just fires.",
    },
    {
      name: "the height above rest",
      at: V_th - V_rest,
      words: "That is how far the threshold lies above rest. Add it to V_rest.",
    },
  ],

  V_reset: ({V_rest, V_th, V_reset}, {peaks}) => [
    {
      name: "the resting potential",
      at: V_rest,
      words:
        "That is the resting potential, where V goes without a current. The reset potential is where V stands still right after a spike.",
    },
    {
      name: "the depth of the drop",
      at: V_th - V_reset,
      words: "That is how far V drops at a spike. The reset potential is where it lands.",
    },
    {
      name: "the threshold",
      at: [V_th, Math.max(V_th, ...peaks.filter((peak) => peak > V_th))],
      words: "That is where the spike is. The reset potential is where V stands still right after it.",
    },
  ],

  tau_ref: ({tau_ref}, {fromReset, interval, steppedInterval}) => [
    {
      name: "one step short",
      at: tau_ref - RECORD.dt,
      words:
        "One time step short: the last V that stands still is not yet free. Count from the spike to the first V that has moved.",
    },
    {
      name: "one step over",
      at: tau_ref + RECORD.dt,
      words: "One time step too long: count from the spike itself to the first V that has moved.",
    },
    {
      name: "the whole interval",
      at: [Math.min(interval, steppedInterval), Math.max(interval, steppedInterval)],
      words: "That is the whole interval from spike to spike. V is refractory only while it stands still.",
    },
    {
      name: "the climb",
      at: fromReset,
      words: "That is how long V climbs after it is free again. It is refractory before that, while it stands still.",
    },
  ],
};
