/** @file Work for many places of a page: what is in view first, a few at a time, the rest when the browser is idle. */

/** One place and what has to be done for it. */
export interface LazyPlace {
  readonly into: HTMLElement;
  /** Does it; may end before its promise does, then the next waits for it. */
  readonly run: () => void | Promise<void>;
}

export interface LazyWork {
  /** Does all again. `aria-busy` marks the places in view that wait. */
  readonly again: (which?: (into: HTMLElement) => boolean) => void;
  readonly stop: () => void;
}

/** So long may work go on before the browser gets its turn, in ms. */
const SLICE = 10;
/** How long nothing must change before places out of view are done, in ms. */
const PAUSE = 300;
/** From one such piece of work to the next, in ms. */
const GAP = 20;

/** @param idle whether places out of view are done at all before they come into view */
export function lazyWork(places: readonly LazyPlace[], idle: boolean): LazyWork {
  const waiting = new Set<LazyPlace>();
  const inView = new Set<Element>();
  let next: ReturnType<typeof setTimeout> | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;

  // in the order in which they began to wait, so that a drag that goes on leaves none out
  const due = (): LazyPlace | undefined => [...waiting].find(({into}) => inView.has(into));
  const doOne = async (place: LazyPlace): Promise<void> => {
    waiting.delete(place);
    const done = place.run();
    if (done !== undefined) await done;
    if (!waiting.has(place)) place.into.removeAttribute("aria-busy");
  };
  const pump = async (chosen: () => LazyPlace | undefined): Promise<void> => {
    next = undefined;
    if (running) return;
    running = true;
    const began = performance.now();
    try {
      for (let place = chosen(); place !== undefined && !stopped; place = chosen()) {
        await doOne(place);
        if (performance.now() - began > SLICE) break;
      }
    } finally {
      running = false;
    }
    if (due() !== undefined) soon();
    else if (idle && waiting.size > 0) later(GAP);
  };
  const soon = (): void => {
    if (!stopped) next ??= setTimeout(() => void pump(due));
  };
  const later = (after: number): void => {
    clearTimeout(pause);
    if (!stopped) pause = setTimeout(() => void pump(() => due() ?? [...waiting][0]), after);
  };

  const views = new IntersectionObserver(
    (changes) => {
      for (const {target, isIntersecting} of changes) {
        if (isIntersecting) inView.add(target);
        else inView.delete(target);
        const place = places.find(({into}) => into === target);
        if (isIntersecting && place && waiting.has(place)) place.into.setAttribute("aria-busy", "true");
      }
      if (due() !== undefined) soon();
    },
    {rootMargin: "50px"},
  );
  for (const {into} of places) views.observe(into);
  return {
    again(which = () => true) {
      for (const place of places) {
        if (!which(place.into)) continue;
        waiting.add(place);
        if (idle || inView.has(place.into)) place.into.setAttribute("aria-busy", "true");
      }
      soon();
      if (idle) later(PAUSE);
    },
    stop() {
      stopped = true;
      clearTimeout(next);
      clearTimeout(pause);
      views.disconnect();
    },
  };
}
