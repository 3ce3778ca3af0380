/** @file The chain of classes as nested boxes: the chosen one is marked, and its members are shown. */

import type {ParameterStore} from "../parameterStore.js";
import type {AnatomyValues} from "./parameters.js";

/** Makes a click on a box choose its class, as the choice below it does; returns what ends it. */
export function followBoxes(root: HTMLElement, store: ParameterStore<AnatomyValues>): () => void {
  const onClick = (event: MouseEvent): void => {
    const layer = (event.target as Element).closest<HTMLElement>("[data-layer]")?.dataset.layer;
    if (layer !== undefined) store.set({layer});
  };
  root.addEventListener("click", onClick);
  return () => root.removeEventListener("click", onClick);
}

/** Shows the members of one class, and marks its box. */
export function showLayer(root: ParentNode, layer: string): void {
  for (const members of root.querySelectorAll<HTMLElement>("[data-members]")) {
    members.classList.toggle("not-chosen", members.dataset.members !== layer);
  }
  for (const box of root.querySelectorAll<HTMLElement>("[data-layer]")) {
    box.classList.toggle("chosen", box.dataset.layer === layer);
  }
}
