/** @file The page about states: its listings are what runs, its numbers and sentences are what they give. */
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {HiddenState, LongTermState, mA, ms, ParamState, ShortTermState, State, sum} from "spikeloop";
import {initialValues} from "../../src/components/parameters.js";
import {duration, listing, LISTINGS, ONCE, type ListingName} from "../../src/components/statePage/listings.js";
import {
  agreementOf,
  compareWays,
  measureWays,
  numbersOf,
  WAYS,
  waysOf,
  type Measured,
} from "../../src/components/statePage/measure.js";
import {
  ASSIGNED,
  BATCHES,
  INPUTS,
  SIZES,
  STATE_PARAMETERS,
  STORIES,
  type StateValues,
} from "../../src/components/statePage/parameters.js";
import type {ListingTried} from "../../src/components/runListing.js";
import {factorPrediction, hiddenPrediction, insidePrediction} from "../../src/components/statePage/questions.js";
import {modelScope, runShown, type TraceScope, type TwiceScope} from "../../src/components/statePage/run.js";
import {
  branchValues,
  hiddenValues,
  onceValues,
  shapesValues,
  traceValues,
  twiceValues,
  unitsValues,
} from "../../src/components/statePage/stories.js";
import {timesFigure} from "../../src/components/statePage/timesFigure.js";
import {
  agreementValues,
  callsOf,
  factorOf,
  linkValues,
  NOTHING_TIMED,
  rolloutValues,
  timedValues,
} from "../../src/components/statePage/values.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

Object.assign(globalThis, {document: new JSDOM().window.document});

const page = readPage("concepts/state-paradigm.md");
const initial = initialValues<StateValues>(STATE_PARAMETERS);
const moved = (change: Partial<StateValues>): StateValues => ({...initial, ...change});
const model = modelScope(initial);
const run = (name: ListingName, change: Partial<StateValues> = {}): ListingTried => runShown(name, moved(change));
const shown = Object.fromEntries(
  (Object.keys(LISTINGS) as ListingName[])
    .filter((name) => name !== "model")
    .map((name) => [name, runShown(name, initial, model)]),
) as Record<ListingName, ListingTried>;
const trace = shown.trace.scope as unknown as TraceScope;

describe("the page as served", () => {
  test("shows each listing as its template gives it, and what it prints", () => {
    expect(listingsOf(page).map(({place}) => place)).toEqual(Object.keys(LISTINGS));
    for (const {place, code} of listingsOf(page)) {
      const name = place as ListingName;
      expect(code).toBe(listing(name, initial));
      const output = name === "model" ? [] : shown[name].output;
      expect(outputOf(page, place), place).toBe(output.length === 0 ? undefined : output.join("\n"));
    }
    expect(/data-place="trace-text">([^]*?)<\/pre>/.exec(page)?.[1]).toBe(trace.program.trace);
  });

  test("states what the defaults give, and nothing that was timed", () => {
    const computed: Readonly<Record<string, string>> = {
      ...NOTHING_TIMED,
      ...linkValues(),
      ...agreementValues(compareWays(initial)),
      ...rolloutValues(initial, trace),
      ...traceValues(shown.trace),
      ...branchValues(initial, shown.branch),
      ...onceValues(initial, shown.once),
      ...hiddenValues(initial, shown.hidden),
      ...unitsValues(initial),
      ...shapesValues(initial),
      ...twiceValues(initial, shown.twice),
    };
    const stated = statedValues(page);
    for (const {name, text} of stated) expect(text, name).toBe(computed[name]);
    const names = new Set(stated.map(({name}) => name));
    expect(Object.keys(computed).filter((name) => !names.has(name))).toEqual([]);
    expect(computed.agreeSame).toMatch(/^all are the same/);
  });

  test("suggests rollouts with links that set what they say", () => {
    const links = [...page.matchAll(/<a href="([^"]+)" data-set="([^"]+)"><span[^>]* data-value="(\w+)">/g)];
    expect(links.map(([, , data = "", name]) => [name, fromSearch(`?${data.replaceAll("&amp;", "&")}`)])).toEqual(
      Object.entries(STORIES).map(([name, {steps, neurons}]) => [
        name,
        {steps: String(steps), neurons: String(neurons)},
      ]),
    );
  });

  test("shows of upstream what the same two runs give here", () => {
    const counts = outputOf(page, "upstream")?.split("\n").map(Number);
    const {spikes1, spikes2} = shown.twice.scope as unknown as TwiceScope;
    expect([spikes1, spikes2].map((spikes) => sum(spikes).toNumber())).toEqual(counts);
    expect(counts).toEqual([17, 1]);
  });
});

