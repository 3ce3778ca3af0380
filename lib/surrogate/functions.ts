/**
 * @file The function forms: `sigmoid(x, alpha)` is `new Sigmoid(alpha).spike(x)`. They are exported as one namespace,
 * because alone `sigmoid` or `erf` would read as the mathematical function, where these are steps.
 */
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {PiecewiseExp, S2NN, Sigmoid, SlayerGrad} from "./exponential.js";
import {SquarewaveFourierSeries} from "./fourier.js";
import {ERF, GaussianGrad, MultiGaussianGrad} from "./gaussian.js";
import {LeakyRelu, LogTailedRelu, PiecewiseLeakyRelu, PiecewiseQuadratic} from "./piecewise.js";
import {Arctan, InvSquareGrad, NonzeroSignLog, QPseudoSpike, SoftSign} from "./rational.js";
import {ReluGrad} from "./reluGrad.js";
import type {Distance, SpikeFunction} from "./surrogate.js";

/** A spike function made and called at once: 1 where `x >= 0`, 0 elsewhere. The parameters are those of its class. */
export type SpikeForm<A extends unknown[]> = (x: Distance, ...parameters: A) => Quantity<Dimensionless>;

const form =
  <A extends unknown[]>(Kind: new (...parameters: A) => SpikeFunction): SpikeForm<A> =>
  (x, ...parameters) =>
    new Kind(...parameters).spike(x);

export const sigmoid = form(Sigmoid);
export const piecewiseQuadratic = form(PiecewiseQuadratic);
export const piecewiseExp = form(PiecewiseExp);
export const softSign = form(SoftSign);
export const arctan = form(Arctan);
export const nonzeroSignLog = form(NonzeroSignLog);
export const erf = form(ERF);
export const piecewiseLeakyRelu = form(PiecewiseLeakyRelu);
export const squarewaveFourierSeries = form(SquarewaveFourierSeries);
export const s2nn = form(S2NN);
export const qPseudoSpike = form(QPseudoSpike);
export const leakyRelu = form(LeakyRelu);
export const logTailedRelu = form(LogTailedRelu);
export const reluGrad = form(ReluGrad);
export const gaussianGrad = form(GaussianGrad);
export const multiGaussianGrad = form(MultiGaussianGrad);
export const invSquareGrad = form(InvSquareGrad);
export const slayerGrad = form(SlayerGrad);
