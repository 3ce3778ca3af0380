/** @file The places of a page's figures: drawn at their own width, those in view at once and the others in a pause. */
import {fillPlace} from "./figureTools/place.js";
import {place} from "./page.js";

/** Draws a figure of a width and a height in px, or nothing while there is nothing to draw. */
type Draw = (width: number, height: number) => HTMLElement | undefined;

/** How long nothing must change before figures out of view are drawn. Milliseconds. */
const PAUSE = 120;

export interface FigurePlaces {
  /**
   * Draws all again: `first` now, the others in view when the browser comes back from this event, the rest when the
   * changes pause. The first time all wait. `aria-busy` marks those that do.
   */
  readonly redraw: (first: string) => void;
  readonly stop: () => void;
}

export function figurePlaces(root: ParentNode, draw: Readonly<Record<string, Draw>>): FigurePlaces {
  const places = new Map(Object.entries(draw).map(([name, make]) => [place(root, name), make]));
  // measured by observers: asking in the middle of a redraw would lay the page out anew each time
  const widths = new Map([...places.keys()].map((into) => [into, into.clientWidth]));
  const inView = new Set<Element>();
  let begun = false;
  let next: ReturnType<typeof setTimeout> | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const drawInto = (into: HTMLElement): void => {
    const figure = places.get(into)?.(
      Math.max(280, Math.floor(widths.get(into) ?? 0)),
      Number(into.dataset.height ?? 260),
    );
    if (figure === undefined) return;
    fillPlace(into, figure);
    into.removeAttribute("aria-busy");
  };
  const drawWaiting = (chosen: (into: HTMLElement) => boolean = () => true): void => {
    for (const into of places.keys()) if (into.hasAttribute("aria-busy") && chosen(into)) drawInto(into);
  };

  const sizes = new ResizeObserver((changes) => {
    for (const {target, contentRect} of changes) {
      const into = target as HTMLElement;
      const before = widths.get(into);
      widths.set(into, contentRect.width);
      if (before !== undefined && Math.floor(before) !== Math.floor(contentRect.width)) drawInto(into);
    }
  });
  const views = new IntersectionObserver((changes) => {
    for (const {target, isIntersecting} of changes) {
      if (!isIntersecting) inView.delete(target);
      else {
        inView.add(target);
        if (target.hasAttribute("aria-busy")) drawInto(target as HTMLElement);
      }
    }
  });
  for (const into of places.keys()) {
    sizes.observe(into);
    views.observe(into);
  }

  const drawInView = (): void => {
    next = undefined;
    drawWaiting((into) => inView.has(into));
  };
  return {
    redraw(name) {
      const first = place(root, name);
      for (const into of places.keys()) into.setAttribute("aria-busy", "true");
      // when the page opens there is no figure yet that would lag behind a control, and much else to do
      if (begun) drawInto(first);
      begun = true;
      next ??= setTimeout(drawInView);
      clearTimeout(pause);
      pause = setTimeout(drawWaiting, PAUSE);
    },
    stop() {
      clearTimeout(next);
      clearTimeout(pause);
      sizes.disconnect();
      views.disconnect();
    },
  };
}
