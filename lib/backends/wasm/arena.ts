/**
 * @file The memory that all executables share. A run is synchronous and its buffers do not outlive it, so that any
 * number of executables needs no more memory than the largest of their runs.
 */
import {MOST_BYTES, tooLarge} from "../../core/memory.js";

const PAGE = 65536;
const MOST_PAGES = MOST_BYTES / PAGE;

/** A memory of more than this is given back after the run that needed it. */
const KEEP_BYTES = 2 ** 28;

/** A memory, and its elements. The views are made anew whenever it grows. */
export class Arena {
  readonly memory = new WebAssembly.Memory({initial: 1, maximum: MOST_PAGES});
  floats = new Float32Array(this.memory.buffer);
  ints = new Int32Array(this.memory.buffer);

  /** Makes room for `bytes`. */
  reserve(bytes: number): void {
    const missing = bytes - this.floats.byteLength;
    if (missing <= 0) return;
    if (bytes > MOST_BYTES) throw tooLarge("run", bytes);
    try {
      this.memory.grow(Math.ceil(missing / PAGE));
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge("run", bytes);
      throw error;
    }
    this.floats = new Float32Array(this.memory.buffer);
    this.ints = new Int32Array(this.memory.buffer);
  }
}

let shared: Arena | null = null;
let users = 0;

/** The arena of the moment, with room for `bytes`. */
export function arenaFor(bytes: number): Arena {
  shared ??= new Arena();
  shared.reserve(bytes);
  return shared;
}

/** Called after each run: drops a memory that only a rare large run needs. */
export function settleArena(arena: Arena): void {
  if (arena.floats.byteLength > KEEP_BYTES && shared === arena) shared = null;
}

/** One executable more. */
export function enterArena(): void {
  users++;
}

/** One executable less; the last one takes the memory with it. */
export function leaveArena(): void {
  users--;
  if (users === 0) shared = null;
}
