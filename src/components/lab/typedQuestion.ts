/** @file A question whose answer is typed, with or without its unit. "Show me" answers without a guess. */
import {element} from "../element.js";
import type {NumberParameter} from "../parameters.js";
import {readQuantity} from "../quantityField.js";

export interface TypedQuestion {
  readonly question: string;
  readonly unit: string;
  /** A guess that could be one, in that unit: what to type is shown by it. */
  readonly example: number;
  /** What to say to a guess in that unit, or to none, with the page as it is now. */
  readonly answer: (guess: number | undefined) => string;
}

export interface Asked {
  readonly element: HTMLElement;
  /** Says it again after a change, if something was said. */
  readonly refresh: () => void;
}

export function typedQuestion({question, unit, example, answer}: TypedQuestion): Asked {
  const guess: NumberParameter = {
    kind: "number",
    label: "Your guess",
    symbol: "",
    spoken: "the answer",
    unit,
    min: 0,
    max: 1e9,
    step: 1,
    initial: example,
    meaning: question,
  };
  const field = element("input", {
    type: "text",
    class: "guess-field",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": `Your guess, in ${unit}`,
  });
  const said = element("p", {role: "status"});
  let last: (() => string) | undefined;
  const say = (words: () => string): void => {
    last = words;
    said.textContent = words();
  };
  const compare = (): void => {
    const text = field.value.trim();
    if (text === "") say(() => `Type a number in ${unit}, or press “show me”.`);
    else say(() => answered(text));
  };
  const answered = (text: string): string => {
    const reading = readQuantity(text, guess);
    return "refused" in reading ? reading.refused : answer(reading.value);
  };
  const form = element(
    "form",
    {class: "stories guess", "aria-label": question},
    element("span", {class: "guess-answer"}, field, element("span", {"aria-hidden": "true"}, ` ${unit}`)),
    element("button", {type: "submit", class: "button"}, "compare"),
    element("button", {type: "button", class: "button", onclick: () => say(() => answer(undefined))}, "show me"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  return {
    element: element("div", {}, form, said),
    refresh() {
      const words = last?.() ?? "";
      // the same words once more would be read out once more
      if (said.textContent !== words) said.textContent = words;
    },
  };
}
