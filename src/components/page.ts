/** @file A page's places: elements that the page as served already holds, found by name and kept up to date. */

/** The place of that name. @throws when the page has none. */
export function place(root: ParentNode, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-place="${name}"]`);
  if (found === null) throw new Error(`page: no place of that name, expected data-place="${name}"`);
  return found;
}

/** Writes each live value into every element that shows it (`<span data-value="totalSpikes">`). */
export function setValues(root: ParentNode, values: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(values)) {
    for (const shown of root.querySelectorAll(`[data-value="${name}"]`)) {
      if (shown.textContent !== text) shown.textContent = text;
    }
  }
}

/** Lets the keyboard scroll what a narrow screen cuts off. */
export function makeScrollable(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("pre, .table-scroll, .equation")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

/** Draws into places at their own width, again when it changes; returns what redraws all, and what ends it. */
export function figures(
  draw: Readonly<Record<string, (width: number, height: number) => HTMLElement | undefined>>,
  root: ParentNode,
): {redraw: () => void; stop: () => void} {
  const entries = Object.entries(draw).map(([name, make]) => ({into: place(root, name), make}));
  const drawOne = ({into, make}: (typeof entries)[number]): void => {
    const width = Math.max(280, Math.floor(into.clientWidth));
    const figure = make(width, Number(into.dataset.height ?? 260));
    if (figure === undefined) return;
    // a picture is read as one: names of its parts, which Plot writes, are noise that the standard forbids
    for (const part of figure.querySelectorAll("svg[role=img] [aria-label]")) part.removeAttribute("aria-label");
    into.replaceChildren(figure);
    into.removeAttribute("aria-busy");
  };
  const widths = new Map<Element, number>();
  const observer = new ResizeObserver((changes) => {
    for (const {target} of changes) {
      const entry = entries.find(({into}) => into === target);
      const before = widths.get(target);
      widths.set(target, target.clientWidth);
      if (entry !== undefined && before !== undefined && before !== target.clientWidth) drawOne(entry);
    }
  });
  for (const {into} of entries) observer.observe(into);
  return {redraw: () => entries.forEach(drawOne), stop: () => observer.disconnect()};
}
