/** @file Times are quoted only for answers that agree. */
import type {Case} from "../support/measure.js";
import type {Outcome} from "../work/lifRefRollout.js";

/** One who computes a work: measured as a case, and asked for its answer before. */
export interface Contender extends Case {
  /** How its arithmetic differs from float32 with every operation rounded, so that its spikes may. */
  readonly arithmetic?: string;
  outcome(): Outcome | Promise<Outcome>;
  /** What a reader should know when it has been measured: what it is, and how many seconds it took to get ready. */
  about?(): {readonly text: string; readonly prepared: number};
  /** Called when it will not be asked again. */
  close?(): void | Promise<void>;
}

/** One who is not there, and why. */
export interface Absent {
  readonly name: string;
  readonly absent: string;
}

export const isAbsent = (who: Contender | Absent): who is Absent => "absent" in who;

/** How far potentials may differ, as a part of the largest; the order of operations is the same, exprel may not be. */
const TOLERANCE = 1e-6;
/** How far the spike counts of another arithmetic may differ, as a part; one spike always may. */
const OTHER_SPIKES = 0.01;

/** @returns notes on what differs and may. @throws when an answer differs from that of the first contender. */
export async function expectAgreement(contenders: readonly Contender[]): Promise<string[]> {
  const [first, ...others] = contenders;
  if (first === undefined) return [];
  const expected = await first.outcome();
  const notes: string[] = [];
  for (const other of others) {
    const got = await other.outcome();
    const names = `${other.name} and ${first.name}`;
    if (other.arithmetic !== undefined) {
      const differ = Math.abs(got.spikes - expected.spikes);
      if (differ > Math.max(1, OTHER_SPIKES * expected.spikes)) throw spikesDiffer(names, expected, got);
      if (differ > 0) {
        const counts = `${String(got.spikes)} spikes, not ${String(expected.spikes)}`;
        notes.push(`${other.name} computes in ${other.arithmetic}: ${counts}.`);
      }
      continue;
    }
    if (got.spikes !== expected.spikes) throw spikesDiffer(names, expected, got);
    const largest = expected.V === null ? Math.abs(expected.meanV) : largestOf(expected.V);
    const apart = distance(expected, got);
    if (!(apart <= TOLERANCE * largest)) {
      throw new Error(
        `bench: ${names} disagree, expected V within ${String(TOLERANCE * largest)} mV, got ${String(apart)}`,
      );
    }
  }
  return notes;
}

const largestOf = (V: Float32Array): number => V.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

function distance(a: Outcome, b: Outcome): number {
  if (a.V === null || b.V === null) return Math.abs(a.meanV - b.meanV);
  if (a.V.length !== b.V.length) return NaN;
  const other = b.V;
  return a.V.reduce((most, v, i) => Math.max(most, Math.abs(v - (other[i] ?? NaN))), 0);
}

function spikesDiffer(names: string, expected: Outcome, got: Outcome): Error {
  return new Error(`bench: ${names} disagree, expected ${String(expected.spikes)} spikes, got ${String(got.spikes)}`);
}
