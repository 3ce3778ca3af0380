/** @file Tutorial 1 away from its defaults: over a grid of settings, its sentences say what its runs show. */
import {expect, test} from "vitest";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout, runSweep, type Recording} from "../../src/components/firstNeuron/rollout.js";
import {weakPrediction} from "../../src/components/firstNeuron/prediction.js";
import {rheobase} from "../../src/components/firstNeuron/theory.js";
import {rolloutValues, sweepValues} from "../../src/components/firstNeuron/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {readPage, statedValues} from "../support/markdown.js";

const initial = {...initialValues<NeuronValues>(NEURON_PARAMETERS), duration: 50};

const DRIVES: Partial<NeuronValues>[] = [
  {},
  {I: 0, weak: 0},
  {I: 50, R: 5, tau: 5, dt: 1, weak: 20},
  {I: 2, R: 0.5, tau: 5, dt: 1, V_rest: -80},
];

const GRID: NeuronValues[] = ["soft", "hard"].flatMap((reset) =>
  [-80, -59, -50, -49.5, -40, 0, 20].flatMap((V0) =>
    [-59, -50, -40].flatMap((V_th) =>
      [-70, -59.5].flatMap((V_reset) =>
        [0, 5].flatMap((tau_ref) => DRIVES.map((drive) => ({...initial, reset, V0, V_th, V_reset, tau_ref, ...drive}))),
      ),
    ),
  ),
);

/** What a setting shows: its sentences as plain text, and the steps that spiked. */
function told(values: NeuronValues) {
  const rollout = runRollout(values);
  const shown = Object.entries(rolloutValues(rollout)).map(([name, text]) => [
    name,
    text.replaceAll("\u00a0", " ").replaceAll("−", "-"),
  ]);
  return {shown: Object.fromEntries(shown) as Record<string, string>, rollout, steps: spikesOf(rollout.driven)};
}

function spikesOf({spikes}: Recording): number[] {
  return [...spikes.toDecimal()].flatMap((spike, step) => (spike > 0 ? [step] : []));
}

test("over a grid of settings the sentences agree with the counts and with the run", () => {
  const seen = new Set<string>();
  for (const values of GRID) {
    const {shown, rollout, steps} = told(values);
    const {startupStory = "", steadyStory = "", weakStory = ""} = shown;
    const [startup, steady] = [Number(shown.startupSpikes), Number(shown.steadySpikes)];
    const setting = `${JSON.stringify(values)}\n${startupStory}\n${steadyStory}\n${weakStory}`;
    expect([startup + steady, shown.totalSpikes], setting).toEqual([steps.length, String(steps.length)]);

    const {V0, V_th} = values;
    const side = V0 < V_th ? "below" : V0 === V_th ? "at" : "above";
    expect(startupStory, setting).toContain(`V starts at ${V0} mV, ${side} the threshold of ${V_th} mV`);
    const counted = /fires( again)?: (\d+) spikes?, at steps? ([\d, ]+)(…?)\.$/.exec(startupStory);
    expect(Number(counted?.[2] ?? 0), setting).toBe(startup);
    expect(counted?.[1] !== undefined, setting).toBe(startup > 1);
    const listed = counted?.[3]?.match(/\d+/g)?.map(Number) ?? [];
    expect([listed, counted?.[4] === "…"], setting).toEqual([steps.slice(0, Math.min(startup, 8)), startup > 8]);
    if (startup > 0) expect(steps[startup - 1], setting).toBe(startup - 1);
    const everyStep = startupStory.includes("every step ends in a spike");
    if (everyStep) expect(steps.length, setting).toBe(rollout.driven.times.shape[0]);
    expect(startupStory.includes("no start-up spike"), setting).toBe(startup === 0 && !everyStep);

    const later = steps.slice(startup);
    const gaps = later.slice(1).map((step, i) => step - (later[i] as number));
    expect(steadyStory.includes("answer"), setting).toBe(steady > 0 && steady < (rollout.driven.V.shape[0] ?? 0));
    expect(steadyStory.includes("silence"), setting).toBe(steady === 0);
    expect(steadyStory.includes("Then one spike"), setting).toBe(steady === 1);
    expect(Number(/^(?:Then|It makes) (\d+) spikes/.exec(steadyStory)?.[1] ?? Math.min(steady, 1)), setting).toBe(
      steady,
    );
    if (steadyStory.includes("at a steady pace")) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(3);

    const weakSteps = spikesOf(rollout.weak);
    expect(weakStory.startsWith("No spike."), setting).toBe(weakSteps.length === 0);
    if (weakStory.includes("is not below threshold")) expect(values.weak, setting).toBeGreaterThan(rheobase(values));
    const weakCounts = [...weakStory.matchAll(/(\d+) (?:start-up )?spikes?/g)].map(([, n]) => Number(n));
    if (!weakStory.startsWith("Every step"))
      expect(
        weakCounts.reduce((sum, n) => sum + n, 0),
        setting,
      ).toBe(weakSteps.length);
    for (const story of [startupStory, steadyStory, weakStory]) seen.add(story.replace(/-?\d+(\.\d+)?/g, "#"));
  }
  expect(seen.size).toBeGreaterThan(15);
});

