/** @file A page's state in its address: what differs from the defaults, so that a link shares it, and Back and Ctrl+Z undo. */
import {moveHistory} from "./moveHistory.js";
import type {ParameterStore, Phase} from "./parameterStore.js";
import {undoKeys} from "./undoKeys.js";

/** Moves of one control (a drag, a held key) end up in one step of the history, when they are this close. Milliseconds. */
const ONE_MOVE = 800;

/** The search part of an address for these values, `?I=8&reset=hard`; empty for none. */
export function toSearch(values: object): string {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** The values that a search part names. */
export function fromSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Ties a store to the address of the page, and the keys of undo to its history; returns what unties it. */
export function followAddress<V extends object>(store: ParameterStore<V>): () => void {
  let written = store.values;
  let last = {control: "", time: -Infinity};
  let pause: ReturnType<typeof setTimeout> | undefined;
  const read = (): void => {
    clearTimeout(pause);
    last = {control: "", time: -Infinity};
    store.replace(fromSearch(location.search) as Partial<V>, "move");
    written = store.values;
  };
  const moves = moveHistory(read);
  const write = (phase: Phase): void => {
    clearTimeout(pause);
    const control = differing(written, store.values);
    written = store.values;
    const search = toSearch(store.changed);
    if (search === location.search) return;
    const address = location.pathname + search + location.hash;
    const time = performance.now();
    const goesOn = phase !== "jump" && control === last.control && time - last.time < ONE_MOVE;
    // the same values in other words (`?I=99` for the largest current) are no change to undo
    if (goesOn || control === "") moves.replace(address);
    else moves.push(address);
    last = {control: phase === "jump" ? "" : control, time};
  };
  read();
  const unfollow = store.follow((_values, phase) => {
    clearTimeout(pause);
    if (phase === "move") pause = setTimeout(write, ONE_MOVE, phase);
    else write(phase);
  });
  /** A move that still waits to be written is one that can be undone. */
  const afterWriting = (then: () => void) => (): void => {
    write("move");
    then();
  };
  const endKeys = undoKeys(afterWriting(moves.undo), afterWriting(moves.redo));
  return () => {
    clearTimeout(pause);
    for (const end of [unfollow, endKeys, moves.stop]) end();
  };
}

/** The names of the parameters that differ, as one text. */
function differing<V extends object>(before: V, now: V): string {
  const names = Object.keys(now) as (keyof V & string)[];
  return names.filter((name) => now[name] !== before[name]).join(" ");
}

/** Makes links to states of this page (`<a href="?I=8">`) change the state instead of loading the page again. */
export function followStoryLinks<V extends object>(store: ParameterStore<V>, root: HTMLElement): () => void {
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-set]");
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.set(fromSearch(link.dataset.set ?? "") as Partial<V>, "jump");
  };
  root.addEventListener("click", onClick);
  return () => root.removeEventListener("click", onClick);
}
