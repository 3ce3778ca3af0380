/** @file Normally distributed first values between bounds. Port of `braintools.init.TruncatedNormal`. */
import type {Shape} from "../core/shape.js";
import {sizeOf} from "../core/shape.js";
import type {RandomState} from "../random/randomState.js";
import type {StateValue} from "../state/state.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {inRange} from "../units/range.js";
import {arrayOf, checkBounds, numbersOf} from "./checks.js";
import {boundText, Initialization} from "./initialization.js";
import {sourceOf, twoAlike} from "./initializer.js";
import {normalBelow, normalQuantile} from "./normalDistribution.js";

/** Options of `TruncatedNormal`. */
export interface TruncatedNormalOptions<D extends Dimension = Dimension> {
  /** The lower bound. The dimension of the mean; a scalar, or what broadcasts to the shape. Default none. */
  low?: StateValue<D>;
  /** The upper bound, above `low`. Likewise. Default none. */
  high?: StateValue<D>;
  /** A whole number. Default: draws from `random`. */
  seed?: number;
}

const {fround} = Math;

/**
 * Normally distributed values, those outside the bounds left out (`braintools.init.TruncatedNormal`): upstream's
 * numbers, which have probabilities within 1e-7 and 1 - 1e-7. Seeded as `Normal` is; not inside a trace.
 */
export class TruncatedNormal<D extends Dimension = Dimension> extends Initialization<D> {
  readonly mean: Quantity<D>;
  readonly std: Quantity<D>;
  readonly low: Quantity<D> | undefined;
  readonly high: Quantity<D> | undefined;
  readonly seed: number | undefined;

  /**
   * @param mean the mean before truncation. Any dimension; a scalar, or what broadcasts to the shape
   * @param std the standard deviation before truncation, at least 0. Likewise
   */
  constructor(mean: StateValue<D>, std: StateValue<D>, options: TruncatedNormalOptions<D> = {}) {
    super();
    const who = "TruncatedNormal";
    const {low, high, seed} = optionsOf(who, options, "low", "high", "seed");
    [this.mean, this.std] = twoAlike(who, mean, std);
    inRange(who, "std", this.std, "notNegative");
    [this.low, this.high] = [low, high].map((bound) =>
      bound === undefined ? undefined : twoAlike(who, this.mean, bound)[1],
    );
    this.seed = seed;
    if (this.low !== undefined && this.high !== undefined) checkBounds(who, this.low, this.high);
  }

  get unit(): Unit<D> {
    return this.mean.unit;
  }

  init(shape: Shape): Quantity<D> {
    const numbers = (q: Quantity): Float32Array => numbersOf("TruncatedNormal", q, shape);
    const [means, stds] = [numbers(this.mean), numbers(this.std)];
    const bounds = [this.low, this.high].map((bound) => bound && numbers(bound));
    const bound = (side: 0 | 1, i: number): number => bounds[side]?.[i] ?? (side === 0 ? -Infinity : Infinity);
    const limits = (i: number): [number, number] => {
      const scale = stds[i] === 0 ? 1 : (stds[i] ?? 1);
      const below = (x: number): number => fround(normalBelow(fround(fround(x - (means[i] ?? 0)) / scale)));
      return [below(bound(0, i)), below(bound(1, i))];
    };
    const draws = truncatedDraws("TruncatedNormal", sourceOf(this.seed), shape, limits);
    const values = draws.map((draw, i) => {
      const value = fround((means[i] ?? 0) + fround((stds[i] ?? 0) * draw));
      return Math.min(Math.max(value, bound(0, i)), bound(1, i));
    });
    return new Quantity(arrayOf(values, shape), this.unit);
  }

  toString(): string {
    const {mean, std, low, high} = this;
    const bounds = `low=${boundText(low)}, high=${boundText(high)}`;
    return `TruncatedNormal(mean=${String(mean)}, std=${String(std)}, ${bounds})`;
  }
}

/** Standard normal numbers whose probability lies between two limits, rounded as upstream does. */
export function truncatedDraws(
  who: string,
  source: RandomState,
  shape: Shape,
  limits: (i: number) => readonly [number, number],
): Float32Array {
  const uniforms = numbersOf(who, source.uniform(0, 1, shape), shape);
  const [least, most] = [fround(1e-7), fround(1 - 1e-7)];
  return Float32Array.from({length: sizeOf(shape)}, (_, i) => {
    const [from, to] = limits(i);
    const p = fround(from + fround((uniforms[i] ?? 0) * fround(to - from)));
    return normalQuantile(Math.min(Math.max(p, least), most));
  });
}
