/** @file The page about choosing a model: what it states is computed, every setting it links shows what it says. */
import {environ, initAllStates, quantity, type Neuron} from "spikeloop";
import * as spikeloop from "spikeloop";
import {expect, test} from "vitest";
import {read} from "../../src/components/chooseNeuron/behaviour.js";
import {onsetOf} from "../../src/components/chooseNeuron/facts.js";
import {rateAt} from "../../src/components/chooseNeuron/figures.js";
import {curveText, runText} from "../../src/components/chooseNeuron/listings.js";
import {NOTHING_MEASURED, rowOf} from "../../src/components/chooseNeuron/measuring.js";
import {CLASSES, modelOf, MODELS} from "../../src/components/chooseNeuron/models.js";
import {code} from "../../src/components/chooseNeuron/modelSpec.js";
import {CHOOSE_PARAMETERS, CURVE, inputAt, type ChooseValues} from "../../src/components/chooseNeuron/parameters.js";
import {PITFALL_NAMES, PITFALLS, runPitfall} from "../../src/components/chooseNeuron/pitfalls.js";
import {onsetPrediction} from "../../src/components/chooseNeuron/question.js";
import {runModel, startCurve} from "../../src/components/chooseNeuron/run.js";
import {numbersOf, pathsOf} from "../../src/components/chooseNeuron/spark.js";
import {factValues, onsetValues, pitfallValues} from "../../src/components/chooseNeuron/statics.js";
import {linkOf, presetOf, settingOf, TRAITS} from "../../src/components/chooseNeuron/traits.js";
import {cardValues, curveStory, lookValues, settingValues} from "../../src/components/chooseNeuron/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {ParameterStore} from "../../src/components/parameterStore.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

const page = readPage("how-to/choose-a-neuron-model.md");
const initial = initialValues<ChooseValues>(CHOOSE_PARAMETERS);
const curves = new Map(
  await Promise.all(MODELS.map(async (model) => [model.name, await startCurve(model, initial).result] as const)),
);
const onsets = new Map(
  await Promise.all(MODELS.map(async (model) => [model.name, await onsetOf(model, initial)] as const)),
);

test("the page has every neuron of the package, each with a card, a curve and its reference", () => {
  const exported = Object.entries(spikeloop).flatMap(([name, made]) =>
    typeof made === "function" && made.prototype instanceof spikeloop.Neuron ? [name] : [],
  );
  expect([...CLASSES].sort()).toEqual(exported.sort());
  for (const {name} of MODELS) {
    for (const place of [`${name}-trace`, `${name}-curve`]) expect(page).toContain(`data-place="${place}"`);
    expect(page).toContain(`<a class="model-pick" href="?model=${name}" data-set="model=${name}">`);
  }
  for (const name of CLASSES) expect(page).toContain(`<a href="/api/classes/spikeloop.${name}.html">${name}</a>`);
});

test("the listings are shown as their templates give them, with what they print", () => {
  const look = modelOf(initial.model);
  expect(listingsOf(page)).toEqual([
    {place: "run", code: runText(look, initial)},
    {place: "population", code: curveText(look, initial)},
    ...PITFALL_NAMES.map((name) => ({place: name, code: PITFALLS[name]})),
  ]);
  expect(outputOf(page, "run")).toBe(runModel(look, initial).output.join("\n"));
  for (const name of PITFALL_NAMES) expect(outputOf(page, name), name).toBe(runPitfall(name).join("\n"));
});

test("the text states what the models compute", () => {
  const computed: Record<string, string> = {
    ...settingValues(initial),
    ...lookValues(runModel(modelOf(initial.model), initial)),
    ...pitfallValues(),
    ...NOTHING_MEASURED,
  };
  for (const model of MODELS) {
    const {name} = model;
    Object.assign(computed, cardValues(runModel(model, initial)), factValues(model, initial));
    Object.assign(computed, onsetValues(model, onsets.get(name)!), {[`${name}Curve`]: curveStory(curves.get(name)!)});
  }
  const stated = statedValues(page);
  expect(stated.length).toBeGreaterThan(200);
  for (const {name, text} of stated) expect(text, name).toBe(computed[name]);
});

test.each(MODELS.map((model) => [model.name, model] as const))(
  "%s: its rheobase is the least input that keeps it firing, to half a per cent",
  async (_name, model) => {
    const {drives, rates} = await startCurve(model, initial, {from: 0.96, to: 1.04, counted: CURVE.counted}).result;
    const fires = (from: number, to: number) => rates.filter((_, i) => drives[i]! >= from && drives[i]! <= to);
    expect(fires(0.96, 0.995).every((rate) => rate === 0)).toBe(true);
    expect(fires(1.005, 1.04).every((rate) => rate > 0)).toBe(true);
  },
);

