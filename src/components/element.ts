/** @file Elements from a tag, attributes and children: the few lines of DOM code that every component needs. */

/** An attribute: text, a number, a flag, or a listener for the event after "on". */
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** Makes an element. `class`, `for` and `aria-*` are spelled as in HTML; `undefined` and `false` leave one out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/** A word with its subscript: `V_th` as V and a lowered th. */
export function symbol(name: string): HTMLElement {
  const [head = "", ...tail] = name.split("_");
  const shown = element("i", {class: "symbol"}, head === "tau" ? "τ" : head);
  if (tail.length > 0) shown.append(element("sub", {}, tail.join("_")));
  return shown;
}