test("a single start-up spike fires once, a start at the threshold is at it, a driven first step is no start-up", () => {
  const story = (change: Partial<NeuronValues>): string => told({...initial, ...change}).shown.startupStory ?? "";
  expect(story({V_th: -40})).toMatch(/V is still above the threshold, and the neuron fires: 1 spike, at step 0\.$/);
  expect(story({V0: -50})).toContain("V starts at -50 mV, at the threshold of -50 mV.");
  const driven = told({...initial, reset: "hard", R: 5, I: 50, dt: 1, tau: 5});
  expect(driven.steps[0]).toBe(0);
  expect([driven.shown.startupSpikes, driven.shown.startupStory?.endsWith("no start-up spike.")]).toEqual(["0", true]);
});

test("just above the rheobase the neuron fires late, where the slider goes there, and where V rests below the threshold", () => {
  const story = (change: Partial<NeuronValues>): string => told({...initial, ...change}).shown.rheobaseStory ?? "";
  expect(story({})).toMatch(/A little more, 10\.1 mA, and it fires, late .* every 97\.3 ms\. Try both/);
  expect(story({R: 0.1})).toMatch(/A little more, 100\.1 mA.* beyond the end of the slider\.$/);
  expect(story({V_rest: -55, V_th: -59})).toBe(
    "Here V rests above the threshold: the neuron fires with no current at all.",
  );
});

test.each([
  [{}, "settle between rest and threshold"],
  [{weak: 0}, "settle at rest"],
  [{weak: 10}, "settle between rest and threshold"],
  [{weak: 20, I: 5}, "keep firing"],
  [{weak: 0, V_rest: -55, V_th: -59}, "keep firing"],
])("the weaker input, %o: it will %s", (change, right) => {
  const values = {...initial, V0: -60, duration: 1000, ...change};
  const {options, answer} = weakPrediction(() => values);
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual([right]);
  expect(spikesOf(runRollout(values).weak).length > 0).toBe(right === "keep firing");
});

test("one spike is a spike, more are spikes", () => {
  const counts = [0, 12, 25].map((I) => told({...initial, V0: -60, I}).shown);
  const words = counts.map(({totalSpikes = "", spikesWord = ""}) => `${totalSpikes} ${spikesWord}`);
  expect(words).toEqual(["0 spikes", "1 spike", "3 spikes"]);
});

test("every value that is computed is shown, but for those that name a parameter", () => {
  const rollout = runRollout(initial);
  const computed = Object.keys({...rolloutValues(rollout), ...sweepValues(runSweep(rollout), initial)});
  const shown = new Set(statedValues(readPage("tutorials/first-neuron.md")).map(({name}) => name));
  expect(computed.filter((name) => !shown.has(name) && !Object.hasOwn(NEURON_PARAMETERS, name))).toEqual([]);
});
