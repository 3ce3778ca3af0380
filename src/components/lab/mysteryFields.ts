/** @file The six fields of the mystery neuron: each takes a quantity, says how it went, and shows the answer on request. */
import {element, symbol} from "../element.js";
import type {ParameterStore} from "../parameterStore.js";
import {readQuantity} from "../quantityField.js";
import {diagnose, valueOf} from "./mysteryDiagnose.js";
import {drawMystery} from "./mysteryDraw.js";
import {guessParameter, guessesOf, HIDDEN_WORDS, isShown, NO_GUESS, showing} from "./mysteryParameters.js";
import type {HiddenName} from "./mysteryParameters.js";
import type {LabValues} from "./parameters.js";

/** A field at work. */
export interface MysteryField {
  readonly element: HTMLElement;
  /** Shows what the state holds. */
  readonly update: (values: LabValues) => void;
}

/** What a field says, and the kind of it, which is its colour. */
interface Said {
  readonly kind: "" | "right" | "wrong" | "refused";
  readonly words: string;
}

const NOTHING: Said = {kind: "", words: ""};

/** A mark before the words, so that colour is not all that tells right from wrong. */
const MARKS = {"": "", right: "✓ ", wrong: "✗ ", refused: ""} as const;

export function mysteryField(store: ParameterStore<LabValues>, name: HiddenName): MysteryField {
  const {label, unit, example} = HIDDEN_WORDS[name];
  const id = `mystery-${name}`;
  const said = element("p", {id: `${id}-said`, role: "status"});
  const input = element("input", {
    id,
    type: "text",
    class: "guess-field",
    "aria-label": `${label} ${name}, in ${unit}`,
    "aria-describedby": said.id,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
    enterkeyhint: "done",
  });
  const shower = element(
    "button",
    {
      type: "button",
      class: "button",
      "aria-label": `show me ${name}`,
      onclick: () => store.set(showing(store.values, name)),
    },
    "show me",
  );
  const row = element(
    "div",
    {class: "mystery-field", "data-mystery": name},
    element("label", {for: id}, `${label} `, symbol(name), ` (${unit})`),
    input,
    shower,
    said,
  );
  const say = ({kind, words}: Said): void => {
    const text = words === "" ? "" : MARKS[kind] + words;
    // the same words once more would be read out once more
    if (said.textContent !== text) said.textContent = text;
    row.dataset.said = kind;
    if (kind === "wrong" || kind === "refused") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };

  /** What the field shows, so that a move of something else neither rewrites it nor says anything again. */
  let shown = "";
  const show = (values: LabValues): void => {
    const guess = guessesOf(values)[name];
    shown = keyOf(values, name);
    input.value = guess === NO_GUESS ? "" : quantityText(guess, unit);
    shower.setAttribute("aria-pressed", String(isShown(values, name)));
    say(saidOf(values, name));
  };
  const commit = (): void => {
    const text = input.value.trim();
    if (text === quantityText(guessesOf(store.values)[name], unit)) return show(store.values);
    const reading = text === "" ? {value: NO_GUESS} : readQuantity(text, guessParameter(name, example));
    if ("refused" in reading) return say({kind: "refused", words: `${reading.refused}.`});
    if (text !== "" && reading.value === NO_GUESS) return say({kind: "refused", words: "None of the six is zero."});
    store.set({[`guess_${name}`]: reading.value});
    show(store.values);
  };
  input.addEventListener("change", commit);
  input.addEventListener("keydown", ({key}) => {
    if (key === "Enter") commit();
    else if (key === "Escape") show(store.values);
  });
  return {
    element: row,
    update(values) {
      if (keyOf(values, name) !== shown) show(values);
    },
  };
}

/** What the state has for a field to show; the current that a guess was made at is not part of it. */
function keyOf(values: LabValues, name: HiddenName): string {
  return [values.mystery, guessesOf(values)[name], isShown(values, name)].join(" ");
}

function saidOf(values: LabValues, name: HiddenName): Said {
  const hidden = drawMystery(values.mystery);
  const guess = guessesOf(values)[name];
  const shown = `Shown: it is ${valueOf(name, hidden)}.`;
  if (guess === NO_GUESS) return isShown(values, name) ? {kind: "", words: shown} : NOTHING;
  const {right, words} = diagnose(name, guess, hidden, values.mysteryI);
  if (right) return {kind: "right", words};
  return {kind: "wrong", words: isShown(values, name) ? `${words} ${shown}` : words};
}

/** A value as it would be typed. */
const quantityText = (value: number, unit: string): string => `${String(value)} ${unit}`;
