/** @file First values of weights whose variance is a scale over the number of connections. */
import {ParameterError, ShapeError} from "../core/errors.js";
import {normalizeAxes, showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {optionsOf, quantityOf} from "../units/given.js";
import {kindOf, Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {inRange} from "../units/range.js";
import {arrayOf, numbersOf} from "./checks.js";
import {Initialization, unitText} from "./initialization.js";
import {sourceOf} from "./initializer.js";
import {normalBelow} from "./normalDistribution.js";
import {truncatedDraws} from "./truncatedNormal.js";

/** Which connections are counted: those into a neuron, those out of one, or the mean of both. */
export type FanMode = "fan_in" | "fan_out" | "fan_avg";
/** What the values are drawn from; `truncated_normal` within two standard deviations. */
export type ScalingDistribution = "uniform" | "normal" | "truncated_normal";

/** Options that all initialisers with a scaled variance have. */
export interface FanOptions<D extends Dimension = Dimension> {
  /** What the variance is multiplied with, at least 0; the values are in its unit. Scalar. Default 1. */
  scale?: StateValue<D>;
  /** The axis of the inputs; negative ones count from the last. Default -2. */
  inAxis?: number;
  /** The axis of the outputs. Default -1. */
  outAxis?: number;
  /** A whole number. Default: draws from `random`. */
  seed?: number;
}

/** Options of `VarianceScaling`. */
export interface VarianceScalingOptions<D extends Dimension = Dimension> extends FanOptions<D> {
  /** Default `"fan_in"`. */
  mode?: FanMode;
  /** Default `"normal"`. */
  distribution?: ScalingDistribution;
}

const {fround} = Math;
const FAN = ["scale", "inAxis", "outAxis", "seed"] as const;
const MODES = ["fan_in", "fan_out", "fan_avg"];
const DISTRIBUTIONS = ["uniform", "normal", "truncated_normal"];
/** The standard deviation of a standard normal number within -2 and 2. */
const TRUNCATED_STD = 0.8796256610342398;

/**
 * Values of mean 0 and variance $s / n$ (`braintools.init.VarianceScaling`), upstream's numbers: $s$ is the scale, $n$
 * the number of connections, counted from the shape. An axis that is neither that of the inputs nor that of the outputs
 * multiplies both. Seeded as `Normal` is; `truncated_normal` not inside a trace.
 */
export class VarianceScaling<D extends Dimension = Dimensionless> extends Initialization<D> {
  readonly scale: Quantity<D>;
  readonly mode: FanMode;
  readonly distribution: ScalingDistribution;
  readonly inAxis: number;
  readonly outAxis: number;
  readonly seed: number | undefined;

  /** @throws ParameterError when the scale is below 0, or a mode or distribution is unknown */
  constructor(options: VarianceScalingOptions<D> = {}) {
    super();
    const who = this.constructor.name;
    const given = optionsOf(who, options, ...FAN, "mode", "distribution");
    const {scale = 1, mode = "fan_in", distribution = "normal", inAxis = -2, outAxis = -1, seed} = given;
    this.scale = inRange(who, "scale", quantityOf(who, "scale", scale) as Quantity<D>, "notNegative");
    if (this.scale.size !== 1) {
      throw new ShapeError(`${who}: scale is no scalar, expected one number, got shape ${showShape(this.scale.shape)}`);
    }
    this.mode = oneOf(who, "mode", mode, MODES);
    this.distribution = oneOf(who, "distribution", distribution, DISTRIBUTIONS);
    this.inAxis = inAxis;
    this.outAxis = outAxis;
    this.seed = seed;
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  init(shape: Shape): Quantity<D> {
    const who = this.constructor.name;
    const [scale = 0] = numbersOf(who, this.scale, this.scale.shape);
    const variance = scale / Math.max(1, this.fan(shape));
    const source = sourceOf(this.seed);
    const std = fround(Math.sqrt(fround(variance)));
    switch (this.distribution) {
      case "uniform": {
        const limit = fround(Math.sqrt(fround(3 * variance)));
        return new Quantity(source.uniform(-limit, limit, shape).value, this.unit);
      }
      case "normal":
        return new Quantity(source.normal(0, std, shape).value, this.unit);
      case "truncated_normal": {
        const limits = [fround(normalBelow(-2)), fround(normalBelow(2))] as const;
        const wider = fround(std / fround(TRUNCATED_STD));
        const draws = truncatedDraws(who, source, shape, () => limits).map((x) => x * wider);
        return new Quantity(arrayOf(draws, shape), this.unit);
      }
    }
  }

  /** The number of connections that counts. */
  private fan(shape: Shape): number {
    if (shape.length < 2) return shape[0] ?? 1;
    const [[inAxis = 0], [outAxis = 0]] = [this.inAxis, this.outAxis].map((axis) =>
      normalizeAxes(axis, shape, this.constructor.name),
    ) as [number[], number[]];
    const [inputs, outputs] = [shape[inAxis] ?? 1, shape[outAxis] ?? 1];
    const field = Math.floor(sizeOf(shape) / Math.max(1, inputs * outputs));
    const fans = {fan_in: inputs * field, fan_out: outputs * field, fan_avg: ((inputs + outputs) * field) / 2};
    return fans[this.mode];
  }

  toString(): string {
    return `${this.constructor.name}(scale=${String(this.scale)}, mode=${this.mode}, distribution=${this.distribution})`;
  }
}

/** @throws ParameterError when it is none of them */
function oneOf<T extends string>(who: string, what: string, given: T, known: readonly string[]): T {
  if (known.includes(given)) return given;
  const expected = known.map((name) => `"${name}"`).join(", ");
  throw new ParameterError(`${who}: unknown ${what}, expected one of ${expected}, got ${kindOf(given)}`);
}

/** Options of `KaimingUniform` and `KaimingNormal`. */
export interface KaimingOptions<D extends Dimension = Dimension> extends FanOptions<D> {
  /** Default `"fan_in"`. */
  mode?: FanMode;
  /** What follows the weights. It sets the default of `scale`: 2, or 2 / (1 + slope^2) for `"leaky_relu"`. Default `"relu"`. */
  nonlinearity?: "relu" | "leaky_relu";
  /** The slope of `"leaky_relu"` below 0. Default 0.01. */
  negativeSlope?: number;
}

/** What both Kaiming initialisers share: a scale that depends on the nonlinearity. */
abstract class Kaiming<D extends Dimension> extends VarianceScaling<D> {
  readonly nonlinearity: "relu" | "leaky_relu";
  readonly negativeSlope: number;

  constructor(distribution: ScalingDistribution, options: KaimingOptions<D>) {
    const given = optionsOf(new.target.name, options, ...FAN, "mode", "nonlinearity", "negativeSlope");
    const {nonlinearity = "relu", negativeSlope = 0.01, ...fan} = given;
    super({scale: nonlinearity === "leaky_relu" ? 2 / (1 + negativeSlope ** 2) : 2, ...fan, distribution});
    this.nonlinearity = oneOf(this.constructor.name, "nonlinearity", nonlinearity, ["relu", "leaky_relu"]);
    this.negativeSlope = negativeSlope;
  }

  override toString(): string {
    return `${this.constructor.name}(mode=${this.mode}, nonlinearity=${this.nonlinearity}, unit=${unitText(this.unit)})`;
  }
}

/** Uniform values of variance 2 over the inputs, for weights before a ReLU (`braintools.init.KaimingUniform`). Source: He et al. 2015. */
export class KaimingUniform<D extends Dimension = Dimensionless> extends Kaiming<D> {
  constructor(options: KaimingOptions<D> = {}) {
    super("uniform", options);
  }
}

/** Normal values of variance 2 over the inputs, for weights before a ReLU (`braintools.init.KaimingNormal`; not truncated, unlike `brainstate.nn.init.KaimingNormal`). Source: He et al. 2015. */
export class KaimingNormal<D extends Dimension = Dimensionless> extends Kaiming<D> {
  constructor(options: KaimingOptions<D> = {}) {
    super("normal", options);
  }
}

/** What the others share: mode and distribution are fixed. */
abstract class FixedScaling<D extends Dimension> extends VarianceScaling<D> {
  constructor(mode: FanMode, distribution: ScalingDistribution, options: FanOptions<D>) {
    super({...optionsOf(new.target.name, options, ...FAN), mode, distribution});
  }

  override toString(): string {
    return `${this.constructor.name}(scale=${String(this.scale)}, unit=${unitText(this.unit)})`;
  }
}

/** Uniform values of variance 1 over the mean of inputs and outputs (`braintools.init.XavierUniform`). Source: Glorot and Bengio 2010. */
export class XavierUniform<D extends Dimension = Dimensionless> extends FixedScaling<D> {
  constructor(options: FanOptions<D> = {}) {
    super("fan_avg", "uniform", options);
  }
}

/** Normal values of variance 1 over the mean of inputs and outputs (`braintools.init.XavierNormal`). Source: Glorot and Bengio 2010. */
export class XavierNormal<D extends Dimension = Dimensionless> extends FixedScaling<D> {
  constructor(options: FanOptions<D> = {}) {
    super("fan_avg", "normal", options);
  }
}

/** Uniform values of variance 1 over the inputs (`braintools.init.LecunUniform`). Source: LeCun et al. 1998. */
export class LecunUniform<D extends Dimension = Dimensionless> extends FixedScaling<D> {
  constructor(options: FanOptions<D> = {}) {
    super("fan_in", "uniform", options);
  }
}

/** Normal values of variance 1 over the inputs (`braintools.init.LecunNormal`). Source: LeCun et al. 1998. */
export class LecunNormal<D extends Dimension = Dimensionless> extends FixedScaling<D> {
  constructor(options: FanOptions<D> = {}) {
    super("fan_in", "normal", options);
  }
}
