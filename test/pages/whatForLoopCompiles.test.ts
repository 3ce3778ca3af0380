/** @file The page about compiling: its listing is what runs, its programs and numbers are what the package gives. */
import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {COMPILED_PARAMETERS, STAGES, STORIES, type CompiledValues} from "../../src/components/compiled/parameters.js";
import {newLines} from "../../src/components/compiled/newLines.js";
import {splitAtLoop, splitAtModuleLoop} from "../../src/components/compiled/programView.js";
import {
  compiledListing,
  measureCalls,
  runCompiled,
  stageOf,
  type CallTimes,
  type CompiledRun,
} from "../../src/components/compiled/run.js";
import {
  compiledValues,
  leftPrediction,
  measuredValues,
  moveValues,
  NOTHING_MOVED,
  partsOf,
} from "../../src/components/compiled/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

Object.assign(globalThis, {document: new JSDOM().window.document});

const page = readPage("concepts/what-forloop-compiles.md");
const initial = initialValues<CompiledValues>(COMPILED_PARAMETERS);
const run = runCompiled(initial);
/** Calls the loop and draws, in the shortest way. */
function calls(of: CompiledRun): CallTimes {
  return measureCalls(of, (figure) => void figure(400), {rounds: 1, roundTime: 0.2});
}
const measured = measuredValues(run, calls(run));
const moved = (change: Partial<CompiledValues>) => runCompiled({...initial, ...change});
const MODELS = (["LIF", "LIFRef"] as const).flatMap((model) =>
  (["soft", "hard"] as const).map((reset) => ({model, reset})),
);

/** The text of a program that the page holds. */
const textOf = (place: string): string | undefined =>
  new RegExp(`data-place="${place}-text">([^]*?)</pre>`).exec(page)?.[1];

test("the listing is shown as its template gives it, with what it prints", () => {
  expect(listingsOf(page)).toEqual([{place: "inspect", code: compiledListing(initial)}]);
  expect(outputOf(page, "inspect")).toBe(run.output.join("\n"));
  expect(run.output[0]).toBe("step called with t of unit ms");
  expect(run.output.filter((line) => line.startsWith("step called"))).toHaveLength(1);
});

test("the programs shown are the trace and what the last pass leaves", () => {
  expect(textOf("trace")).toBe(run.program.trace);
  expect(textOf("program")).toBe(run.program.passes.at(-1)?.program);
});

test("the text states what the default run computes, and no measured value", () => {
  const computed = {...compiledValues(run), ...NOTHING_MOVED};
  const stated = statedValues(page);
  expect(stated.length).toBeGreaterThan(40);
  for (const {name, text} of stated) expect(text, name).toBe(computed[name] ?? (name in measured ? "–" : undefined));
  expect(Object.keys(measured).filter((name) => !stated.some((value) => value.name === name))).toEqual([]);
});

test("the stages are the compiler's passes, eight of them, each with a row and an option", () => {
  expect(run.program.passes.map(({name}) => name)).toEqual(STAGES.slice(1));
  expect(STAGES).toHaveLength(9);
  for (const stage of STAGES) expect(page).toContain(`<span data-stage="${stage}">${stage}</span>`);
});

test.each(MODELS)("$model, $reset: hoisting moves exprel out, two divisions of three are saved", (model) => {
  const made = moved(model);
  const inLoop = (stage: (typeof STAGES)[number]): string => splitAtLoop(stageOf(made, stage).text).loop;
  const onNeurons = (text: string): number => (text.match(/ = div .*\[100\]/g) ?? []).length;
  expect(inLoop("trace")).toContain("exprel");
  expect(inLoop("expandFunctions")).toContain("bitsFloat");
  expect(inLoop("hoist")).not.toContain("bitsFloat");
  const operations = (stage: (typeof STAGES)[number]): number => stageOf(made, stage).operations.inLoop;
  expect(operations("expandFunctions") - operations("trace")).toBeGreaterThan(operations("expandFunctions") / 2);
  expect([onNeurons(inLoop("trace")), onNeurons(inLoop("dce"))]).toEqual([3, 1]);
  const carried = (stage: (typeof STAGES)[number]): number =>
    /carry \(([^)]*)\)/.exec(stageOf(made, stage).text)?.[1]?.split(", ").length ?? 0;
  expect(carried("carry")).toBe(carried("cse") + 1);
});

test("the loop is told from the rest of a program", () => {
  for (const stage of STAGES) {
    const {text, operations} = stageOf(run, stage);
    const {before, loop, after} = splitAtLoop(text);
    expect(before + loop + after).toBe(text);
    expect((loop.match(/ = (?!constant)/g) ?? []).length, stage).toBe(operations.inLoop);
    expect(after).toMatch(/^ {2}\}\n {2}return /);
  }
});

test.each([{I: 31.4}, {tau: 7.5}, STORIES])("%o keeps the key, and the text says so", (change) => {
  const after = moved(change);
  expect({...after.program, times: null}).toEqual({...run.program, times: null});
  expect(moveValues(run, after)).toMatchObject({keyWord: "unchanged by the last move"});
  expect(moveValues(run, after).keyStory).toMatch(/key unchanged, program text unchanged\.$/);
});

