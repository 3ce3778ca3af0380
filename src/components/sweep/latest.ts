/** @file Runs the latest of what is asked for: nothing queues, and what takes long is stopped for something newer. */

/** Something that is under way. */
export interface Running<R> {
  readonly result: Promise<R>;
  stop(): void;
}

export interface Latest<A> {
  /** Asks for a run. It begins at once, or when the one under way has ended; what was asked for between is dropped. */
  ask(what: A): void;
  /** Ends what is under way, and begins nothing more until asked again. */
  stop(): void;
}

/** How long a run may go on when something newer waits, in ms. One that is done by then is shown: a drag sees it move. */
const PATIENCE = 800;

/**
 * @param start begins a run
 * @param show is told of each run that ended by itself
 * @param failed is told of what a run threw that was not stopped
 */
export function latest<A, R>(
  start: (what: A) => Running<R>,
  show: (result: R) => void,
  failed: (error: unknown) => void,
  patience = PATIENCE,
): Latest<A> {
  let waiting: {what: A} | null = null;
  let running: {run: Running<R>; began: number; stopped: boolean} | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopRunning = (): void => {
    if (running === null) return;
    running.stopped = true;
    running.run.stop();
  };
  const next = (): void => {
    clearTimeout(timer);
    running = null;
    if (waiting === null) return;
    const {what} = waiting;
    waiting = null;
    begin(what);
  };
  const begin = (what: A): void => {
    const mine = {run: start(what), began: performance.now(), stopped: false};
    running = mine;
    mine.run.result
      .then(
        (result) => {
          if (!mine.stopped) show(result);
        },
        (error: unknown) => {
          if (!mine.stopped) failed(error);
        },
      )
      .finally(next);
  };
  return {
    ask(what) {
      if (running === null) return begin(what);
      if (waiting === null) timer = setTimeout(stopRunning, Math.max(0, running.began + patience - performance.now()));
      waiting = {what};
    },
    stop() {
      waiting = null;
      clearTimeout(timer);
      stopRunning();
    },
  };
}