test.each([
  ["LIF", (drive: number) => 1000 / (10 * Math.log(drive / (drive - 1)))],
  // with a conductance the membrane is faster: tau / (1 + R g), and V tends to (V_rest + R g E) / (1 + R g)
  [
    "CobaLIF",
    (drive: number) => {
      const g = 0.3 * drive;
      const target = -65 / (1 + g);
      return 1000 / ((10 / (1 + g)) * Math.log((target + 65) / (target + 50)));
    },
  ],
] as const)("%s: its curve is the closed form", (name, rate) => {
  const curve = curves.get(name)!;
  for (const drive of [1.2, 1.5, 2, 3]) {
    // a spike waits for the end of its step: an interval is up to a step longer
    const interval = 1000 / rate(drive);
    expect(rateAt(curve, drive)).toBeLessThanOrEqual(1000 / interval + 1);
    expect(rateAt(curve, drive)).toBeGreaterThanOrEqual(1000 / (interval + 0.1) - 1);
  }
});

test("leaky neurons begin at 0, neurons with a Hopf bifurcation jump", () => {
  const kind = (name: string) => onsets.get(name)?.kind;
  expect(["IF", "LIF", "ALIF", "ExpIF", "QuaIF", "WangBuzsakiHH"].map(kind)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(["AdExIF", "HH", "MorrisLecar", "FitzHughNagumo"].map(kind)).toEqual([2, 2, 2, 2]);
});

test("AdExIF without adaptation below threshold begins at 0", async () => {
  const values = {...initial, AdExIF_a: 0};
  const {drives, rates} = await startCurve(modelOf("AdExIF"), values, {from: 0.2, to: 0.4, counted: 4000}).result;
  const at = rates.findIndex((rate) => rate > 0);
  expect(drives[at]).toBeGreaterThan(0.2);
  expect(rates[at]).toBeLessThan(3);
});

test("MorrisLecar driven hard rests between its extremes", () => {
  const run = runModel(modelOf("MorrisLecar"), {...initial, drive: 3.5});
  const late = run.V.subarray(Math.round(300 / 0.1), Math.round(449 / 0.1));
  expect(Math.max(...late) - Math.min(...late)).toBeLessThan(1);
  expect(late[0]).toBeGreaterThan(-30);
  expect(late[0]).toBeLessThan(20);
});

const presets = MODELS.flatMap((model) =>
  TRAITS.flatMap((trait) => {
    const preset = presetOf(model, trait);
    return preset === undefined ? [] : [{name: model.name, trait, model, preset}];
  }),
);

test.each(presets)("$name: the link shows it $trait", ({model, trait, preset}) => {
  const link = linkOf(model, preset);
  expect(page).toContain(`data-set="${link.replaceAll("&", "&amp;")}"`);
  const store = new ParameterStore<ChooseValues>(CHOOSE_PARAMETERS);
  store.set(fromSearch(`?${link}`));
  expect(store.values).toMatchObject(settingOf(model, preset));
  const reading = read(runModel(model, store.values));
  if (trait === "rings") expect(reading.rings).toBe(true);
  else expect(reading.behaviour).toBe(trait);
});

test("what the table gives a dash is not shown by the defaults, at any drive", () => {
  for (const model of MODELS) {
    const seen = new Set<string>();
    for (let drive = 0.25; drive <= 4; drive += 0.25) {
      const {behaviour, rings} = read(runModel(model, {...initial, drive}));
      if (behaviour !== null) seen.add(behaviour);
      if (rings) seen.add("rings");
    }
    for (const trait of TRAITS) {
      // past its depolarisation block MorrisLecar answers the start only, which its link shows below the rheobase too
      if (seen.has(trait)) expect(presetOf(model, trait), `${model.name} ${trait}`).toBeDefined();
    }
  }
});

test.each(MODELS.filter(({ref}) => ref !== undefined).map((model) => [model.ref ?? "", model] as const))(
  "%s: held after a spike, it fires less, and its program names it",
  async (name, model) => {
    const values = {...initial, refractory: "with"};
    expect(runText(model, values)).toContain(`new ${name}(1, constants)`);
    expect(runText(model, values)).toContain("tau_ref: ms(");
    const [without, held] = [curves.get(model.name)!, await startCurve(model, values).result];
    expect(rateAt(held, 4)).toBeLessThan(rateAt(without, 4));
    const long = await startCurve(model, {...values, [`${model.name}_tau_ref`]: 20}).result;
    expect(Math.max(...long.rates)).toBeLessThanOrEqual(51);
  },
);

test.each(MODELS.map((model) => [model.name, model] as const))("%s: every control moves something", (_name, model) => {
  const at = {...initial, drive: 1.5, [`${model.name}_a`]: initial[`${model.name}_a`]!};
  const before = [...runModel(model, at).V];
  for (const {name, min, max, initial: value} of model.tuned) {
    const moved = {...at, [`${model.name}_${name}`]: value === max ? min : max};
    expect([...runModel(model, moved).V], name).not.toEqual(before);
  }
});

test.each(MODELS.map((model) => [model.name, model] as const))(
  "%s: at the ends of its controls V is a number",
  (name, model) => {
    for (const one of model.tuned) {
      for (const value of [one.min, one.max]) {
        const run = runModel(model, {...initial, [`${name}_${one.name}`]: value});
        expect(run.V.some(Number.isNaN), `${one.name} ${String(value)}`).toBe(false);
      }
    }
  },
);

test("no control puts the reset at or above the threshold", () => {
  for (const {name, tuned, fixed} of MODELS) {
    const reset = tuned.find((one) => one.name === "V_reset");
    if (reset === undefined) continue;
    const made = new (spikeloop as unknown as Record<string, new (size: number) => spikeloop.LIF>)[name]!(1);
    const given = Number(/mV\((.*)\)/.exec(fixed.V_th ?? "")?.[1] ?? made.V_th.toNumber(spikeloop.mV));
    expect(reset.max, name).toBeLessThan(tuned.find((one) => one.name === "V_th")?.min ?? given);
  }
});

test.each([
  ["LIF", 2, /^Tonic: it keeps one pace; intervals of 7\.0\sms\. /],
  ["CubaLIF", 2, /^Accelerating: it speeds up; intervals from 10\.3\sms to 7\.0\sms\. /],
  ["ExpIF", 1.1, /^Two spikes, \d+\.\d\sms apart\. /],
] as const)("%s at a drive of %d: the words fit the intervals", (name, drive, words) => {
  expect(lookValues(runModel(modelOf(name), {...initial, drive})).lookStory).toMatch(words);
});

test("a pace of two steps is told as one of dt", () => {
  const values = {...initial, drive: 4, AdExIF_V_reset: -45};
  expect(lookValues(runModel(modelOf("AdExIF"), values)).lookStory).toMatch(
    /ms\. Intervals of so few steps are dt's, /,
  );
});

test("curveStory: a curve begins past the rheobase, where a lone spike decides nothing", () => {
  expect(curveStory({drives: [0.95, 1, 1.05, 1.1], rates: [0, 1, 17, 12]})).toBe("17\u00a0Hz at 1.05");
  expect(curveStory({drives: [0, 0.5, 1], rates: [0, 3, 0]})).toBe("3\u00a0Hz at 0.5");
  expect(curveStory({drives: [0, 1], rates: [0, 0]})).toBe("silent");
});

test("the constants that the page keeps are the model's defaults, but for those it says", () => {
  const own = new Set(["LIF", "ALIF", "CubaLIF", "CobaLIF", "IF"]);
  for (const model of MODELS.filter(({name}) => !own.has(name))) {
    const made = new (spikeloop as unknown as Record<string, new (size: number) => Neuron>)[model.name]!(1);
    initAllStates(made);
    for (const {name, unit, initial: value} of model.tuned) {
      if (model.name === "ExpIF" && name === "V_th") continue;
      const given = (made as unknown as Record<string, spikeloop.Quantity>)[name]!;
      expect(
        unit === "" ? given.toNumber() : given.toNumber(spikeloop.unit(unit)),
        `${model.name} ${name}`,
      ).toBeCloseTo(value, 5);
    }
  }
});

test("code: a unit that has no name of its own is spelled", () => {
  expect([code(3, "mV"), code(0.02, "1/ms"), code(0.7, "")]).toEqual(["mV(3)", 'quantity(0.02, "1/ms")', "0.7"]);
  expect(inputAt(modelOf("AdExIF"), 2)).toBe(13.57);
});

test("pathsOf: a value outside the frame stays on its edge, and one that is none breaks the line", () => {
  const {line, ticks} = pathsOf({
    x: [0, 1, 2, 3],
    y: [0, 99, NaN, 1],
    xDomain: [0, 3],
    yDomain: [0, 1],
    ticks: [1.5],
    label: "",
  });
  expect(line).toBe("M0.0,96.0L100.0,12.0M300.0,12.0");
  expect(ticks).toBe("M150.0,1V8");
});

test("numbersOf: the ends of the frame where they are, with a minus sign", () => {
  const data = {
    x: [],
    y: [],
    xDomain: [0, 4],
    yDomain: [-80, -25],
    xTicks: [1],
    yTicks: [-80, -25],
    label: "",
  } as const;
  expect(numbersOf(data)).toEqual([
    {side: "y", at: 96, text: "\u221280"},
    {side: "y", at: 12, text: "\u221225"},
    {side: "x", at: 25, text: "1"},
  ]);
});

test("rowOf: a step of channels costs its time, a millisecond as many steps as it has", () => {
  const updates = CURVE.neurons * ((CURVE.before + CURVE.counted) / 0.05);
  expect(rowOf(modelOf("HH"), updates / 1e4)).toEqual({HHStep: "100\u00a0ns", HHMs: "2\u00a0µs"});
});

test("onsetPrediction: the jump is right, the others are told why not", () => {
  const {options, answer} = onsetPrediction(() => 40.5);
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual(["at once at tens of spikes a second"]);
  expect(answer(options[0] ?? "")).toContain("41\u00a0Hz");
});

test("a bare number and a voltage per time are what their models take", () => {
  environ.context({dt: spikeloop.ms(0.1)}, () => {
    const neuron = initAllStates(new spikeloop.Izhikevich(1));
    expect(() => neuron.update(spikeloop.mA(10) as never)).toThrow(/voltage per time/);
    expect(neuron.update(quantity(10, "mV/ms")).toNumber()).toBe(0);
  });
});
