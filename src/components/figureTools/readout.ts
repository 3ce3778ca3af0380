/** @file The read-out of a figure: a place that pointer, finger or keyboard moves, marked and said in numbers. */
import type {FigurePart} from "spikeloop/visualize";
import {element} from "../element.js";
import {markStep} from "./cross.js";
import {nearestStep, readoutText} from "./texts.js";

/** How many steps a key moves with Shift held. */
const STRIDE = 10;

export interface Readout {
  /** What takes the keyboard's focus: it lies over the drawing and lets the pointer through. */
  readonly cursor: HTMLElement;
  /** Where the numbers are said. */
  readonly output: HTMLElement;
  /** Goes on in a figure that was drawn again, at the same time as before. */
  readonly follow: (parts: readonly FigurePart[]) => void;
}

/** @param stage holds the drawing; its pointer events are listened to. */
export function readout(stage: HTMLElement): Readout {
  let parts: readonly FigurePart[] = [];
  // where the reader wants to read, in numbers of the x axis; a redraw may have no such step, and a later one has it again
  let kept: number | null = null;
  let hovered: number | null = null;
  let pressedBy = "";
  const cursor = element("div", {
    class: "figure-cursor",
    role: "application",
    tabindex: 0,
    "aria-roledescription": "read-out",
  });
  const output = element("div", {
    class: "figure-readout",
    "aria-live": "polite",
    "aria-atomic": "true",
    "data-hint": "Point at the figure to read values.",
  });

  const times = (): Float32Array => parts[0]?.data.x.values ?? new Float32Array(0);
  const current = (): number | null => {
    const wanted = hovered ?? kept;
    return wanted === null || times().length === 0 ? null : nearestStep(times(), wanted);
  };
  const show = (): void => {
    const step = current();
    for (const part of parts) markStep(part, step);
    const said =
      step === null
        ? ""
        : readoutText(
            parts.map(({data}) => data),
            step,
          );
    // a pointer's way, and moves of a control elsewhere, are not for the ear
    output.setAttribute(
      "aria-live",
      hovered === null && (cursor.matches(":focus") || kept === null) ? "polite" : "off",
    );
    if (output.textContent !== said) output.textContent = said;
  };
  const keep = (step: number): void => {
    [kept, hovered] = [times()[step] ?? null, null];
    show();
  };

  /** The number under the pointer; null outside the frames. */
  const under = ({target, clientX}: PointerEvent | MouseEvent): number | null => {
    const drawing = (target as Element).closest("svg");
    const part = parts.find((one) => one.drawing === drawing);
    if (part === undefined) return null;
    const {left, width} = part.drawing.getBoundingClientRect();
    const x = ((clientX - left) / width) * part.drawing.viewBox.baseVal.width;
    return x < part.frame.left - STRIDE || x > part.frame.right + STRIDE ? null : part.valueAt(x);
  };
  const onPointer = (event: PointerEvent): void => {
    if (event.type === "pointerdown") pressedBy = event.pointerType;
    if (event.pointerType === "mouse") hovered = under(event);
    else if (event.type === "pointerdown" || event.buttons > 0) kept = under(event) ?? kept;
    show();
  };
  stage.addEventListener("pointerdown", onPointer);
  stage.addEventListener("pointermove", onPointer);
  stage.addEventListener("pointerleave", () => {
    hovered = null;
    show();
  });
  // a click keeps the place while the pointer goes to a control; a second one lets go; a figure may use clicks otherwise
  stage.addEventListener("click", (event) => {
    const wanted = under(event);
    if (event.defaultPrevented || pressedBy !== "mouse" || wanted === null) return;
    const same = kept !== null && nearestStep(times(), kept) === nearestStep(times(), wanted);
    kept = same ? null : wanted;
    show();
  });

  cursor.addEventListener("focus", () => {
    if (current() === null) keep(bounds(parts)[0]);
    else show();
  });
  cursor.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      [kept, hovered] = [null, null];
      show();
      return;
    }
    const next = stepAfter(event, parts, current());
    if (next === undefined) return;
    event.preventDefault();
    keep(next);
  });

  return {
    cursor,
    output,
    follow(drawn) {
      parts = drawn;
      show();
    },
  };
}

/** Where a key leads; undefined for a key that leads nowhere in this figure. */
function stepAfter(
  {key, shiftKey}: KeyboardEvent,
  parts: readonly FigurePart[],
  from: number | null,
): number | undefined {
  const [first, last] = bounds(parts);
  const at = from ?? first;
  const stride = shiftKey ? STRIDE : 1;
  const within = (step: number): number => Math.min(last, Math.max(first, step));
  if (key === "ArrowRight" || key === "ArrowUp") return within(at + stride);
  if (key === "ArrowLeft" || key === "ArrowDown") return within(at - stride);
  if (key === "Home") return first;
  if (key === "End") return last;
  const spikes = parts.flatMap(({data}) => data.spikes?.steps ?? []);
  if (spikes.length === 0) return undefined;
  if (key === "PageDown") return within(spikes.reduce((next, step) => (step > at && step < next ? step : next), last));
  if (key === "PageUp") return within(spikes.reduce((next, step) => (step < at && step > next ? step : next), first));
  return undefined;
}

/** The first and the last step inside the frame. */
function bounds([part]: readonly FigurePart[]): readonly [number, number] {
  if (part === undefined) return [0, 0];
  const {data, frame, valueAt} = part;
  const {values} = data.x;
  const end = values.length - 1;
  const first = nearestStep(values, valueAt(frame.left));
  const last = nearestStep(values, valueAt(frame.right));
  return [Math.min(first, end), Math.min(last, end)];
}
