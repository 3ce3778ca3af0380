/** @file The neuron lab, noise at the input: against closed forms, at one time step and half of it, from clock to Poisson. */
import {compileStats} from "spikeloop";
import {describe, expect, test} from "vitest";
import {NOISE, noiseListing, runNoise, type NoiseRun} from "../../src/components/lab/noiseRun.js";
import {hiddenTops, noisyRate} from "../../src/components/lab/noiseTheory.js";
import {
  BOUND,
  chance,
  halving,
  movedRate,
  noiseQuestion,
  noiseValues,
  spread,
} from "../../src/components/lab/noiseWords.js";
import {LAB_PARAMETERS, type LabValues} from "../../src/components/lab/parameters.js";
import {rate} from "../../src/components/lab/theory.js";
import {initialValues} from "../../src/components/parameters.js";

const initial = initialValues<LabValues>(LAB_PARAMETERS);
const at = (change: Partial<LabValues>): LabValues => ({...initial, ...change});
const initialRun = await runNoise(initial);

/** Of the neurons with the chosen mean current. */
const chosen = ({whole}: NoiseRun) => whole.trains[0] ?? expect.unreachable();

describe("noisyRate", () => {
  /** The integral of Siegert's formula in its usual form, with an error function summed from its series. */
  function siegert({tau, tau_ref, V_th, V_reset}: LabValues, current: number, sigma: number): number {
    const erf = (x: number): number => {
      let [term, sum] = [x, x];
      for (let n = 1; n < 200; n++) sum += (term *= (-x * x) / n) / (2 * n + 1);
      return (2 / Math.sqrt(Math.PI)) * sum;
    };
    const [a, b] = [V_reset, V_th].map((V) => (V + 60 - current) / (Math.SQRT2 * sigma)) as [number, number];
    const n = 2000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const u = a + ((i + 0.5) / n) * (b - a);
      sum += Math.exp(u * u) * (1 + erf(u));
    }
    return 1000 / (tau_ref + (tau * Math.sqrt(Math.PI) * sum * (b - a)) / n);
  }

  test.for([
    [8, 2, {}],
    [5, 5, {}],
    [10, 3, {tau: 8, tau_ref: 0}],
    [12, 4, {V_reset: -70}],
  ] as const)("at %o it is Siegert's integral", ([current, sigma, change]) => {
    const values = at(change);
    expect(noisyRate(values, current, sigma) / siegert(values, current, sigma)).toBeCloseTo(1, 4);
  });

  test("with weak noise it is the closed form without noise, and finite, falling and positive below the rheobase", () => {
    for (const current of [11, 20, 60])
      expect(noisyRate(initial, current, 0.05) / rate(initial, current, initial.tau_ref)).toBeCloseTo(1, 3);
    expect(noisyRate(initial, 20, 0)).toBe(rate(initial, 20, initial.tau_ref));
    const rates = [9, 7, 5, 3].map((current) => noisyRate(initial, current, 2));
    rates.forEach((f, i) => expect(f).toBeLessThan(rates[i - 1] ?? 20));
    expect(rates.at(-1)).toBeGreaterThan(0);
    expect(noisyRate(initial, 0, 0.1)).toBe(0);
  });
});

