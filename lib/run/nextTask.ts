/** @file Giving way: a promise that holds once everything that already waits, input and drawing included, had its turn. */

type Schedule = (callback: () => void) => void;

/**
 * A timer waits 4 ms each time, and a second in a hidden tab. `scheduler.yield` goes before other tasks: a long run would
 * leave a page about 9 frames a second and no timer at all. A message waits its turn and no longer; Node has a function.
 */
function schedule(): Schedule {
  const {setImmediate} = globalThis as {setImmediate?: Schedule};
  if (setImmediate !== undefined) return setImmediate;
  if (typeof MessageChannel === "undefined") return (callback) => void setTimeout(callback, 0);
  const {port1, port2} = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(null);
  };
}

let chosen: Schedule | null = null;

/** Ends the task at hand and goes on in another. */
export function nextTask(): Promise<void> {
  const inNextTask = (chosen ??= schedule());
  return new Promise((resolve) => inNextTask(resolve));
}
