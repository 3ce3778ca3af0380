/** @file Tutorial 1: its text is what its templates and its runs give, its listings run, its numbers are computed. */
import {build} from "esbuild";
import {describe, expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {listing, LISTINGS, PROGRAM, wholeProgram, type ListingName} from "../../src/components/firstNeuron/listings.js";
import {climbTime, meanInterval} from "../../src/components/firstNeuron/measures.js";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout, runSweep, sweepKey} from "../../src/components/firstNeuron/rollout.js";
import {interval, rate, rheobase, steadyPotential} from "../../src/components/firstNeuron/theory.js";
import {spikeTrain} from "../../src/components/firstNeuron/trains.js";
import {rolloutValues, sweepValues} from "../../src/components/firstNeuron/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {paths} from "../../scripts/paths.js";
import {workerSourceForEsbuild} from "../../scripts/workerSource.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";
import {typeErrors} from "../support/typeErrors.js";

const page = readPage("tutorials/first-neuron.md");
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);
const rollout = runRollout(initial);
const sweep = runSweep(rollout);

/** Measured anew at each run, so the page as served states none of them. */
const MEASURED = new Set(["loopTime", "backend", "compiledNow", "compilesTotal"]);

describe("the page as served", () => {
  test("shows each listing as its template gives it for the defaults", () => {
    const shown = listingsOf(page);
    expect(shown.map(({place}) => place).sort()).toEqual(Object.keys(LISTINGS).sort());
    for (const {place, code} of shown) expect(code).toBe(listing(place as ListingName, initial));
  });

  test("shows what each listing prints", () => {
    const printed = {...rollout.output, sweep: sweep.output};
    for (const name of PROGRAM) expect(outputOf(page, name), name).toBe(printed[name]?.join("\n"));
  });

  test("states the values that the default run computes", () => {
    const computed = {...rolloutValues(rollout), ...sweepValues(sweep, initial)};
    const stated = statedValues(page).filter(({name}) => !MEASURED.has(name));
    expect(stated.length).toBeGreaterThan(40);
    for (const {name, text} of stated) expect(text, name).toBe(computed[name]);
  });

  test("states no measured value", () => {
    const measured = statedValues(page).filter(({name}) => MEASURED.has(name));
    expect(new Set(measured.map(({name}) => name))).toEqual(MEASURED);
    for (const {text} of measured) expect(text).toBe("–");
  });

  test("explains each symbol with the sentence of its parameter", () => {
    for (const name of ["I", "tau", "R", "V_rest", "V_th", "V_reset", "tau_ref", "dt"] as const) {
      expect(page).toContain(`| ${NEURON_PARAMETERS[name].meaning} |`);
    }
  });

  test("quotes TypeScript's own words about the two mistakes", () => {
    const quoted = /data-place="type-errors">([^]*?)<\/pre>/.exec(page)?.[1]?.replace(/&lt;/g, "<") ?? "";
    const said = typeErrors({
      mistakes: `
      import {LIFRef, initAllStates, mV, ms} from "spikeloop";
      const neuron = initAllStates(new LIFRef(1));
      new LIFRef(1, {tau: mV(10)});
      neuron.V.value.add(ms(1));`,
    }).mistakes;
    expect(said).toMatch(/^error TS2322[^]*error TS2769/);
    for (const line of quoted.split("\n")) expect(said).toContain(line.trim());
  });
});

