/** @file The page about compiling: its listing is what runs, its programs and numbers are what the package gives. */
import {expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {COMPILED_PARAMETERS, STAGES, STORIES, type CompiledValues} from "../../src/components/compiled/parameters.js";
import {splitAtLoop} from "../../src/components/compiled/programView.js";
import {compiledListing, measureCalls, runCompiled, stageOf} from "../../src/components/compiled/run.js";
import {
  compiledValues,
  leftPrediction,
  measuredValues,
  moveValues,
  NOTHING_MOVED,
} from "../../src/components/compiled/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

const page = readPage("concepts/what-forloop-compiles.md");
const initial = initialValues<CompiledValues>(COMPILED_PARAMETERS);
const run = runCompiled(initial);
const measured = measuredValues(run, measureCalls(run));
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

test("the stages are the compiler's passes, six of them, each with a row and an option", () => {
  expect(run.program.passes.map(({name}) => name)).toEqual(STAGES.slice(1));
  expect(STAGES).toHaveLength(7);
  for (const stage of STAGES) expect(page).toContain(`<span data-stage="${stage}">${stage}</span>`);
});

test.each(MODELS)("$model, $reset: hoisting moves exprel out, carrying saves one division of three", (model) => {
  const made = moved(model);
  const inLoop = (stage: (typeof STAGES)[number]): string => splitAtLoop(stageOf(made, stage).text).loop;
  const onNeurons = (text: string): number => (text.match(/ = div .*\[100\]/g) ?? []).length;
  expect(inLoop("trace")).toContain("exprel");
  expect(inLoop("expandFunctions")).toContain("bitsFloat");
  expect(inLoop("hoist")).not.toContain("bitsFloat");
  const operations = (stage: (typeof STAGES)[number]): number => stageOf(made, stage).operations.inLoop;
  expect(operations("expandFunctions") - operations("trace")).toBeGreaterThan(operations("expandFunctions") / 2);
  expect([onNeurons(inLoop("trace")), onNeurons(inLoop("dce"))]).toEqual([3, 2]);
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

test.each([{model: "LIFRef"}, {reset: "hard"}, {neurons: 1}, {neurons: 10_000}])("%o changes the key", (change) => {
  expect(moveValues(run, moved(change)).keyStory).toMatch(/key changed, program text changed\.$/);
});

test("choosing a pass is no move of the program", () => {
  expect(moveValues(run, {...run, values: {...initial, pass: "hoist"}})).toEqual({});
});

test("the links that suggest a move set what they say", () => {
  const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)">/g)];
  expect(links).toHaveLength(5);
  const set = links.map(([, href, data]) => (expect(href).toBe(data), fromSearch(`?${data ?? ""}`)));
  expect(set).toEqual([
    {I: String(STORIES.I)},
    {tau: String(STORIES.tau)},
    {reset: "hard"},
    {model: "LIFRef"},
    {neurons: "1"},
  ]);
});

test.each(MODELS)("$model, $reset: about half of the operations are left, as the prediction says", (model) => {
  const {answer, options} = leftPrediction(() => moved(model));
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual(["about half"]);
});

test("repeated calls compile nothing and find the program", () => {
  measureCalls(run);
  const {compiles} = spikeloop.compileStats();
  const again = measureCalls(moved({I: 12}));
  expect(again.compiled).toBe(false);
  expect(again.run).toBeGreaterThan(0);
  expect(spikeloop.compileStats().compiles).toBe(compiles);
});
