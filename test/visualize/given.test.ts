/** @file Figures given what they do not take: the error names the figure and the option. */
import {arange, Hz, mA, ms, mV, ParameterError, ShapeError, SpikeEvents, zeros} from "spikeloop";
import {fICurve, inputCurrent, membraneTrace, membraneTraceSpec, panels, spikeRaster} from "spikeloop/visualize";
import {expect, test} from "vitest";
import {document} from "./figures.js";

/** A value of whatever type the caller wants, as JavaScript would pass it. */
const anything = (x: unknown) => x as never;
const times = arange(ms(0), ms(3), ms(1));
const V = mV([-60, -59, -58]);
const trace = (more: object) => membraneTrace(anything({times, V, document, ...more}));
const curve = (more: object) => fICurve(anything({current: mA([1, 2]), rate: Hz([0, 1]), document, ...more}));

test.each<[string, () => unknown, string]>([
  ["a wrong name", () => trace({treshold: mV(-50)}), "membraneTrace: unknown option"],
  ["no object", () => membraneTrace(anything(times)), "membraneTrace: the options are no object"],
  ["no V", () => trace({V: undefined}), "membraneTrace: V is no quantity, expected mV (voltage), got undefined"],
  ["a list", () => trace({V: [1, 2, 3]}), "membraneTrace: V is no quantity, expected mV (voltage), got an array"],
  ["a number", () => trace({threshold: -50}), "threshold is no quantity, expected mV (voltage), got -50"],
  ["a bare level", () => trace({levels: [mV(-50)]}), "levels[0] is no level, expected {label, value}, got -50. mV"],
  ["bare limits", () => trace({yDomain: [-80, 0]}), "yDomain is no quantity, expected mV (voltage), got -80"],
  ["one limit", () => trace({yDomain: mV(-80)}), "yDomain is no pair, expected [lower limit, upper limit]"],
  ["a text for a unit", () => trace({unit: "V"}), 'the unit of V is no unit, expected one such as mV, got "V"'],
  [
    "events for spikes",
    () => trace({spikes: new SpikeEvents(Int32Array.of(), Int32Array.of(), 3, [])}),
    "spikes is no quantity, expected a dimensionless one, got an object\nhint: write toDense()",
  ],
  ["spikes by another name", () => spikeRaster(anything({times, spike: zeros(3)})), "got spike"],
  ["no spikes", () => spikeRaster(anything({times, document})), "spikeRaster: spikes is no quantity"],
  ["a scale", () => curve({xScale: "lg"}), "fICurve: xScale is unknown, expected linear or log, got lg"],
  ["half a point", () => curve({marked: {current: mA(1)}}), "fICurve: marked.rate is no quantity"],
  ["a colour", () => inputCurrent(anything({times, current: mA(1), colour: "red"})), "inputCurrent: unknown option"],
  ["no current", () => inputCurrent(anything({times, document})), "inputCurrent: current is no quantity"],
  ["a wrong width", () => panels([membraneTraceSpec({times, V})], anything({widht: 5})), "panels: unknown option"],
  ["no list", () => panels(anything(membraneTraceSpec({times, V}))), "panels: not a list of figures"],
])("%s", (_, act, message) => {
  expect(act).toThrow(ParameterError);
  expect(act).toThrow(message);
});

test("the spikes of no neuron cannot be drawn", () => {
  const none = new SpikeEvents(Int32Array.of(), Int32Array.of(), 3, [0]);
  expect(() => spikeRaster({times, spikes: none, document})).toThrow(ShapeError);
});
