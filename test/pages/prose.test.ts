/** @file Every page: no number in its text that nothing computes, no import that would leave the site. */
import {expect, test} from "vitest";
import {PAGE_FILES, proseOf, readPage} from "../support/markdown.js";

/** Names, and formulas, with digits in them. */
const NAMES = /Tutorial \d|Brian2|f = 1\/T|√\(2τ\)/g;

test.for(PAGE_FILES)("%s: states no number outside a value that is computed", (file) => {
  const prose = proseOf(readPage(file)).replace(NAMES, "");
  expect(prose.match(/[^\n]*\d[^\n]*/g) ?? []).toEqual([]);
});

test.for(PAGE_FILES)("%s: page code is at most ten lines a block and imports nothing from a third party", (file) => {
  const blocks = [...readPage(file).matchAll(/```(?:js|ts)\n([^]*?)\n```/g)].map(([, code = ""]) => code);
  expect(blocks.length).toBeGreaterThan(0);
  for (const code of blocks) {
    expect(code.split("\n").length, code).toBeLessThanOrEqual(10);
    expect(code).not.toMatch(/["'](npm|jsr|https?):/);
  }
});
