/** @file The public names of `spikeloop/visualize`: figures on Observable Plot, plain functions from data to element. */
export {membraneTrace, membraneTraceSpec} from "./membraneTrace.js";
export type {MembraneTraceOptions} from "./membraneTrace.js";
export type {Guide} from "./guides.js";
export {spikeRaster, spikeRasterSpec} from "./spikeRaster.js";
export type {SpikeRasterOptions} from "./spikeRaster.js";
export {fICurve, fICurveSpec} from "./fICurve.js";
export type {FICurveOptions, MarkedPoint, OverlayCurve} from "./fICurve.js";
export {inputCurrent, inputCurrentSpec} from "./inputCurrent.js";
export type {InputCurrentOptions} from "./inputCurrent.js";
export {panels} from "./panels.js";
export type {PanelsOptions} from "./panels.js";
export {draw} from "./draw.js";
export type {AxisSpec, FigureOptions, FigureSpec, Frame, LegendEntry, Range} from "./figureSpec.js";
export {figureParts} from "./figureData.js";
export type {FigureColumn, FigureData, FigurePart, FigureSpikes} from "./figureData.js";
export {decimate} from "./decimate.js";
