/** @file A row of quiet buttons that is one stop of the Tab key: the arrow keys go from one to the next. */
import {element} from "../element.js";

/** A button: its text, its whole name, and what it does. */
export interface Tool {
  readonly text: string;
  readonly name: string;
  readonly act: () => void;
}

/** The row, and its buttons in order. */
export function toolbar(tools: readonly Tool[]): {row: HTMLElement; buttons: readonly HTMLButtonElement[]} {
  const buttons = tools.map(({text, name, act}, i) =>
    element(
      "button",
      {type: "button", "aria-label": name, title: name, tabindex: i === 0 ? 0 : -1, onclick: act},
      text,
    ),
  );
  const row = element("div", {class: "figure-toolbar", role: "toolbar"}, ...buttons);
  row.addEventListener("focusin", ({target}) => {
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  });
  row.addEventListener("keydown", (event) => {
    const at = buttons.findIndex((button) => button === event.target);
    const last = buttons.length - 1;
    const next = {ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last}[
      event.key
    ];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  });
  return {row, buttons};
}