describe("the runs", () => {
  test("each rate is the closed form with the threshold of its time step, within four standard errors", async () => {
    for (const change of [{}, {noiseDt: "0.4"}, {noiseDt: "1", sigma_V: 4}, {tau: 10, sigma_V: 3}]) {
      const values = at(change);
      const {whole, currents} = await runNoise(values);
      const shift = hiddenTops(values.tau, values.sigma_V, whole.dt);
      const compared = whole.trains.filter((train, i) => {
        const closed = noisyRate(values, currents[i] as number, values.sigma_V, shift);
        // a hold that rounds to whole steps, besides chance
        const slack = (closed * whole.dt) / 1000 + 4 * chance(train);
        if (train.rate >= 2) expect(Math.abs(train.rate / closed - 1), String(currents[i])).toBeLessThan(slack);
        return train.rate >= 2;
      });
      expect(compared.length).toBeGreaterThan(30);
    }
  });

  test("V fluctuates by the noise strength where there is no threshold in reach, at both time steps", async () => {
    const squares = {whole: 0, half: 0};
    const seeds = [1, 2, 3, 4, 5, 6];
    for (const noiseSeed of seeds) {
      const run = await runNoise(at({noiseSeed, noiseMean: 0, V_th: -40, noiseDt: "1", tau: 10}));
      for (const name of ["whole", "half"] as const)
        squares[name] += run[name].V.reduce((sum, V) => sum + (V + 60) ** 2, 0) / run[name].V.length / seeds.length;
    }
    for (const square of Object.values(squares)) expect(Math.sqrt(square) / initial.sigma_V).toBeCloseTo(1, 1);
    expect([spread(initial, 0.1, 0.1), spread(initial, 0.05, 0.05)].map((V) => V.toFixed(3))).toEqual([
      "2.000",
      "2.000",
    ]);
    expect(spread(initial, 0.05, 0.1)).toBeCloseTo(Math.SQRT2, 4);
  });

  test("half the time step stays within the stated bound", async () => {
    let compared = 0;
    for (const noiseMean of [6, 8, 10, 20, 25]) {
      for (const sigma_V of [1, 2, 5]) {
        const run = await runNoise(at({noiseMean, sigma_V}));
        if (chosen(run).rate < 5) continue;
        compared++;
        const change = halving(run);
        expect(Math.abs(change.rate), `${String(noiseMean)} ${String(sigma_V)}`).toBeLessThanOrEqual(BOUND.rate);
        expect(Math.abs(change.CV), `${String(noiseMean)} ${String(sigma_V)}`).toBeLessThanOrEqual(BOUND.CV);
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  test("a coarse step passes the bound, as the closed form says, and the page says so", async () => {
    const values = at({noiseDt: "1"});
    const run = await runNoise(values);
    const expected = 100 * (movedRate(values, 0.5) / movedRate(values, 1) - 1);
    expect(expected).toBeGreaterThan(BOUND.rate);
    expect(Math.abs(halving(run).rate - expected)).toBeLessThan(2);
    expect(noiseValues(run).boundStory).toMatch(/passed/);
    expect(noiseValues(initialRun).boundStory).toMatch(/holds here/);
  });

  test("the CV goes from a clock's 0 to near Poisson's 1", async () => {
    const clock = chosen(await runNoise(at({sigma_V: 0, noiseMean: 20})));
    expect(clock.CV).toBeLessThan(0.005);
    const {whole, currents} = await runNoise(at({sigma_V: 5}));
    const CVs = whole.trains.slice(1).map(({CV}) => CV);
    expect(currents[1]).toBe(0);
    expect(CVs[0]).toBeGreaterThan(0.9);
    expect(CVs[0]).toBeLessThan(1.05);
    expect(CVs.at(-1)).toBeLessThan(0.4);
  });

  test("the same number makes the same noise, another one another, and neither compiles anything", async () => {
    const {compiles} = compileStats();
    const again = await runNoise(initial);
    expect(again.whole.V).toEqual(initialRun.whole.V);
    expect(again.output).toEqual(initialRun.output);
    expect((await runNoise(at({noiseSeed: 2}))).output).not.toEqual(initialRun.output);
    await runNoise(at({noiseMean: 12.3, sigma_V: 0.7, tau: 30, tau_ref: 0, V_th: -45}));
    expect(compileStats().compiles).toBe(compiles);
  });

  test("at every time step the random numbers take less than 8 MB", () => {
    for (const dt of [1, 0.4, 0.1]) {
      const count = ((2 * NOISE.duration) / dt) * NOISE.copies;
      expect(noiseListing(at({noiseDt: String(dt)}))).toContain(
        `normals(${String(Math.round(count / NOISE.copies))} * copies`,
      );
      expect(4 * count).toBeLessThan(8e6);
    }
  });

  test("an aborted run rejects", async () => {
    const stop = new AbortController();
    const promise = runNoise(at({tau: 21}), stop.signal);
    stop.abort();
    await expect(promise).rejects.toThrow(/abort/i);
  });
});

describe("the words", () => {
  test("the question: there is none is right, a lower current nearly, and without noise it is the rheobase", async () => {
    const {answer, options} = noiseQuestion(() => initialRun);
    const [same = "", lower = "", none = "", show = ""] = options;
    expect(answer(none)).toMatch(/^Yes\. .*below the rheobase, the closed form says 7\.36\u00a0Hz/);
    expect(answer(lower)).toMatch(/^It does fire below/);
    expect(answer(same)).toMatch(/^Not this time\./);
    expect(answer(show)).toMatch(/^At each current/);
    const quiet = await runNoise(at({sigma_V: 0}));
    expect(noiseQuestion(() => quiet).answer(none)).toMatch(/^The noise strength is 0/);
    expect(noiseQuestion(() => undefined).answer(none)).toMatch(/not done yet/);
  });

  test("without noise it does not fire at the rheobase, a rate that nobody could wait for has no digits", async () => {
    const quiet = noiseValues(await runNoise(at({sigma_V: 0, noiseMean: 10})));
    expect(quiet.thresholdStory).toBe("Without noise the neuron does not fire.");
    expect(quiet.chanceStory).toBe("Without a spike there is no rate to be uncertain of.");
    expect(noiseValues(await runNoise(at({sigma_V: 0.1}))).noiseClosed).toBe("under 0.001\u00a0Hz");
    const rare = noiseValues(await runNoise(at({sigma_V: 1.5, noiseMean: 5})));
    expect(rare.boundStory).toContain("Here it is passed: it is for rates of 5\u00a0Hz or more.");
    expect(noiseValues(await runNoise(at({noiseDt: "1"}))).boundStory).toContain("passed: take a finer step.");
  });

  test("over a grid of settings every text is a sentence or a number", async () => {
    for (const change of [
      {noiseMean: 0, sigma_V: 0},
      {noiseMean: 50, sigma_V: 10},
      {noiseMean: 50, sigma_V: 0, tau_ref: 0, tau: 5},
      {noiseMean: 0, sigma_V: 0.1, V_th: -59},
      {V_th: -40, V_reset: -80, tau: 50, tau_ref: 20},
    ]) {
      const values = at({...change, noiseDt: "1"});
      for (const [name, text] of Object.entries(noiseValues(await runNoise(values))))
        expect(text, `${name} at ${JSON.stringify(values)}`).not.toMatch(/NaN|undefined|Infinity|^$/);
    }
  });
});
