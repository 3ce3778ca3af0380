/**
 * @file The question before the f-I curve: the reader draws it, or asks to see it. Until then the answer is not in the
 * page. What was drawn is kept for as long as the tab is open, so that a reload or a way back finds it again.
 */
import {Hz, mA} from "spikeloop";
import {drawCurve, type CurveDrawing} from "../drawCurve.js";
import {element} from "../element.js";
import {GUESSED_AT, GUESS_STEP, guessCeiling, type Guess} from "./curveGuess.js";
import {SWEEP, type NeuronValues} from "./parameters.js";

/** What the reader has done so far. */
export interface CurveMemory {
  /** The curve as drawn; null where nothing was drawn. */
  readonly guess: Guess | null;
  /** Whether the answer was asked for. */
  readonly shown: boolean;
}

export interface CurveQuestion {
  /** The guess to compare with; null where nothing was drawn, or nothing may be shown yet. */
  readonly guess: () => Guess | null;
  readonly shown: () => boolean;
  /** Follows a move of a constant. */
  readonly update: (values: NeuronValues) => void;
  /** Says something about the guess. */
  readonly say: (words: string) => void;
  readonly stop: () => void;
}

const HEIGHT = 320;
const STORE = "spikeloop: the f-I curve of Tutorial 1";
const SKIPPED = "Here it is. You can still draw yours first: the button hides the answer again.";
const NOTHING_YET = "Draw a curve first, or press “show me”.";

/**
 * @param into takes the drawing and its buttons
 * @param answer is taken out of the page until it may be seen
 * @param onShown is called when the answer has come into the page
 */
export function curveQuestion(into: HTMLElement, answer: HTMLElement, onShown: () => void): CurveQuestion {
  let memory = remembered();
  let ceiling = 0;
  let drawing: CurveDrawing | undefined;
  const absent = document.createComment("the f-I curve, once it is drawn or asked for");
  const words = element("p", {class: "draw-said", tabindex: -1, role: "status"});
  const button = (text: string, act: () => void): HTMLButtonElement =>
    element("button", {type: "button", class: "button", onclick: act}, text);
  const keep = (next: CurveMemory): void => {
    memory = next;
    remember(next);
  };

  const ask = (): void => {
    drawing?.stop();
    drawing = drawCurve({
      name: "Your f-I curve",
      spoken: "Rate",
      x: {label: "input current (mA)", unit: mA, domain: [SWEEP.from, SWEEP.to]},
      y: {label: "rate (Hz)", unit: Hz, domain: [0, ceiling]},
      at: GUESSED_AT,
      step: GUESS_STEP,
      height: HEIGHT,
      onChange: (guess) => {
        words.textContent = "";
        keep({guess, shown: false});
      },
    });
    if (memory.guess !== null) drawing.set(memory.guess);
    into.replaceChildren(drawing.element, buttonRow(compareButton, skipButton, clearButton), words);
  };
  const show = (): void => {
    drawing?.stop();
    drawing = undefined;
    answer.dataset.shown = "";
    absent.replaceWith(answer);
    into.replaceChildren(words, buttonRow(againButton));
    if (memory.guess === null) words.textContent = SKIPPED;
  };
  const reveal = (): void => {
    keep({...memory, shown: true});
    show();
    onShown();
    words.focus({preventScroll: true});
    words.scrollIntoView({block: "nearest"});
  };

  const compareButton = button("compare with the neuron", () => {
    if (memory.guess === null) words.textContent = NOTHING_YET;
    else reveal();
  });
  const skipButton = button("show me", reveal);
  const clearButton = button("start over", () => {
    keep({guess: null, shown: false});
    words.textContent = "";
    drawing?.set(GUESSED_AT.map(() => 0));
  });
  const againButton = button("draw it again", () => {
    keep({...memory, shown: false});
    words.textContent = "";
    answer.replaceWith(absent);
    ask();
    drawing?.focus();
  });

  answer.replaceWith(absent);
  return {
    guess: () => (memory.shown ? memory.guess : null),
    shown: () => memory.shown,
    update(values) {
      const next = guessCeiling(values);
      const first = ceiling === 0;
      if (!memory.shown && next !== ceiling) {
        ceiling = next;
        ask();
      } else if (first && memory.shown) show();
      ceiling = next;
    },
    say(said) {
      if (words.textContent !== said) words.textContent = said;
    },
    stop: () => drawing?.stop(),
  };
}

const buttonRow = (...buttons: readonly HTMLElement[]): HTMLElement =>
  element("div", {class: "stories draw-buttons"}, ...buttons);

/** Reads a memory; what is not one counts as none. */
export function readMemory(text: string | null): CurveMemory {
  const none = {guess: null, shown: false};
  try {
    const {guess, shown} = JSON.parse(text ?? "{}") as Partial<CurveMemory>;
    const drawn = Array.isArray(guess) && guess.length === GUESSED_AT.length && guess.every(Number.isFinite);
    return {guess: drawn ? guess : null, shown: shown === true};
  } catch {
    return none;
  }
}

/** A browser may refuse to keep anything; then the question is asked again. */
function remembered(): CurveMemory {
  try {
    return readMemory(sessionStorage.getItem(STORE));
  } catch {
    return readMemory(null);
  }
}

function remember(memory: CurveMemory): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(memory));
  } catch {
    // nothing is lost but the memory
  }
}
