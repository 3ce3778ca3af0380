/**
 * @file The text of a program on the page: what happens once a step is set off from what happens once a call, and the
 * lines that the last pass put there are marked.
 */
import {element} from "../element.js";
import {newLines} from "./newLines.js";

/** Shows a program. A long one is scrolled to its loop; `previous` is the program before the last pass, if one is. */
export function showProgram(into: HTMLElement, text: string, previous = text): void {
  if (into.querySelector(".in-loop") !== null && into.textContent === text && into.dataset.previous === previous)
    return;
  into.dataset.previous = previous;
  const [parts, before] = [splitAtLoop(text), splitAtLoop(previous)];
  const loop = element("span", {class: "in-loop"}, ...marked(parts.loop, before.loop));
  into.replaceChildren(...marked(parts.before, before.before), loop, ...marked(parts.after, before.after));
  scrollTo(into, loop);
}

/** Shows the listing of a module, its loop over steps set off. */
export function showModule(into: HTMLElement, text: string): void {
  if (into.textContent === text) return;
  const {before, loop: inner, after} = splitAtModuleLoop(text);
  const loop = element("span", {class: "in-loop"}, inner);
  into.replaceChildren(before, loop, after);
  scrollTo(into, loop);
}

function scrollTo(into: HTMLElement, loop: HTMLElement): void {
  const [box, inner] = [into.getBoundingClientRect(), loop.getBoundingClientRect()];
  into.scrollTop += inner.top - box.top - into.clientHeight / 4;
}

/** A text with its lines that `before` does not have as marks. */
function marked(text: string, before: string): (Node | string)[] {
  const isNew = newLines(before, text);
  const parts: (Node | string)[] = [];
  text.split(/(?<=\n)/).forEach((line, i) => {
    if (isNew[i] === true) parts.push(element("mark", {class: "new-line"}, line));
    else parts.push(line);
  });
  return parts;
}

/** The listing of a module in three: its first loop, which is the one over steps, and what is around it. */
export function splitAtModuleLoop(text: string): {before: string; loop: string; after: string} {
  const found = /^( *)loop\n/m.exec(text);
  if (found === null) return {before: text, loop: "", after: ""};
  const end = text.indexOf(`\n${found[1] ?? ""}end\n`, found.index) + `\n${found[1] ?? ""}end\n`.length;
  return {before: text.slice(0, found.index), loop: text.slice(found.index, end), after: text.slice(end)};
}

/** A program's text in three: what precedes the body of its first loop, the body, the rest. Together they are the text. */
export function splitAtLoop(text: string): {before: string; loop: string; after: string} {
  const found = /^( *)%.* = loop .*\{\n/m.exec(text);
  if (found === null) return {before: text, loop: "", after: ""};
  const start = found.index + found[0].length;
  const end = text.indexOf(`\n${found[1] ?? ""}}`, start) + 1;
  return {before: text.slice(0, start), loop: text.slice(start, end), after: text.slice(end)};
}
