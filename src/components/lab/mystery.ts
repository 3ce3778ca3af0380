/** @file Experiment: a neuron whose six constants are to be measured from its record. */
import {mV, ms, quantity} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {controls} from "../controls.js";
import {element} from "../element.js";
import {figurePlaces} from "../figurePlaces.js";
import {withTools} from "../figureTools/subject.js";
import {place} from "../page.js";
import {withUnit} from "../parameters.js";
import type {Experiment, Lab, LiveValues} from "./experiment.js";
import {isRight, TOLERANCE} from "./mysteryDiagnose.js";
import {drawMystery, type Hidden} from "./mysteryDraw.js";
import {mysteryField} from "./mysteryFields.js";
import {guessesOf, HIDDEN, isShown, MYSTERY_PARAMETERS, nextMystery} from "./mysteryParameters.js";
import type {MysteryValues} from "./mysteryParameters.js";
import {mysteryTheory, RECORD, runMystery, type MysteryRun} from "./mysteryRun.js";
import {TAU_SHARE} from "./mysterySuspects.js";
import {hertz, milliseconds, tidy} from "./words.js";

export function startMystery({root, store, show}: Lab): Experiment {
  place(root, "mystery-controls").replaceChildren(...controls(store, ["mysteryI"]));
  const fields = HIDDEN.map((name) => mysteryField(store, name));
  const score = element("p", {role: "status", class: "mystery-score"});
  const next = element(
    "button",
    {type: "button", class: "button", onclick: () => store.set(nextMystery(store.values), "jump")},
    "a new one",
  );
  place(root, "mystery-fields").replaceChildren(
    ...fields.map((field) => field.element),
    element("div", {class: "mystery-end"}, score, next),
  );
  // an answer does not wait for the turn of the figure
  const unfollow = store.follow((values) => {
    for (const field of fields) field.update(values);
    const words = scoreText(values);
    if (score.textContent !== words) score.textContent = words;
  });
  let run = runMystery(drawMystery(store.values.mystery), store.values.mysteryI);
  const drawn = figurePlaces(root, {
    mystery: (width, height) => mysteryFigure(run, store.values, width, height),
  });
  return {
    figure: place(root, "mystery"),
    update(values) {
      run = runMystery(drawMystery(values.mystery), values.mysteryI);
      show(mysteryValues(run));
      drawn.redraw("mystery");
    },
    stop() {
      unfollow();
      drawn.stop();
    },
  };
}

/** The numbers and sentences of the section: nothing that the record does not show. */
export function mysteryValues(run: MysteryRun): LiveValues {
  const {min, max} = MYSTERY_PARAMETERS.mysteryI;
  return {
    mysteryOnset: withUnit(RECORD.onset, "ms"),
    mysteryEnd: withUnit(RECORD.end, "ms"),
    mysteryDt: withUnit(RECORD.dt, "ms"),
    mysteryLeast: withUnit(min, "mA"),
    mysteryMost: withUnit(max, "mA"),
    mysteryShare: TAU_SHARE,
    mysteryTolerance: withUnit(100 * TOLERANCE, "%"),
    mysteryStory: recordStory(run),
  };
}

function recordStory({current, spikes}: MysteryRun): string {
  const count = spikes.reduce((sum, spike) => sum + spike, 0);
  const fired = count === 0 ? "no spike" : count === 1 ? "one spike" : `${String(count)} spikes`;
  return `At ${withUnit(current, "mA")} the record has ${fired}.`;
}

/** How many of the six are found; with all of them on the table, what they say together. */
export function scoreText(values: MysteryValues): string {
  const hidden = drawMystery(values.mystery);
  const guesses = guessesOf(values);
  const found = HIDDEN.filter((name) => isRight(name, guesses[name], hidden) && guesses[name] !== 0);
  const shown = HIDDEN.filter((name) => isShown(values, name) && !found.includes(name));
  const number = Math.floor(values.mystery);
  const all = String(HIDDEN.length);
  const said = `Neuron ${String(number)}: ${String(found.length)} of ${all} found${shown.length > 0 ? `, ${String(shown.length)} shown` : ""}.`;
  return found.length + shown.length < HIDDEN.length ? said : `${said} ${togetherText(hidden, values.mysteryI)}`;
}

/** The interval that follows from the six, with numbers, beside the one in the record. */
function togetherText(hidden: Hidden, chosen: number): string {
  const {R, tau, tau_ref, V_rest, V_th, V_reset} = hidden;
  const rheobase = (V_th - V_rest) / R;
  const fires = mysteryTheory(hidden, chosen).interval < Infinity;
  // at a current that makes no spike there is no interval to compare
  const current = fires ? chosen : Math.min(MYSTERY_PARAMETERS.mysteryI.max, Math.ceil(2 * rheobase));
  const {V_inf, interval, steppedInterval} = mysteryTheory(hidden, current);
  const minus = (a: number, b: number): string => String(tidy(a - b));
  const now = fires
    ? ""
    : `${withUnit(chosen, "mA")} never reaches the threshold; it takes more than (V_th − V_rest) / R = ${withUnit(tidy(rheobase, 3), "mA")}. `;
  return [
    `${now}At ${withUnit(current, "mA")} V heads for V_rest + R I = ${withUnit(V_rest, "")} + ${String(R)} × ${String(current)} = ${withUnit(tidy(V_inf), "mV")},`,
    `so the time from spike to spike is T = tau_ref + tau ln((V_rest + R I − V_reset) / (V_rest + R I − V_th))`,
    `= ${String(tau_ref)} + ${String(tau)} × ln(${minus(V_inf, V_reset)} / ${minus(V_inf, V_th)}) = ${milliseconds(interval)}, or ${hertz(1000 / interval)}.`,
    `In time steps of ${withUnit(RECORD.dt, "ms")} that is ${withUnit(tidy(steppedInterval), "ms")} in the record: V is held for one step less, and the spike waits for the end of its step.`,
  ].join(" ");
}

/** The record alone: no level that is to be found, in the drawing, its words or its files. */
export function mysteryFigure(run: MysteryRun, {mystery}: MysteryValues, width: number, height: number): HTMLElement {
  const {times, V, spikes, current} = run;
  const figure = membraneTrace({
    times: ms(times),
    V: mV(V),
    spikes: quantity(spikes, ""),
    xDomain: [ms(0), ms(RECORD.end)],
    ariaLabel: "V of the mystery neuron over time",
    width,
    height,
  });
  const parameters = [
    ["mystery", String(Math.floor(mystery))],
    ["I", `${String(current)} mA`],
    ["onset", `${String(RECORD.onset)} ms`],
  ] as const;
  const title = `The neuron lab: mystery neuron ${String(Math.floor(mystery))}`;
  return withTools(figure, {page: "neuron-lab", figure: "mystery", title, parameters, keys: ["mystery", "I"]});
}
