/** @file A figure that is asked: a click on it, or the Enter key at its read-out, gives the value of x there. */
import {figureParts} from "spikeloop/visualize";

/** The drawn figure, where a click asks for the x under the pointer now. */
export function onFigureClick(figure: HTMLElement, ask: (x: number) => void): HTMLElement {
  const [part] = figureParts(figure);
  if (part === undefined) return figure;
  const {drawing, valueAt} = part;
  drawing.style.cursor = "pointer";
  drawing.addEventListener("click", (event) => {
    event.preventDefault();
    const {left, width} = drawing.getBoundingClientRect();
    ask(valueAt(((event.clientX - left) / width) * drawing.viewBox.baseVal.width));
  });
  return figure;
}

/** Makes the Enter key ask for the x at the read-out of the figure in a place; returns what ends it. */
export function onReadOutKey(into: HTMLElement, ask: (x: number) => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.target as Element).matches(".figure-cursor")) return;
    const [part] = figureParts(into);
    const x = part?.drawing.querySelector(".figure-cross line")?.getAttribute("x1");
    if (part === undefined || x == null) return;
    event.preventDefault();
    ask(part.valueAt(Number(x)));
  };
  into.addEventListener("keydown", onKey);
  return () => into.removeEventListener("keydown", onKey);
}
