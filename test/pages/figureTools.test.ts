/** @file The tools beside a figure: the text of the read-out, of the CSV file and of the SVG, for small figures. */
import {JSDOM} from "jsdom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {Hz, mA, ms, mV, quantity, reshape} from "spikeloop";
import {fICurve, figureParts, membraneTrace, spikeRaster, type FigureData} from "spikeloop/visualize";
import {sweepFigure} from "../../src/components/firstNeuron/curveFigure.js";
import {drivenFigure} from "../../src/components/firstNeuron/figures.js";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout, runSweep} from "../../src/components/firstNeuron/rollout.js";
import {csvOf} from "../../src/components/figureTools/csv.js";
import {shortTable} from "../../src/components/figureTools/dataTable.js";
import {fileName, parameterTexts, subjectOf, type FigureSubject} from "../../src/components/figureTools/subject.js";
import {svgOf} from "../../src/components/figureTools/svgFile.js";
import {exactText, nearestStep, readoutText} from "../../src/components/figureTools/texts.js";
import {initialValues} from "../../src/components/parameters.js";

const {window} = new JSDOM("<!doctype html><body></body>");
const {document} = window;
const times = ms([0, 0.1, 0.2, 0.3]);
const trace = () =>
  membraneTrace({
    times,
    V: mV([-60, -55.25, -49.96, -60]),
    spikes: quantity([0, 0, 1, 0]),
    threshold: mV(-50),
    document,
  });
const dataOf = (figure: Element): FigureData[] => figureParts(figure).map(({data}) => data);
const subject: FigureSubject = {
  page: "a-page",
  figure: "trace",
  title: "A page: V over time",
  parameters: [
    ["I", "25 mA"],
    ["V_th", "-50 mV"],
  ],
  keys: ["I", "V_th"],
};

// as in a page, figures are drawn by the global document, and styles are asked of the global window
beforeAll(() => {
  Object.assign(globalThis, {document, getComputedStyle: window.getComputedStyle.bind(window)});
});
afterAll(() => {
  for (const name of ["document", "getComputedStyle"]) Reflect.deleteProperty(globalThis, name);
});

describe("readoutText", () => {
  test("says time and potential with units, and whether there is a spike", () => {
    const data = dataOf(trace());
    expect(readoutText(data, 1)).toBe("t = 0.1\u00a0ms, V = −55.25\u00a0mV");
    expect(readoutText(data, 2)).toBe("t = 0.2\u00a0ms, V = −49.96\u00a0mV, spike");
  });

  test("names each line where there are several, and who spiked", () => {
    const V = reshape(mV([-60, -1.5, -55.25, -2, -50, -3, -60, -4]), [4, 2]);
    const spikes = reshape(quantity([0, 1, 0, 0, 1, 1, 0, 0]), [4, 2]);
    const data = dataOf(membraneTrace({times, V, spikes, document}));
    expect(readoutText(data, 0)).toBe(
      "t = 0.0\u00a0ms, V neuron 0 = −60.00\u00a0mV, V neuron 1 = −1.50\u00a0mV, spike of neuron 1",
    );
    expect(readoutText(data, 2)).toMatch(/spike of neuron 0, 1$/);
  });

  test("says what is simulated and what is the closed form; a dash where there is no number", () => {
    const analytic = {current: mA([10, 15, 20]), rate: Hz([0, 31.25, 41.5])};
    const data = dataOf(fICurve({current: mA([0, 10, 20]), rate: Hz([0, 0, 40]), analytic, document}));
    expect(readoutText(data, 2)).toBe("I = 20\u00a0mA, f simulated = 40\u00a0Hz, f closed form = 41.50\u00a0Hz");
    expect(readoutText(data, 0)).toBe("I = 0\u00a0mA, f simulated = 0\u00a0Hz, f closed form = –");
  });
});

describe("csvOf", () => {
  test("parameters as comments, then names with units, then a row a step", () => {
    expect(csvOf(dataOf(trace()), subject, "https://example.org/?I=25")).toBe(
      [
        "# A page: V over time",
        "# https://example.org/?I=25",
        "# I = 25 mA",
        "# V_th = -50 mV",
        "t (ms),V (mV),spike",
        "0,-60,0",
        "0.1,-55.25,0",
        "0.2,-49.96,1",
        "0.3,-60,0",
        "",
      ].join("\n"),
    );
  });

  test("a raster of many neurons is a row a spike", () => {
    const spikes = Float32Array.from({length: 4 * 9}, (_, i) => (i === 8 || i === 19 || i === 20 ? 1 : 0));
    const data = dataOf(spikeRaster({times, spikes: reshape(quantity(spikes), [4, 9]), document}));
    expect(
      csvOf(data, {...subject, parameters: []}, "here")
        .split("\n")
        .slice(2),
    ).toEqual(["t (ms),neuron", "0,8", "0.2,1", "0.2,2", ""]);
  });

  test("every number is the float32 it stands for, in the fewest digits from six on", () => {
    for (const x of [0.1, 1 / 3, -49.96437, 1e-7, 16777217, 123456.789, NaN]) {
      expect(Math.fround(Number(exactText(Math.fround(x))))).toEqual(Math.fround(x));
    }
    expect([exactText(Math.fround(0.1)), exactText(Math.fround(-55.25))]).toEqual(["0.1", "-55.25"]);
  });
});

