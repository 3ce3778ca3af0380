/** @file The page about sweeps: its listings are what runs, and every cell fires as the closed form says. */
import {JSDOM} from "jsdom";
import * as spikeloop from "spikeloop";
import {afterAll, expect, test, vi} from "vitest";
import {initialValues, type ChoiceParameter, type NumberParameter} from "../../src/components/parameters.js";
import {cellAt, cellOf, cellsOutside, closedRate, spikeBounds} from "../../src/components/sweep/cells.js";
import {paint, pixelOf} from "../../src/components/sweep/colors.js";
import {latest} from "../../src/components/sweep/latest.js";
import {listing, PROGRAM, wholeProgram} from "../../src/components/sweep/listings.js";
import {differingCells, median} from "../../src/components/sweep/measure.js";
import {
  alonePrediction,
  NOTHING_MEASURED,
  rowValues,
  storyOf,
  type AllFound,
} from "../../src/components/sweep/measureTable.js";
import {BACKENDS, neuronOf, SWEEP_PARAMETERS, type SweepValues} from "../../src/components/sweep/parameters.js";
import {setStoryLinks} from "../../src/components/sweep/sweepPage.js";
import {cellScope, runCell, startSweep} from "../../src/components/sweep/run.js";
import {
  cellValues,
  each,
  mapValues,
  noticeOf,
  ranValues,
  settingValues,
  STORIES,
} from "../../src/components/sweep/values.js";
import {interval} from "../../src/components/firstNeuron/theory.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

afterAll(() => vi.useRealTimers());

const page = readPage("how-to/parameter-sweeps.md");
const initial = initialValues<SweepValues>(SWEEP_PARAMETERS);
const sweep = await startSweep(initial).result;
const alone = runCell(initial, cellScope(initial));
const SIDE = 256;

test("the listings are shown as their templates give them, with what they print", () => {
  expect(listingsOf(page)).toEqual(PROGRAM.map((name) => ({place: name, code: listing(name, initial)})));
  expect(outputOf(page, "run")).toBe(sweep.output.join("\n"));
  expect(outputOf(page, "cell")).toBe(alone.output.join("\n"));
  expect(sweep.output).toEqual(["65536 neurons, the fastest at 150 Hz"]);
});

test("the text states what the default run computes, and no measured value", () => {
  const computed: Readonly<Record<string, string>> = {
    ...settingValues(initial),
    ...mapValues(sweep),
    ...cellValues(initial, cellOf(initial), alone, sweep),
    ...NOTHING_MEASURED,
    state: "",
  };
  const measured = ranValues(sweep, false);
  const stated = statedValues(page);
  expect(stated.length).toBeGreaterThan(80);
  for (const {name, text} of stated) expect(text, name).toBe(computed[name] ?? (name in measured ? "–" : undefined));
  const names = new Set(stated.map(({name}) => name));
  expect(Object.keys({...computed, ...measured}).filter((name) => !names.has(name))).toEqual([]);
});

// The closed form knows no time step: a spike waits for the end of its step (up to a step late), a soft reset hands on
// what V had above the threshold, and the float32 clock may end the refractory period a step early. So each interval may
// be one step off, either way, and a cell may count what that allows.
test.each([{}, {V_th: -42, tau_ref: 15}, {V_th: -57.5, tau_ref: 1}, {V_th: -55, tau_ref: 3.5}])(
  "%o: every cell counts the spikes of the closed form, a step an interval allowed",
  async (change) => {
    const values = {...initial, ...change};
    const {counts} = await startSweep(values).result;
    expect(counts).toHaveLength(SIDE * SIDE);
    expect(cellsOutside(values, counts)).toBe(0);
    // and the bounds are narrow: a rate that is off by a twentieth breaks them
    expect(
      cellsOutside(
        values,
        counts.map((count) => Math.round(count * 1.05)),
      ),
    ).toBeGreaterThan(1000);
  },
);

test.each([
  [6, 20, 0],
  [10, 4.5, 0],
  [12, 10, 43.6],
  [20, 5, 118],
  [25, 20, 65.7],
  [30, 30, 58.3],
])("%s mA, %s ms: counted as the closed form's %s Hz", (I, tau, rate) => {
  const cell = cellOf({...initial, I, tau});
  expect([cell.I, cell.tau]).toEqual([I, tau]);
  const closed = closedRate(initial, cell);
  expect(closed).toBeCloseTo(rate, 0);
  // f = 1 / (tau_ref + tau ln (R I / (R I - (V_th - V_rest)))), as V_reset is V_rest
  const direct = I <= 10 ? 0 : 1000 / (5 + tau * Math.log(I / (I - 10)));
  expect(closed).toBeCloseTo(direct, 9);
  const counted = sweep.counts[cell.row * SIDE + cell.column] as number;
  const [least, most] = spikeBounds(initial, cell);
  expect(counted).toBeGreaterThanOrEqual(least);
  expect(counted).toBeLessThanOrEqual(most);
  // whole spikes in 200 ms, the first one early by the refractory period
  expect(Math.abs(counted / 0.2 - closed)).toBeLessThanOrEqual(5);
});

