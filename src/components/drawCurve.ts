/**
 * @file A curve that a reader draws before the true one is shown: points over two axes, moved with a pointer, a finger or
 * the arrow keys. It knows nothing about what is drawn.
 */
import {draw, figureParts, type AxisSpec, type FigurePart} from "spikeloop/visualize";
import {element} from "./element.js";

export interface CurveToDraw {
  /** What is drawn, for the name of the group: `Your f-I curve`. */
  readonly name: string;
  /** What one point says, without its number: `rate`. */
  readonly spoken: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  /** Where the points stand along x, ascending. */
  readonly at: readonly number[];
  /** The heights to begin with, one for each of `at`; left out, all are on the lower end of the y axis. */
  readonly start?: readonly number[] | undefined;
  /** How far an arrow key moves a point, in numbers of the y axis. */
  readonly step: number;
  /** Height of the drawing in px. */
  readonly height: number;
  /** Called with all heights after each change by the reader. */
  readonly onChange: (heights: readonly number[]) => void;
}

export interface CurveDrawing {
  readonly element: HTMLElement;
  /** Puts every point somewhere, without telling `onChange`. */
  readonly set: (heights: readonly number[]) => void;
  readonly focus: () => void;
  readonly stop: () => void;
}

/** So many steps at once with Shift, or with Page Up and Page Down. */
const STRIDE = 5;
const SVG = "http://www.w3.org/2000/svg";
const KEYS =
  "Up and Down move a point, with Shift five times as far; Left and Right go to the next point; Home and End put a point to the ends of the axis.";
let count = 0;

export function drawCurve(curve: CurveToDraw): CurveDrawing {
  const {name, at, step, y} = curve;
  const [low, high] = y.domain;
  const heights = [...(curve.start ?? at.map(() => low))];
  const hint = element(
    "p",
    {class: "draw-hint", id: `draw-keys-${String(++count)}`},
    "Draw the curve.",
    element("span", {class: "draw-keys"}, ` ${KEYS}`),
  );
  const layer = svgElement("svg", {class: "draw-layer"});
  const line = svgElement("polyline", {class: "draw-line", fill: "none", "aria-hidden": "true"});
  const ground = svgElement("rect", {class: "draw-ground", fill: "transparent"});
  const points = at.map((_, i) => pointElement(curve, i));
  const group = svgElement("g", {role: "group", "aria-label": name, "aria-describedby": hint.id});
  group.append(...points);
  layer.append(ground, line, group);
  const stage = element("div", {class: "draw-stage"}, layer);
  let part: FigurePart | undefined;

  const place = (): void => {
    if (part === undefined) return;
    const {xOf, yOf} = part;
    const corners = at.map((x, i) => [xOf(x), yOf(heights[i] as number)] as const);
    line.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
    points.forEach((point, i) => {
      const [cx, cy] = corners[i] as readonly [number, number];
      setAll(point, {cx, cy});
    });
  };
  const show = (): void => {
    points.forEach((point, i) => {
      const height = heights[i] as number;
      setAll(point, {"aria-valuenow": height, "aria-valuetext": inUnit(height, y)});
    });
    place();
  };
  const put = (i: number, height: number): void => {
    // to a tenth of a step: finer than a hand, and short in words
    const grain = step / 10;
    heights[i] = Number((Math.round(Math.min(high, Math.max(low, height)) / grain) * grain).toPrecision(6));
  };
  const changed = (): void => {
    show();
    curve.onChange([...heights]);
  };
  const select = (i: number): void => {
    points.forEach((point, j) => point.setAttribute("tabindex", i === j ? "0" : "-1"));
    points[i]?.focus({preventScroll: true});
  };

  points.forEach((point, i) => {
    point.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const aside = {ArrowLeft: i - 1, ArrowRight: i + 1}[event.key];
      const to = nextHeight(event, heights[i] as number, step, [low, high]);
      if (aside === undefined && to === undefined) return;
      event.preventDefault();
      if (aside !== undefined) select(Math.min(at.length - 1, Math.max(0, aside)));
      if (to === undefined) return;
      put(i, to);
      changed();
    });
  });

  const under = ({clientX, clientY}: PointerEvent): Spot | undefined => {
    if (part === undefined) return undefined;
    const {left, top, width} = layer.getBoundingClientRect();
    const scale = layer.viewBox.baseVal.width / width;
    const [down, up] = [part.yOf(low), part.yOf(high)];
    const share = (down - (clientY - top) * scale) / (down - up);
    return {x: part.valueAt((clientX - left) * scale), y: low + share * (high - low)};
  };
  let before: Spot | undefined;
  layer.addEventListener("pointerdown", (event) => {
    const here = under(event);
    if (event.button !== 0 || here === undefined) return;
    event.preventDefault();
    layer.setPointerCapture(event.pointerId);
    before = here;
    const nearest = nearestPoint(at, here.x);
    put(nearest, here.y);
    select(nearest);
    changed();
  });
  layer.addEventListener("pointermove", (event) => {
    const here = under(event);
    if (before === undefined || here === undefined) return;
    for (const [i, height] of passed(at, before, here)) put(i, height);
    put(nearestPoint(at, here.x), here.y);
    before = here;
    changed();
  });
  for (const end of ["pointerup", "pointercancel"]) layer.addEventListener(end, () => (before = undefined));

  const drawAxes = (width: number): void => {
    const figure = draw(axesOf(curve, Math.max(280, Math.floor(width))));
    part = figureParts(figure)[0];
    if (part === undefined) return;
    part.drawing.setAttribute("aria-hidden", "true");
    const {viewBox} = part.drawing;
    const {left, right, top, bottom} = part.frame;
    setAll(layer, {viewBox: `0 0 ${String(viewBox.baseVal.width)} ${String(viewBox.baseVal.height)}`});
    setAll(ground, {x: left - 8, y: top - 8, width: right - left + 16, height: bottom - top + 16});
    stage.querySelector("figure")?.remove();
    stage.prepend(figure);
    place();
  };
  const sizes = new ResizeObserver(([change]) => {
    if (change !== undefined && change.contentRect.width > 0) drawAxes(change.contentRect.width);
  });
  sizes.observe(stage);
  show();
  return {
    element: element("div", {class: "draw-curve"}, stage, hint),
    set(given) {
      given.forEach((height, i) => put(i, height));
      show();
    },
    focus: () => select(0),
    stop: () => sizes.disconnect(),
  };
}

