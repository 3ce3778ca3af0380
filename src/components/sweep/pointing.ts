/** @file Looking at a cell of the map: a mouse that rests on it, a click or a finger that sets it, arrow keys that move it. */
import {cellAt, type Cell} from "./cells.js";

/** How far a key with Shift, or a page key, goes. */
const FAR = 10;

export interface Pointing {
  /** The cell under a point of the window, if one is. */
  readonly at: (clientX: number, clientY: number) => Cell | null;
  /** The cell that is set, and how many a side there are. */
  readonly here: () => Cell;
  readonly side: () => number;
  /** A mouse is over a cell; null when it left. */
  readonly look: (cell: Cell | null) => void;
  /** A cell is chosen; a move goes on when `going` is true. */
  readonly choose: (cell: Cell, going: boolean) => void;
}

/** Listens on the map; returns what ends it. */
export function followPointing(map: HTMLElement, {at, here, side, look, choose}: Pointing): () => void {
  const ends = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(type: K, heard: (event: HTMLElementEventMap[K]) => void): void =>
    map.addEventListener(type, heard, {signal: ends.signal});
  listen("pointermove", ({pointerType, clientX, clientY}) => {
    const cell = at(clientX, clientY);
    if (pointerType === "mouse") look(cell);
    else if (cell !== null) choose(cell, true);
  });
  listen("pointerleave", () => look(null));
  listen("click", ({clientX, clientY}) => {
    const cell = at(clientX, clientY);
    if (cell !== null) choose(cell, false);
  });
  listen("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const {column, row} = here();
    const moved = movedBy(event.key, event.shiftKey ? FAR : 1, column, row, side());
    if (moved === null) return;
    event.preventDefault();
    look(null);
    choose(cellAt(...moved, side()), true);
  });
  return () => ends.abort();
}

function movedBy(key: string, far: number, column: number, row: number, side: number): [number, number] | null {
  switch (key) {
    case "ArrowLeft":
      return [column - far, row];
    case "ArrowRight":
      return [column + far, row];
    case "ArrowUp":
      return [column, row + far];
    case "ArrowDown":
      return [column, row - far];
    case "PageUp":
      return [column, row + FAR];
    case "PageDown":
      return [column, row - FAR];
    case "Home":
      return [0, row];
    case "End":
      return [side - 1, row];
    default:
      return null;
  }
}
