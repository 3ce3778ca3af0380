/** @file A question before its answer: a choice to commit to, and a kind word about how it went. Never blocks. */
import {element} from "./element.js";

export interface Prediction {
  readonly question: string;
  readonly options: readonly string[];
  /** What to say to the choice of an option, with the page as it is now. */
  readonly answer: (option: string) => string;
}

export function predict({question, options, answer}: Prediction): HTMLElement {
  const said = element("p", {role: "status"});
  const buttons = options.map((option) =>
    element("button", {type: "button", class: "button", "aria-pressed": "false"}, option),
  );
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      said.textContent = answer(button.textContent);
    });
  }
  return element(
    "div",
    {},
    element("div", {class: "stories", role: "group", "aria-label": question}, ...buttons),
    said,
  );
}