test("a cell run alone spikes as it did among all", () => {
  for (const [I, tau] of [
    [25, 20],
    [10.1, 30],
    [30.5, 4.5],
    [5, 12],
    [17.3, 8.8],
  ] as const) {
    const cell = cellOf({...initial, I, tau});
    const one = runCell({...initial, I, tau}, cellScope(initial));
    expect(one.count, `${String(I)} mA, ${String(tau)} ms`).toBe(sweep.counts[cell.row * SIDE + cell.column]);
  }
});

test("the rheobase divides the map, whatever the time constant", () => {
  expect(settingValues(initial).rheobase).toBe("10\u00a0mA");
  // the currents up to 10 mA inclusive, a tenth apart, for each of 256 time constants
  expect(mapValues(sweep).silent).toBe((51 * SIDE).toLocaleString("en-US"));
});

test("a sweep that is stopped rejects, and the next one runs", async () => {
  const stopped = startSweep(initial);
  stopped.stop();
  await expect(stopped.result).rejects.toThrow(/abort/i);
  const small = await startSweep({...initial, side: "32"}).result;
  expect(small.counts).toHaveLength(1024);
});

test.each(BACKENDS)("backend %s: the listing asks for it, and what ran gives the counts of wasm", async (backend) => {
  const values = {...initial, side: "32", backend};
  expect(listing("run", values)).toMatch(
    backend.startsWith("web")
      ? new RegExp(`backend: "gpu", gpuMode: "${backend}"`)
      : new RegExp(`backend: "${backend}"`),
  );
  const [asked, wasm] = [await startSweep(values).result, await startSweep({...values, backend: "wasm"}).result];
  // no graphics card answers in Node: wasm ran, and the page says so
  expect(asked.report.backend).toBe("wasm");
  expect(differingCells(asked.counts, wasm.counts)).toBe(0);
  if (backend.startsWith("web"))
    expect(noticeOf(asked, false)).toMatch(/^wasm ran instead of web[a-z0-9]+, because of this: “.+”\. Everything/);
  else expect(noticeOf(asked, false)).toBe("");
});

test("the whole program runs as a module of its own", async () => {
  const body = wholeProgram({...initial, side: "32"}).replace(
    /^import \{([^}]+)\} from "spikeloop";$/gm,
    "const {$1} = spikeloop;",
  );
  const printed: string[] = [];
  const log = (...parts: unknown[]): void => void printed.push(parts.join(" "));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const program = new Function("spikeloop", "console", `return (async () => {${body}})();`) as (
    ...args: unknown[]
  ) => Promise<void>;
  await program(spikeloop, {log});
  expect(printed).toEqual([expect.stringMatching(/^1024 neurons, the fastest at \d+ Hz$/), "13 spikes"]);
});

test("the links that suggest a move set what they say", () => {
  const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)"/g)];
  const set = links.map(
    ([, href, data]) => (expect(href).toBe(data), fromSearch(`?${data?.replaceAll("&amp;", "&") ?? ""}`)),
  );
  expect(set.slice(0, 2)).toEqual([{V_th: String(STORIES.V_th)}, {tau_ref: String(STORIES.tau_ref)}]);
  const [below, above, fastest] = set.slice(2).map(({I, tau}) => interval(neuronOf(initial, Number(tau)), Number(I)));
  expect(below).toBe(Infinity);
  expect(above).toBeGreaterThan(100);
  expect(fastest).toBe(interval(neuronOf(initial, 4.5), 30.5));
});

test("the cells beside the rheobase lie on both sides of it, at each threshold and on each map", () => {
  const {document} = new JSDOM('<a data-story="below"></a><a data-story="above"></a>').window;
  const {V_th, side: sides} = SWEEP_PARAMETERS as unknown as {V_th: NumberParameter; side: ChoiceParameter};
  for (const side of sides.options) {
    for (const threshold of [V_th.min, -50, V_th.max]) {
      const values = {...initial, side, V_th: threshold};
      setStoryLinks(document, values);
      const counts = [...document.querySelectorAll("a")].map((link) => {
        const set = fromSearch(`?${link.dataset.set ?? ""}`);
        const cell = cellOf({...values, I: Math.max(5, Number(set.I)), tau: Number(set.tau)});
        return runCell({...values, I: cell.I, tau: cell.tau}, cellScope(values)).count;
      });
      expect(counts[0], `${side}, ${String(threshold)} mV`).toBe(0);
      expect(counts[1], `${side}, ${String(threshold)} mV`).toBeGreaterThan(0);
    }
  }
});