describe("svgOf", () => {
  test("parses by itself, names itself, and refers to nothing outside", () => {
    const figure = trace();
    document.body.replaceChildren(figure);
    const text = new window.XMLSerializer().serializeToString(svgOf(figure, subject, "Duration 0.4 ms"));
    const parsed = new window.DOMParser().parseFromString(text, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(parsed.querySelector("title")?.textContent).toBe("A page: V over time");
    expect(parsed.querySelector("desc")?.textContent).toBe("Duration 0.4 ms\nI = 25 mA; V_th = -50 mV");
    expect([...parsed.querySelectorAll("text")].map((one) => one.textContent)).toEqual(
      expect.arrayContaining(["V", "spike", "threshold −50 mV", "time (ms)"]),
    );
    const all = [...parsed.querySelectorAll("*")];
    expect(all.length).toBeGreaterThan(40);
    expect(
      all.filter(({localName}) => ["style", "script", "image", "use", "foreignObject"].includes(localName)),
    ).toEqual([]);
    for (const {attributes} of all) {
      for (const {name, value} of attributes) {
        expect(["class", "href", "xlink:href", "style"], `${name}="${value}"`).not.toContain(name);
        if (value.includes("url(")) expect(value).toMatch(/^url\(#[\w-]+\)$/);
      }
    }
    const clips = [...text.matchAll(/url\(#([\w-]+)\)/g)].map(([, id]) => id);
    expect(clips.length).toBeGreaterThan(0);
    for (const id of clips) expect(parsed.getElementById(id ?? "")).not.toBeNull();
  });
});

describe("shortTable", () => {
  test("lists spikes with the potential and the time since the last", () => {
    const V = mV([-60, -49.5, -60, -49.75]);
    const data = dataOf(membraneTrace({times, V, spikes: quantity([0, 1, 0, 1]), document}));
    expect(shortTable(data)).toEqual({
      header: ["spike", "t (ms)", "V (mV)", "since the last (ms)"],
      rows: [
        ["1", "0.1", "−49.50", "–"],
        ["2", "0.3", "−49.75", "0.2"],
      ],
      left: "",
    });
  });

  test("shows at most twenty rows, and says how many more there are", () => {
    const n = 50;
    const many = ms(Float32Array.from({length: n}, (_, i) => i));
    const data = dataOf(spikeRaster({times: many, spikes: quantity(new Float32Array(n).fill(1)), document}));
    const {rows, left} = shortTable(data);
    expect([rows.length, left]).toEqual([20, "30 more spikes in the CSV file."]);
    const currents = mA(Float32Array.from({length: n}, (_, i) => i));
    const curve = shortTable(dataOf(fICurve({current: currents, rate: Hz(new Float32Array(n)), document})));
    expect([curve.rows[0], curve.rows[19], curve.left]).toEqual([
      ["0", "0"],
      ["49", "0"],
      "30 more points in the CSV file.",
    ]);
  });
});

test("nearestStep: is the step whose number is nearest, the first and the last outside", () => {
  const values = [0, 1, 2, 5];
  expect([-3, 0.4, 0.6, 3.4, 3.6, 99].map((x) => nearestStep(values, x))).toEqual([0, 0, 1, 2, 3, 3]);
});

describe("Tutorial 1", () => {
  const values = initialValues<NeuronValues>(NEURON_PARAMETERS);
  const rollout = runRollout(values);

  test("its figures say page, figure and key values in their file names, and every parameter in the file", () => {
    const figure = drivenFigure(rollout, 640, 260);
    const about = subjectOf(figure);
    expect(about && fileName(about, "csv")).toBe("first-neuron_driven_I=25mA_tau=20ms_V_th=-50mV.csv");
    expect(about?.parameters).toEqual(parameterTexts(NEURON_PARAMETERS, values));
    expect(about?.parameters).toHaveLength(Object.keys(NEURON_PARAMETERS).length);
  });

  test("the description says what the data say", () => {
    const [part] = figureParts(drivenFigure(rollout, 640, 260));
    const steps = part?.data.spikes?.steps ?? [];
    const V = part?.data.columns[0]?.values ?? new Float32Array(0);
    const [first = 0, tail = 0] = [steps[0], steps[4]];
    const text = part?.drawing.getAttribute("aria-description") ?? "";
    const minus = (x: number): string => String(Number(x.toPrecision(4))).replace("-", "−");
    expect(text).toContain(`V from ${minus(Math.min(...V))} to ${minus(Math.max(...V))} mV`);
    expect(text).toContain(`${String(steps.length)} spikes, first at ${String(first / 10)} ms`);
    expect(text).toMatch(new RegExp(`from ${String(tail / 10)} ms on one every 15.1 to 15.2 ms$`));
  });

  test("the read-out of the f-I curve says the simulated rate and the closed form at the reader's current", () => {
    const sweep = runSweep(rollout);
    const data = dataOf(sweepFigure(sweep, values, 640, 320));
    const at = nearestStep(data[0]?.x.values ?? [], 25);
    expect(readoutText(data, at)).toBe("I = 25.000\u00a0mA, f simulated = 66\u00a0Hz, f closed form = 65.72\u00a0Hz");
  });
});
