/** @file A page's places: elements that the page as served already holds, found by name and kept up to date. */

/** The place of that name. @throws when the page has none. */
export function place(root: ParentNode, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-place="${name}"]`);
  if (found === null) throw new Error(`page: no place of that name, expected data-place="${name}"`);
  return found;
}

/** The elements that show each live value (`<span data-value="totalSpikes">`), found once. */
export function liveText(root: ParentNode): (values: Readonly<Record<string, string>>) => void {
  const places = new Map<string, HTMLElement[]>();
  for (const shown of root.querySelectorAll<HTMLElement>("[data-value]")) {
    const name = shown.dataset.value ?? "";
    places.set(name, [...(places.get(name) ?? []), shown]);
  }
  return (values) => {
    for (const [name, text] of Object.entries(values)) {
      for (const shown of places.get(name) ?? []) if (shown.textContent !== text) shown.textContent = text;
    }
  };
}

/** Lets the keyboard scroll what a narrow screen cuts off. */
export function makeScrollable(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("pre, .table-scroll, .equation")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