describe("the default run", () => {
  test("spikes 17 times in 2000 steps: four start-up spikes, then 13", () => {
    const {steps, startup, steady} = spikeTrain(rollout.driven, initial);
    expect(rollout.driven.V.shape).toEqual([2000, 1]);
    expect(steps).toEqual([0, 1, 2, 3, 54, 205, 357, 508, 659, 811, 962, 1113, 1265, 1416, 1567, 1719, 1870]);
    expect(startup).toEqual([0, 1, 2, 3]);
    expect(steady).toHaveLength(13);
  });

  test("at 8 mA only the start-up spikes are left, and V ends at V_inf", () => {
    const {steps, last} = spikeTrain(rollout.weak, initial);
    expect(steps).toEqual([0, 1, 2, 3]);
    expect(last).toBeCloseTo(steadyPotential(initial, 8), 2);
  });

  test("a start at V_reset or a hard reset leaves 13", () => {
    for (const change of [{V0: -60}, {reset: "hard"}]) {
      const values = {...initial, ...change};
      expect(spikeTrain(runRollout(values).driven, values).steps).toHaveLength(13);
    }
  });

  test("V is held for the steps of the refractory period but one, and for none without it", () => {
    const held = (change: Partial<NeuronValues>): unknown => {
      const values = {...initial, ...change};
      return spikeTrain(runRollout(values).driven, values).held;
    };
    expect(held({})).toEqual([49, 49]);
    expect(held({reset: "hard", tau_ref: 2})).toEqual([19, 19]);
    expect(held({tau_ref: 0})).toEqual([0, 0]);
  });

  test("the rheobase itself never fires; just above it the neuron fires late", () => {
    const at = (I: number): number => spikeTrain(runRollout({...initial, I}).driven, initial).steady.length;
    expect(rheobase(initial)).toBe(10);
    expect([at(10), at(10.1)]).toEqual([0, 2]);
  });

  test("the simulated interval is the closed form's within two steps", () => {
    const {intervals} = spikeTrain(rollout.driven, initial);
    // a spike waits for the end of its step, and V is held for one step less than tau_ref
    for (const gap of intervals ?? [])
      expect(Math.abs(gap - interval(initial, 25))).toBeLessThanOrEqual(2 * initial.dt);
    expect(intervals).not.toBeNull();
  });

  test("the mean interval of the trace is 1/f within one step, at every current of the bracket and above", () => {
    for (const I of [10.1, 12, 25, 40, 50]) {
      for (const reset of ["soft", "hard"]) {
        const moved = runRollout({...initial, I, reset, V0: -60, duration: 1000});
        const gap = Math.abs((meanInterval(moved) ?? NaN) - interval(initial, I));
        expect(gap, `${String(I)} mA, ${reset}`).toBeLessThanOrEqual(initial.dt + 1e-6);
        expect(rolloutValues(moved).intervalStory).toContain("less than one step of 0.1\u00a0ms.");
      }
    }
  });

  test("the climb from the reset potential is 63 % of the way after one tau, and says so", () => {
    for (const change of [{}, {tau: 7.5}, {tau: 40}, {weak: 3}, {V_reset: -75}, {weak: 0, V_reset: -70}, {dt: 0.5}]) {
      const moved = runRollout({...initial, ...change});
      expect(climbTime(moved), JSON.stringify(change)).toBeCloseTo(moved.values.tau, 6);
      const {tauStory = ""} = rolloutValues(moved);
      expect(tauStory).toContain(`The trace gets there at ${String(moved.values.tau)}\u00a0ms.`);
    }
  });

  test.for([
    [{weak: 0}, "stays: this input moves nothing."],
    [{weak: 18}, "it spikes instead."],
  ] as const)("where there is no such place, %o, it says why", ([change, words]) => {
    expect(rolloutValues(runRollout({...initial, ...change})).tauStory).toContain(words);
  });

  test("without an interval the sentence about it says why", () => {
    const story = (change: Partial<NeuronValues>): string =>
      rolloutValues(runRollout({...initial, ...change})).intervalStory ?? "";
    expect(story({I: 10})).toContain("V_inf does not pass the threshold");
    expect(story({I: 10.1, duration: 100})).toContain("no two of them to measure between");
    expect(story({I: 50, R: 5, tau: 5, dt: 1})).toContain("more than one step of 1\u00a0ms");
  });

  test("the swept rates are the closed form's within the grid of the sweep", () => {
    const currents = sweep.currents.toDecimal(spikeloop.mA);
    sweep.rates.toDecimal(spikeloop.Hz).forEach((simulated, i) => {
      const closed = rate(initial, currents[i] as number);
      // a count of whole spikes in one second, and an interval off by up to two steps
      const slack = 1 + (2 * closed * initial.dt * closed) / 1000;
      // beside the rheobase the interval grows without bound, and the last spike may not come
      if (Math.abs((currents[i] as number) - 10) > 0.2) expect(Math.abs(simulated - closed)).toBeLessThanOrEqual(slack);
    });
  });
});

describe("a move", () => {
  const MOVES: Partial<NeuronValues>[] = [
    {I: 31.4},
    {tau: 13.5},
    {V_th: -47.5},
    {R: 2},
    {V_rest: -65},
    {V_reset: -70},
    {tau_ref: 0},
    {V0: -60},
    {dt: 0.05},
    {duration: 350},
    {weak: 3},
  ];

  test.for(MOVES)("%o compiles nothing", (change) => {
    const {compiles} = spikeloop.compileStats();
    const moved = runRollout({...initial, ...change});
    runSweep(moved);
    expect(moved.compiled).toBe(0);
    expect(spikeloop.compileStats().compiles).toBe(compiles);
  });

  test("the sweep is shared by moves that do not touch its listing", () => {
    const key = sweepKey(initial);
    for (const change of [{I: 1}, {V0: -70}, {duration: 100}, {weak: 2}])
      expect(sweepKey({...initial, ...change})).toBe(key);
    for (const change of [{tau: 10}, {dt: 0.2}, {reset: "hard"}])
      expect(sweepKey({...initial, ...change})).not.toBe(key);
  });
});

test.each([initial, {...initial, I: 31.4, tau: 13.5, V_th: -47.5, dt: 0.05, reset: "hard"}])(
  "wholeProgram: as a module of its own, prints what the page shows (%#)",
  async (values) => {
    const moved = runRollout(values);
    const expected = PROGRAM.flatMap((name) =>
      name === "sweep" ? runSweep(moved).output : (moved.output[name] ?? []),
    );
    expect(await printedBy(wholeProgram(values))).toEqual(expected);
  },
);

/** Runs a program as the module that it is, against the package's source, and gives what it prints. */
async function printedBy(program: string): Promise<string[]> {
  const {outputFiles} = await build({
    stdin: {contents: program, resolveDir: paths.root, loader: "js"},
    alias: {spikeloop: `${paths.lib}/index.ts`},
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [workerSourceForEsbuild],
  });
  const lines: string[] = [];
  const {log} = console;
  console.log = (...parts: unknown[]) => void lines.push(parts.map(String).join(" "));
  try {
    await import(
      /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? "").toString("base64")}`
    );
  } finally {
    console.log = log;
  }
  return lines;
}
