/** @file A page's state in its address: what differs from the defaults, so that a link shares it and Back undoes. */
import type {ParameterStore} from "./parameterStore.js";

/** Moves of one drag or of a held key end up in one step of the history, when they are this close. Milliseconds. */
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

/** Ties a store to the address of the page; returns what unties it. */
export function followAddress<V extends object>(store: ParameterStore<V>): () => void {
  const read = (): void => store.replace(fromSearch(location.search) as Partial<V>, "move");
  let lastPush = -Infinity;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(pause);
    const search = toSearch(store.changed);
    if (search === location.search) return;
    const address = location.pathname + search + location.hash;
    const now = performance.now();
    if (now - lastPush < ONE_MOVE) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
    lastPush = now;
  };
  const onPopState = (): void => {
    clearTimeout(pause);
    lastPush = -Infinity;
    read();
  };
  read();
  const unfollow = store.follow((_values, phase) => {
    clearTimeout(pause);
    if (phase === "commit") write();
    else pause = setTimeout(write, ONE_MOVE);
  });
  addEventListener("popstate", onPopState);
  return () => {
    clearTimeout(pause);
    unfollow();
    removeEventListener("popstate", onPopState);
  };
}

/** Makes links to states of this page (`<a href="?I=8">`) change the state instead of loading the page again. */
export function followStoryLinks<V extends object>(store: ParameterStore<V>, root: HTMLElement): () => void {
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-set]");
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.set(fromSearch(link.dataset.set ?? "") as Partial<V>);
  };
  root.addEventListener("click", onClick);
  return () => root.removeEventListener("click", onClick);
}
