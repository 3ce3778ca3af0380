/**
 * @file NumPy's legacy random numbers (`numpy.random.RandomState`): the Mersenne Twister MT19937 seeded by one whole
 * number, doubles of 53 bits, and normal numbers by the polar method, so that a seed gives what it gives in NumPy.
 */
import {ParameterError} from "../core/errors.js";

/** Words of state, and the distance of the word that is mixed in. */
const WORDS = 624;
const DISTANCE = 397;

/** The numbers that `numpy.random.RandomState(seed)` gives, in the same order. */
export class NumpyRandom {
  readonly #words = new Uint32Array(WORDS);
  #next = WORDS;
  /** The polar method makes two normal numbers at once; the second waits here. */
  #waiting: number | null = null;

  /** @param seed a whole number below 2^32 */
  constructor(seed: number) {
    const words = this.#words;
    let word = seed >>> 0;
    words[0] = word;
    for (let i = 1; i < WORDS; i++) {
      word = (Math.imul(word ^ (word >>> 30), 1812433253) + i) >>> 0;
      words[i] = word;
    }
  }

  /** Uniform in [0, 1), a multiple of 2^-53: NumPy's `random_sample`. */
  random(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Standard normal: NumPy's `standard_normal`, after Marsaglia and Bray (1964). */
  normal(): number {
    if (this.#waiting !== null) {
      const second = this.#waiting;
      this.#waiting = null;
      return second;
    }
    for (;;) {
      const x = 2 * this.random() - 1;
      const y = 2 * this.random() - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1 || r2 === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
      this.#waiting = scale * x;
      return scale * y;
    }
  }

  #word(): number {
    if (this.#next === WORDS) this.#refill();
    let word = this.#words[this.#next++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #refill(): void {
    const words = this.#words;
    for (let i = 0; i < WORDS; i++) {
      const next = words[(i + 1) % WORDS] as number;
      const joined = ((words[i] as number) & 0x80000000) | (next & 0x7fffffff);
      const mixed = (words[(i + DISTANCE) % WORDS] as number) ^ (joined >>> 1);
      words[i] = next & 1 ? mixed ^ 0x9908b0df : mixed;
    }
    this.#next = 0;
  }
}

/**
 * The generator of a seed, or one seeded at random where there is none.
 * @throws ParameterError naming `who` when the seed is no whole number below 2^32.
 */
export function randomOf(who: string, seed: number | undefined): NumpyRandom {
  if (seed === undefined) return new NumpyRandom(Math.floor(Math.random() * 2 ** 32));
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return new NumpyRandom(seed);
  throw new ParameterError(`${who}: not a seed, expected a whole number from 0 to 2^32 - 1, got ${String(seed)}`);
}
