/** @file The teacher's sheet alive: all answers open with one button, and by themselves when the page is printed. */
import {element} from "./element.js";
import {place} from "./page.js";

/** Brings the page to life; returns what ends it. */
export function startSheet(root: HTMLElement): () => void {
  const answers = [...root.querySelectorAll<HTMLDetailsElement>(".sheet details")];
  const areOpen = (): boolean => answers.every(({open}) => open);
  const button = element("button", {type: "button", class: "button"});
  const nameButton = (): void => void (button.textContent = areOpen() ? "Close all answers" : "Open all answers");
  button.addEventListener("click", () => {
    const open = !areOpen();
    for (const answer of answers) answer.open = open;
  });
  const print = element("button", {type: "button", class: "button", onclick: () => window.print()}, "Print");
  place(root, "sheet-tools").replaceChildren(button, print);
  nameButton();

  let closed: HTMLDetailsElement[] = [];
  const onBefore = (): void => {
    closed = answers.filter(({open}) => !open);
    for (const answer of closed) answer.open = true;
  };
  const onAfter = (): void => {
    for (const answer of closed) answer.open = false;
  };
  for (const answer of answers) answer.addEventListener("toggle", nameButton);
  addEventListener("beforeprint", onBefore);
  addEventListener("afterprint", onAfter);
  return () => {
    removeEventListener("beforeprint", onBefore);
    removeEventListener("afterprint", onAfter);
  };
}