/** A place on the axes. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

function pointElement({at, x, y, spoken}: CurveToDraw, i: number): SVGCircleElement {
  return svgElement("circle", {
    class: "draw-point",
    r: 6,
    role: "slider",
    tabindex: i === 0 ? 0 : -1,
    "aria-label": `${spoken} at ${inUnit(at[i] as number, x)}`,
    "aria-orientation": "vertical",
    "aria-valuemin": y.domain[0],
    "aria-valuemax": y.domain[1],
  });
}

/** Where a key puts a point; undefined for a key that moves none. */
function nextHeight(
  {key, shiftKey}: KeyboardEvent,
  from: number,
  step: number,
  [low, high]: readonly [number, number],
): number | undefined {
  const stride = shiftKey ? STRIDE * step : step;
  const moved: Readonly<Record<string, number>> = {
    ArrowUp: from + stride,
    ArrowDown: from - stride,
    PageUp: from + STRIDE * step,
    PageDown: from - STRIDE * step,
    Home: low,
    End: high,
  };
  return moved[key];
}

/** The points between two places of a stroke, each with the height at which the stroke passed it. */
export function passed(at: readonly number[], from: Spot, to: Spot): (readonly [point: number, height: number])[] {
  if (from.x === to.x) return [];
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  return at.flatMap((x, i) => {
    if (x < left || x > right) return [];
    return [[i, from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x)] as const];
  });
}

/** The point that stands nearest to a place along x. */
export function nearestPoint(at: readonly number[], x: number): number {
  return at.reduce((nearest, here, i) => (Math.abs(here - x) < Math.abs((at[nearest] as number) - x) ? i : nearest), 0);
}

/** The axes without a curve, as the figures of the site draw them. */
function axesOf({name, x, y, at, height}: CurveToDraw, width: number): Parameters<typeof draw>[0] {
  return {
    name: "draw-curve",
    x,
    y,
    height,
    legend: [],
    ariaLabel: name,
    ariaDescription: "",
    options: {width, height},
    data: {x: {name: "x", unit: x.unit, values: Float32Array.from(at)}, columns: [], spikes: null},
    marks: () => [],
  };
}

const inUnit = (value: number, {unit}: AxisSpec): string => `${String(value)} ${unit?.toString() ?? ""}`.trim();

function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  setAll(made, attributes);
  return made;
}

function setAll(made: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
}