describe("four ways", () => {
  const small = moved({steps: 300, neurons: 3});

  test.each([{steps: 300, neurons: 3}, {steps: 200}, {steps: 200, neurons: 2, I: 40}])(
    "%o: all give the same bits",
    (change) => {
      const {numbers, same} = compareWays(moved(change));
      expect(same).toBe(true);
      expect(numbers).toBe(2 * (change.steps * (change.neurons ?? 1)));
    },
  );

  test("call the step as often as the table says", () => {
    const {run: runWay, counter} = waysOf(small);
    for (const way of WAYS) {
      for (const which of ["first", "later"] as const) {
        counter.calls = 0;
        runWay(way);
        expect(counter.calls, `${way}, ${which}`).toBe(callsOf(way, small)[which]);
      }
    }
  });

  test("enter compiled code as often as the table says", () => {
    const {run: runWay} = waysOf(small);
    for (const way of WAYS) {
      runWay(way);
      const before = spikeloop.compileStats();
      runWay(way);
      const {hits, compiles} = spikeloop.compileStats();
      expect([hits - before.hits, compiles - before.compiles], way).toEqual([callsOf(way, small).entered, 0]);
    }
  });

  test("rows and a stack are compared number by number, and one bit is enough", () => {
    const [stack, rows] = [[mA([1, 2]), mA([3, 4])] as const, [1, 2].map((i) => [mA(i), mA(i + 2)] as const)];
    expect(agreementOf([numbersOf(stack), numbersOf(rows)])).toEqual({numbers: 4, same: true});
    expect(agreementOf([numbersOf([mA([0]), mA([1])]), numbersOf([mA([-0]), mA([1])])]).same).toBe(false);
    expect(agreementOf([numbersOf(stack), numbersOf([mA([1]), mA([3])])]).same).toBe(false);
  });

  test("are timed: the bare loop takes far longer than forLoop", async () => {
    const told: string[] = [];
    const measured = await measureWays(small, new AbortController().signal, (way, round) =>
      told.push(`${way} ${String(round)}`),
    );
    expect(told.slice(0, 5)).toEqual(["bare 0", "jitStep 0", "forLoop 0", "jitLoop 0", "bare 1"]);
    expect(factorOf(measured)).toBeGreaterThan(3);
    for (const way of WAYS) expect(measured.times[way].best).toBeGreaterThan(0);
    const values = timedValues(measured);
    expect(values.timedStory).toMatch(
      /^The bare loop took [\d,]+ times as long as forLoop\. All four gave the same 1,800 numbers/,
    );
    for (const column of ["Time", "Later", "Each"]) {
      expect(values[`forLoop${column}`]).toMatch(/^[\d.]+\u00a0(ns|µs|ms|s)$/);
    }
    expect(Object.keys(values).sort()).toEqual(Object.keys(NOTHING_TIMED).sort());
    const figure = timesFigure(measured, 400, 240);
    expect(figure.querySelectorAll("circle")).toHaveLength(8);
    expect(figure.querySelector("svg")?.getAttribute("role")).toBe("img");
  });

  test("the timing stops when it is told to", async () => {
    const stop = new AbortController();
    await expect(measureWays(small, stop.signal, () => stop.abort("enough"))).rejects.toBe("enough");
  });
});

