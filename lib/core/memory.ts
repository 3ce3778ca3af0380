/** @file How much one run can compute, and the error of one that wants more. */
import {RecordTooLargeError} from "./errors.js";

/** The address space of WebAssembly; all forms of a loop refuse alike. */
export const MOST_BYTES = 2 ** 32;

/** The error of a run, named by who asked for it, that needs so many bytes. */
export function tooLarge(who: string, bytes: number): RecordTooLargeError {
  return new RecordTooLargeError(
    `${who}: what is computed does not fit in memory, expected at most ${String(MOST_BYTES)} bytes and what the machine has free, got ${String(bytes)}`,
    "record less: every n-th step, chosen neurons, spikes as events, or a sum or mean over the steps (see `record`)",
    bytes,
  );
}
