/**
 * @file The moves of a page as entries of the browser's history, each numbered, so that undo and redo are Back and
 * Forward within this page and never lead out of it.
 */

export interface MoveHistory {
  /** A move that is done: the entry after it has this address. */
  readonly push: (address: string) => void;
  /** The same move, at another address. */
  readonly replace: (address: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly stop: () => void;
}

/** Follows the history of this page; `onArrive` is called at each entry that Back, Forward, undo or redo lead to. */
export function moveHistory(onArrive: () => void): MoveHistory {
  let move = moveOfEntry() ?? 0;
  // how far redo may go; after a reload the browser does not tell, and only its own Forward button knows
  let last = move;
  /** The move that undo or redo is on its way to. */
  let wanted: number | undefined;
  numberEntry(move);

  const onPop = (): void => {
    const arrived = moveOfEntry();
    if (arrived === undefined) {
      // a jump to a heading: a new entry, at the same move
      numberEntry(move);
      last = move;
      return;
    }
    move = arrived;
    // on the way are entries of jumps to headings, which undo nothing
    if (wanted !== undefined && wanted !== move) return history.go(Math.sign(wanted - move));
    wanted = undefined;
    onArrive();
  };
  const onShow = (event: PageTransitionEvent): void => {
    // back from another page, which may be what is ahead
    if (event.persisted) last = move;
  };
  const goTo = (next: number): void => {
    if (next < 0 || next > last) return;
    const onTheWay = wanted !== undefined;
    wanted = next;
    // a second call before the browser has moved would go further than the page reaches
    if (!onTheWay) history.go(Math.sign(next - move));
  };
  addEventListener("popstate", onPop);
  addEventListener("pageshow", onShow);
  return {
    push(address) {
      wanted = undefined;
      last = ++move;
      history.pushState({move}, "", address);
    },
    replace: (address) => history.replaceState(history.state, "", address),
    undo: () => goTo((wanted ?? move) - 1),
    redo: () => goTo((wanted ?? move) + 1),
    stop() {
      removeEventListener("popstate", onPop);
      removeEventListener("pageshow", onShow);
    },
  };
}

function moveOfEntry(): number | undefined {
  return (history.state as {move?: number} | null)?.move;
}

function numberEntry(move: number): void {
  history.replaceState({...(history.state as object | null), move}, "");
}
