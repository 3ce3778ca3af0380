/**
 * @file The one slot that says whether a step function is being traced. Arrays, `State` and `environ` ask it; `transform`
 * sets and restores it. It imports nothing, which is what keeps values, states and transforms free of cycles.
 */

/** What an open trace does for a state and for the environment. */
export interface TraceHooks {
  /** What records the program; `array` knows its type. */
  readonly recorder: object;
  /** How many contexts of the environment were open when the trace began. */
  readonly environDepth: number;
  /** The value a state has at this point of the trace, if any. `outside` is its value outside, if any. */
  readState(state: object, outside: unknown): unknown;
  /** A state is made at this point of the trace, with this value. */
  createState(state: object, value: unknown): void;
  /** Makes `value` the state's value from this point of the trace on. */
  writeState(state: object, value: unknown, outside: unknown): void;
  /** The value an entry of the environment has in this trace, given what it is outside. */
  readEnviron(key: string, current: unknown): unknown;
}

let open: TraceHooks | null = null;

/** The innermost open trace, or null when operations run at once. */
export function openTrace(): TraceHooks | null {
  return open;
}

/** Runs `body` with `hooks` as the open trace (null closes tracing), and restores what was there however it ends. */
export function withTrace<T>(hooks: TraceHooks | null, body: () => T): T {
  const outer = open;
  open = hooks;
  try {
    return body();
  } finally {
    open = outer;
  }
}
