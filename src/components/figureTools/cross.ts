/** @file The mark of a read-out in a drawing: a line through the frame, and a dot on each line of the figure. */
import type {FigurePart} from "spikeloop/visualize";

const SVG = "http://www.w3.org/2000/svg";

/** Puts the mark at a step of a drawing, or takes it away for null. */
export function markStep({drawing, data, frame, xOf, yOf}: FigurePart, step: number | null): void {
  const old = drawing.querySelector('[data-part="readout"]');
  const value = step === null ? undefined : data.x.values[step];
  if (value === undefined || step === null) {
    old?.remove();
    return;
  }
  const make = (tag: string, attributes: Readonly<Record<string, number | string>>): Element => {
    const made = drawing.ownerDocument.createElementNS(SVG, tag);
    for (const [name, given] of Object.entries(attributes)) made.setAttribute(name, String(given));
    return made;
  };
  const group = make("g", {"data-part": "readout", class: "figure-cross"});
  const x = xOf(value);
  group.append(make("line", {x1: x, x2: x, y1: frame.top, y2: frame.bottom}));
  for (const {values} of data.columns) {
    const y = yOf(values[step] as number);
    if (y >= frame.top - 1 && y <= frame.bottom + 1) group.append(make("circle", {cx: x, cy: y, r: 3.5}));
  }
  if (old === null) drawing.append(group);
  else old.replaceWith(group);
}
