/** @file The text of a program on the page, with what happens once a step set off from what happens once a call. */
import {element} from "../element.js";

/** Shows a program. A long one is scrolled to its loop. */
export function showProgram(into: HTMLElement, text: string): void {
  if (into.querySelector(".in-loop") !== null && into.textContent === text) return;
  const parts = splitAtLoop(text);
  const loop = element("span", {class: "in-loop"}, parts.loop);
  into.replaceChildren(parts.before, loop, parts.after);
  const [box, inner] = [into.getBoundingClientRect(), loop.getBoundingClientRect()];
  into.scrollTop += inner.top - box.top - into.clientHeight / 4;
}

/** A program's text in three: what precedes the body of its first loop, the body, the rest. Together they are the text. */
export function splitAtLoop(text: string): {before: string; loop: string; after: string} {
  const found = /^( *)%.* = loop .*\{\n/m.exec(text);
  if (found === null) return {before: text, loop: "", after: ""};
  const start = found.index + found[0].length;
  const end = text.indexOf(`\n${found[1] ?? ""}}`, start) + 1;
  return {before: text.slice(0, start), loop: text.slice(start, end), after: text.slice(end)};
}
