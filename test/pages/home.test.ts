/** @file The home page: its example is the code that runs, and what it says works is there. */
import {expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {homeListing, homeValues, runHome} from "../../src/components/home.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

const page = readPage("index.md");
const values = {I: 25};
const run = runHome(values);

test("the example is shown as its template gives it, in at most 16 lines, with what it prints", () => {
  expect(listingsOf(page)).toEqual([{place: "home", code: homeListing(values)}]);
  expect(homeListing(values).split("\n").length).toBeLessThanOrEqual(16);
  expect(outputOf(page, "home")).toBe(run.output.join("\n"));
  expect(run.output).toEqual(["13 spikes in 200 ms"]);
});

test("the text states what the default run computes", () => {
  const computed = homeValues(values, run);
  for (const {name, text} of statedValues(page)) expect(text, name).toBe(computed[name]);
});

test("every name in the column of what works is a name of the package, or a word of its options", () => {
  const works = [...page.matchAll(/^\| (?!Works|-)([^|]*)\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(works.length).toBeGreaterThan(5);
  for (const name of works)
    expect(name === "soft" || name === "hard" || Object.hasOwn(spikeloop, name as string), name).toBe(true);
});
