/** @file A listing on the page: the code with the reader's values, what it printed, and a button that copies it. */
import {element} from "./element.js";
import {highlight} from "./highlight.js";

/** Puts code and output into the elements of the page that hold them, where they differ from what is there. */
export function setCode(into: HTMLElement, code: string): void {
  const pre = into.querySelector("pre");
  if (pre === null || into.dataset.code === code) return;
  into.dataset.code = code;
  const shown = element("code", {class: "language-js"});
  shown.append(highlight(code));
  pre.replaceChildren(shown);
}

export function setOutput(into: HTMLElement, lines: readonly string[]): void {
  const text = lines.join("\n");
  const pre = into.querySelector("pre");
  if (pre !== null && pre.textContent !== text) pre.textContent = text;
}

/** A button that copies a text, and says so. `text` is asked for at the moment of copying. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const button = element("button", {type: "button", class: "button"}, label);
  const status = element("span", {role: "status", class: "visually-hidden"});
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(text()).then(
      () => say("Copied"),
      () => say("Could not copy"),
    );
  });
  const say = (words: string): void => {
    status.textContent = words;
    button.firstChild!.textContent = words;
    setTimeout(() => (button.firstChild!.textContent = label), 1500);
  };
  button.append(status);
  return button;
}
