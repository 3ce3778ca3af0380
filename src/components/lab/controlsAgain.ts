/** @file The control of a parameter once more, elsewhere on the page: the same store, ids of its own. */
import {controls} from "../controls.js";
import type {ParameterStore} from "../parameterStore.js";

/** Attributes that name other elements by their ids. */
const REFERENCES = ["for", "list", "aria-labelledby", "aria-describedby", "aria-controls"];

/** Controls as `controls` makes them. @param where what tells them from the others of the same parameters */
export function controlsAgain<V extends object>(
  store: ParameterStore<V>,
  names: readonly (keyof V & string)[],
  where: string,
): HTMLElement[] {
  const made = controls(store, names);
  const parts = made.flatMap((control) => [control, ...control.querySelectorAll("*")]);
  const own = new Set(parts.map(({id}) => id).filter((id) => id !== ""));
  const renamed = (id: string): string => (own.has(id) ? `${id}-${where}` : id);
  for (const part of parts) {
    for (const name of REFERENCES) {
      const ids = part.getAttribute(name);
      if (ids !== null) part.setAttribute(name, ids.split(" ").map(renamed).join(" "));
    }
    if (part.id !== "") part.id = renamed(part.id);
    if (part instanceof HTMLInputElement && part.type === "radio") part.name += `-${where}`;
  }
  return made;
}