test.each([{currents: "spread"}, {model: "LIFRef"}, {reset: "hard"}, {neurons: 1}, {neurons: 10_000}])(
  "%o changes the key",
  (change) => {
    expect(moveValues(run, moved(change)).keyStory).toMatch(/key changed, program text changed\.$/);
  },
);

test("choosing a pass is no move of the program", () => {
  expect(moveValues(run, {...run, values: {...initial, pass: "hoist"}})).toEqual({});
});

test("the links that suggest a move set what they say", () => {
  const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)">/g)];
  expect(links).toHaveLength(6);
  const set = links.map(
    ([, href, data]) => (expect(href).toBe(data), fromSearch(`?${data?.replaceAll("&amp;", "&") ?? ""}`)),
  );
  expect(set).toEqual([
    {I: String(STORIES.I)},
    {tau: String(STORIES.tau)},
    {reset: "hard"},
    {model: "LIFRef"},
    {neurons: "1"},
    {neurons: "1000", currents: "spread"},
  ]);
});

test.each(MODELS)("$model, $reset: about half of the operations are left, as the prediction says", (model) => {
  const {answer, options} = leftPrediction(() => moved(model));
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual(["about half"]);
});

test("repeated calls compile nothing and find the program", () => {
  calls(run);
  const {compiles} = spikeloop.compileStats();
  const again = calls(moved({I: 12}));
  expect(again.compiled).toBe(false);
  expect(again.repeated.run).toBeGreaterThan(0);
  expect(spikeloop.compileStats().compiles).toBe(compiles);
});

test("the parts of a call have a row each, with a bar, and come to what is said of all together", () => {
  const shares = [...page.matchAll(/data-share="(\w+)"/g)].map(([, name]) => name);
  const named = Object.entries(partsOf(run, calls(run))).flatMap(([call, parts]) => {
    return Object.keys(parts).map((part) => `${call}${part}`);
  });
  expect(shares.sort()).toEqual(named.sort());
  const {first, repeat} = partsOf(run, {
    compiled: true,
    firstRun: 1,
    repeated: {backend: "wasm", trace: 1, key: 2, find: 3, bind: 4, run: 5, copy: 6, total: 30},
    firstDraw: 1,
    draw: 7,
  });
  expect(repeat.Rest).toBe(9);
  expect(Object.values(repeat).reduce((sum, part) => sum + part, 0)).toBe(37);
  const {trace, key, verify, optimize, lower, compile} = run.program.times;
  const all = trace + key + verify + optimize + lower + (compile ?? 0) + 1 + 1;
  expect(Object.values(first).reduce((sum, part) => sum + part, 0)).toBeCloseTo(all, 9);
});

test("a spread of currents is an array from the current to twice as much", () => {
  const {output, program} = moved({currents: "spread", I: 12.1, neurons: 1000});
  expect(compiledListing({...initial, currents: "spread", I: 12.1})).toContain("linspace(mA(12.1), mA(24.2), 100)");
  expect(output[0]).toBe("step called with t of unit ms");
  expect(program.trace).toMatch(/mul %\d+, %\d+ : float32\[1000\]/);
});

test.each([
  [{}, "5"],
  [{model: "LIFRef", neurons: 1000}, "6"],
  [{neurons: 1}, "1"],
])("%o: the module has the divisions of the program once for each of %s vectors", (change, expected) => {
  const made = moved(change);
  const {programDivisions, vectors} = compiledValues(made);
  expect(programDivisions).toBe("1");
  expect(vectors).toBe(expected);
  const {before, loop, after} = splitAtModuleLoop(made.program.listing);
  expect(before + loop + after).toBe(made.program.listing);
  expect(loop).toMatch(/^ +loop\n[^]*br_if 0\n +end\n$/);
});

test("newLines: what a pass put there, whatever the names of the values", () => {
  const marked = (before: string, after: string): string[] => {
    const isNew = newLines(before, after);
    return after.split("\n").filter((_, i) => isNew[i]);
  };
  expect(marked("%1 = add %0, %0\n%2 = neg %1\n", "%3 = add %2, %2\n%4 = neg %3\n")).toEqual([]);
  expect(marked("%1 = a\n%2 = b\n", "%1 = a\n%2 = c\n%3 = b\n%4 = a")).toEqual(["%2 = c", "%4 = a"]);
  expect(marked("", "%1 = a")).toEqual(["%1 = a"]);
  // hoisting: what was in the loop is new in front of it
  const [cse, hoist] = (["expandFunctions", "hoist"] as const).map((stage) => splitAtLoop(stageOf(run, stage).text));
  const moves = newLines(cse?.before ?? "", hoist?.before ?? "").filter((isNew) => isNew).length;
  expect(moves).toBeGreaterThan(stageOf(run, "hoist").operations.outside - 1);
});