describe("what a trace sees", () => {
  test("reads and writes are those of both states, and what is written is carried", () => {
    const log = shown.trace.output[0]?.split(", ") ?? [];
    expect(new Set(log)).toEqual(new Set(["reads V", "reads last_spike_time", "writes V", "writes last_spike_time"]));
    expect(traceValues(shown.trace)).toMatchObject({carried: "2", writes: "2"});
    expect(trace.program.trace).toMatch(/yield %\d+, %\d+, %\d+/);
    expect(shown.trace.output.filter((line) => line.startsWith("inside"))).toHaveLength(1);
  });

  test.each([-60, -57.5, -55, -50])("gate %d mV: the question is refused, always true is twice the current", (gate) => {
    const {output, scope} = run("branch", {gate});
    const counts = scope.counts as Readonly<Record<string, number>>;
    expect(output[0]).toMatch(/^refused: TraceError: toNumber: [^]*use where\(/);
    expect(output[1]).toBe("V is still [0.] mV");
    const double = run("twice", {I: 50}).scope as unknown as TwiceScope;
    expect(counts.alwaysTrue).toBe(sum(double.spikes1).toNumber());
    expect(counts).not.toHaveProperty("refused");
    expect(counts.mended).toBeLessThanOrEqual(counts.alwaysTrue ?? 0);
  });

  test("where gives what the question gives in a bare loop", () => {
    const {environ, initAllStates, where} = spikeloop;
    const {scope} = run("branch", {steps: 200});
    const {neuron, gate, I, dt, steps} = scope as unknown as {
      neuron: spikeloop.LIFRef;
      gate: spikeloop.Quantity<spikeloop.Voltage>;
      I: spikeloop.Quantity<spikeloop.Current>;
      dt: spikeloop.Quantity<spikeloop.Time>;
      steps: Readonly<Record<"refused", () => spikeloop.Quantity>>;
    };
    const traceOf = (body: () => unknown): number[] => {
      initAllStates(neuron);
      return Array.from({length: 200}, (_, i) => {
        environ.context({dt, t: ms(i / 10)}, body);
        return neuron.V.value.toNumber(spikeloop.mV);
      });
    };
    const mended = traceOf(() => neuron.update(where(neuron.V.value.lt(gate), I.mul(2), I)));
    expect(traceOf(steps.refused)).toEqual(mended);
  });

  test.each([5, 20, 25])("current %d mA: jit keeps the first, an argument follows, nothing is compiled", (I) => {
    const shownOnce = run("once", {I});
    const counts = shownOnce.scope.counts as Readonly<Record<string, number>>;
    const alone = (current: number): number =>
      sum((run("twice", {I: current}).scope as unknown as TwiceScope).spikes1).toNumber();
    expect(counts).toEqual({forLoop: alone(I), jit: alone(ONCE.before), argument: alone(I)});
    expect(shownOnce.scope.compiled).toBe(0);
    // once for each way, and once more for the way that traces at each call
    expect(shownOnce.output.filter((line) => line === "step called")).toHaveLength(4);
    expect(onceValues(moved({I}), shownOnce).onceStory).toMatch(I === 25 ? /^it gave the 9\u00a0spikes/ : /./);
  });

  test("what is captured may make no difference, and then the text says so", () => {
    expect(onceValues(moved({I: 12}), run("once", {I: 12})).onceStory).toMatch(/^here that makes no difference/);
  });
});

test.each([1, 5, 12])("a variable stands still under forLoop, a state counts %d calls", (calls) => {
  const {output} = run("hidden", {calls});
  const upTo = Array.from({length: calls}, (_, i) => i + 1).join(" ");
  expect(output).toEqual([
    `bare loop, hidden: ${upTo}`,
    `bare loop, State: ${upTo}`,
    `forLoop, hidden: ${Array.from({length: calls}, () => 1).join(" ")}`,
    `forLoop, State: ${upTo}`,
    `afterwards: hidden 1, State ${String(calls)}`,
  ]);
});

describe("the kinds", () => {
  test("are what the table says they are", () => {
    const rows = [...page.matchAll(/^\| `(\w*State)` \| (?:`(\w+)`)? *\|/gm)].map(([, name, base]) => [name, base]);
    const kinds = {State, ShortTermState, HiddenState, LongTermState, ParamState};
    expect(rows).toEqual(
      Object.entries(kinds).map(([name, kind]) => {
        const base = Object.getPrototypeOf(kind) as {name: string};
        return [name, base === Function.prototype ? undefined : base.name];
      }),
    );
  });

  test("a reset restores what initState sets, and leaves a LongTermState alone", () => {
    const {output} = shown.kinds;
    expect(output.slice(-2)).toEqual(["first run: count 17, ever 17", "second run: count 17, ever 34"]);
    expect(output.find((line) => line.startsWith("LongTermState"))).toBe("LongTermState: ever, gain");
  });

  test.each(ASSIGNED)("%s assigned to V: is refused or converted, as the text says", (assigned) => {
    const {output, refused: words} = run("units", {assigned});
    const refused = words !== undefined;
    const {assignedStory} = unitsValues(moved({assigned}));
    expect(assignedStory?.includes("refused")).toBe(refused);
    if (refused) expect(output[0]).toMatch(/^UnitMismatchError: HiddenState V: .* expected mV \(voltage\)/);
    else expect(output[0]).toBe(assigned === "0" ? "V is 0. mV, of shape ()" : "V is [-55.] mV, of shape (1)");
  });
});

describe("shapes", () => {
  const all = SIZES.flatMap((size) => BATCHES.flatMap((batch) => INPUTS.map((input) => ({size, batch, input}))));

  test.each(all)(
    "$size, batch $batch, $input: the listing gives the shape that the text says, or refuses",
    (change) => {
      const {output} = run("shapes", change);
      const {shape, shapesStory} = shapesValues(moved(change));
      expect(output.slice(0, 2)).toEqual([`V: ${String(shape)}`, `last_spike_time: ${String(shape)}`]);
      const refuses = /refused/.test(shapesStory ?? "");
      if (refuses) expect(output[3]).toMatch(/^ShapeError: LIFRef: the input has the wrong shape/);
      else expect(output[3]).toBe(`spikes: ${String(shape)}`);
    },
  );
});

describe("twice", () => {
  test("without a reset V stands still until the clock has passed the last spike", () => {
    const {V2, last, spikes2} = shown.twice.scope as unknown as TwiceScope;
    const held = Math.round((last.toNumber(ms) + 5) / 0.1);
    const V = V2.toDecimal(V2.unit);
    expect(new Set(V.subarray(0, held)).size).toBe(1);
    expect(V[held]).not.toBe(V[held - 1]);
    expect(
      spikes2
        .toDecimal()
        .subarray(0, held)
        .every((spike) => spike === 0),
    ).toBe(true);
    expect(twiceValues(initial, shown.twice).twiceStory).toContain("the first 192\u00a0ms of 200\u00a0ms");
  });

  test("after a reset the second run is the first, bit for bit", () => {
    const {V1, V2} = run("twice", {between: "reset"}).scope as unknown as TwiceScope;
    expect(V2.toDecimal(V2.unit)).toEqual(V1.toDecimal(V1.unit));
  });

  test("with times that go on, it is the second half of one long run", () => {
    const half = run("twice", {steps: 1000, between: "go on in time"});
    const {spikes1, spikes2} = half.scope as unknown as TwiceScope;
    const whole = run("twice", {steps: 2000}).scope as unknown as TwiceScope;
    expect(sum(spikes1).add(sum(spikes2)).toNumber()).toBe(sum(whole.spikes1).toNumber());
    expect(twiceValues(moved({steps: 1000, between: "go on in time"}), half).twiceStory).toContain(
      "go on from 100\u00a0ms",
    );
  });

  test("where it goes on without a spike, no spike is spoken of", () => {
    const values = {steps: 10, between: "go on in time"};
    expect(twiceValues(moved(values), run("twice", values)).twiceStory).toMatch(/: 0\sspikes\.$/);
  });
});

test("every number of steps makes as many times", () => {
  const {min, max, step} = STATE_PARAMETERS.steps as {min: number; max: number; step: number};
  for (let steps = min; steps <= max; steps += step) {
    expect(spikeloop.arange(ms(0), ms(duration(steps)), ms(0.1)).size, String(steps)).toBe(steps);
  }
});

describe("questions", () => {
  const right = ({options, answer}: {options: readonly string[]; answer: (option: string) => string}): string[] =>
    options.filter((option) => answer(option).startsWith("Yes."));

  test("the factor is answered by what was timed, or asks for it", () => {
    let asked = 0;
    const times = (bare: number): Measured =>
      ({times: {bare: {best: bare}, forLoop: {best: 1}}}) as unknown as Measured;
    expect(
      right(
        factorPrediction(
          () => null,
          () => asked++,
        ),
      ),
    ).toEqual([]);
    expect(asked).toBe(3);
    const [same, tens, hundreds] = [1, 20, 500].map((bare) =>
      right(
        factorPrediction(
          () => times(bare),
          () => asked++,
        ),
      ),
    );
    expect([same, tens, hundreds]).toEqual([
      ["about as fast"],
      ["forLoop, some ten times"],
      ["forLoop, a hundred times or more"],
    ]);
    expect(asked).toBe(3);
  });

  test("a stand-in is inside, and one of two counters stands still", () => {
    const inside = insidePrediction(
      () => trace,
      () => "~float32[1] mV",
    );
    expect(right(inside)).toEqual(["a stand-in: a unit and a shape, no number"]);
    expect(right(hiddenPrediction())).toEqual(["one counts, one stands still"]);
  });
});