test("cellAt: a cell at each tenth, and none beyond the edge", () => {
  expect(cellAt(200, 155, SIDE)).toEqual({column: 200, row: 155, I: 25, tau: 20});
  expect(cellAt(-3, 999, SIDE)).toEqual({column: 0, row: 255, I: 5, tau: 30});
  expect(cellOf({...initial, side: "32"})).toMatchObject({column: 24, row: 19});
});

test("paint: the first row is lowest, silence is transparent, the fastest has the last colour", () => {
  const pixels = new Uint32Array(4);
  paint([0, 10, 5, 20], 2, 10, pixels);
  const [high, highest, silent, top] = pixels;
  expect(silent).toBe(0);
  expect(top).toBe(highest);
  expect(new Set([high, highest, 0]).size).toBe(3);
  expect([pixelOf("rgb(1, 2, 3)"), pixelOf("#010203")]).toEqual([0xff030201, 0xff030201]);
});

test("latest: what comes while one runs replaces what waits, and a run out of date is stopped in time", async () => {
  vi.useFakeTimers();
  const started: number[] = [];
  const stopped: number[] = [];
  const ends = new Map<number, () => void>();
  const shown: number[] = [];
  const runs = latest<number, number>(
    (what) => {
      started.push(what);
      const result = new Promise<number>((resolve) => ends.set(what, () => resolve(what)));
      return {result, stop: () => void (stopped.push(what), ends.get(what)?.())};
    },
    (result) => shown.push(result),
    () => expect.unreachable(),
    500,
  );
  for (const what of [1, 2, 3]) runs.ask(what);
  ends.get(1)?.();
  await vi.advanceTimersByTimeAsync(0);
  expect([started, shown]).toEqual([[1, 3], [1]]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(stopped).toEqual([]);
  runs.ask(4);
  await vi.advanceTimersByTimeAsync(0);
  expect([stopped, started, shown]).toEqual([[3], [1, 3, 4], [1]]);
  ends.get(4)?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([1, 4]);
  runs.ask(5);
  runs.ask(6);
  runs.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([started, shown]).toEqual([
    [1, 3, 4, 5],
    [1, 4],
  ]);
  vi.useRealTimers();
});

test("the table says what was measured, and why something was not", () => {
  const of = (time: number, alone: number, isSoftware = false) => ({
    device: isSoftware ? "webgl2: a driver" : null,
    isSoftware,
    size: {side: 256, duration: isSoftware ? 20 : 200},
    updates: isSoftware ? 13_107_200 : 131_072_000,
    time,
    differing: 3,
    alone: {steps: isSoftware ? 200 : 2000, time: alone},
  });
  const found: AllFound = {wasm: of(160, 1), webgl2: of(1600, 40, true), webgpu: {reason: "no adapter"}};
  expect(rowValues("wasm", of(160, 1))).toEqual({
    wasmDevice: "this processor",
    wasmUpdates: "65,536 × 2,000",
    wasmTime: "160\u00a0ms",
    wasmEach: "1.2\u00a0ns",
    wasmDiffering: "3",
    wasmAlone: "500\u00a0ns",
  });
  expect(rowValues("webgl2", of(1600, 40, true))).toMatchObject({
    webgl2Updates: "65,536 × 200",
    webgl2Device: "webgl2: a driver (software)",
    webgl2Time: "1.6\u00a0s",
  });
  expect(rowValues("webgpu", {reason: "no adapter"})).toMatchObject({
    webgpuDevice: "not here: no adapter",
    webgpuTime: "–",
  });
  expect(storyOf(found)).toBe(
    "With all neurons webgl2 is 100 times slower than wasm, with one 400 times slower than it. Its device is software.",
  );
  expect([each(1, 1000), each(5, 1000), each(2, 1)]).toEqual(["1\u00a0µs", "5\u00a0µs", "2\u00a0ms"]);
  const {answer, options} = alonePrediction(() => found);
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual(["many times as long"]);
  expect(alonePrediction(() => ({})).answer("less")).toMatch(/^As a rule, not/);
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});
