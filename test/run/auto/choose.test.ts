/** @file The choice among ways whose times are given. */
import {expect, test} from "vitest";
import {choose} from "../../../lib/run/auto/choose.js";
import type {Way} from "../../../lib/run/auto/choose.js";
import type {History} from "../../../lib/run/auto/history.js";
import {learn} from "../../../lib/run/auto/history.js";

const fresh = (): History => ({asked: 0, ratios: new Map(), used: new Set(), refused: new Set()});
const wasm = (usual: number): Way => ({name: "wasm", usual, first: 0});
const card = (usual: number, first: number): Way => ({name: "card", usual, first});

/** Runs a program again and again; `real` gives what a run really takes. Gives the names of the ways, and all the time. */
function runs(count: number, ways: readonly [Way, ...Way[]], real = (way: Way): number => way.usual) {
  const history = fresh();
  const names: string[] = [];
  let time = 0;
  for (let i = 0; i < count; i++) {
    history.asked++;
    const way = choose(ways, history);
    time += real(way) + (history.used.has(way.name) ? 0 : way.first);
    if (history.used.has(way.name)) learn(history, way.name, way.usual, real(way));
    history.used.add(way.name);
    names.push(way.name);
  }
  return {names, time};
}

test("choose: a single run goes to a device only when that pays for compiling too", () => {
  expect(runs(1, [wasm(50), card(10, 100)]).names).toEqual(["wasm"]);
  expect(runs(1, [wasm(150), card(10, 100)]).names).toEqual(["card"]);
});

test("choose: a program that is run again gets to the device once it would have saved what compiling takes", () => {
  expect(runs(5, [wasm(50), card(10, 100)]).names).toEqual(["wasm", "wasm", "card", "card", "card"]);
});

test.for([1, 2, 3, 5, 10, 100])("choose: %i runs take at most about twice the least", (count) => {
  for (const usual of [1, 5, 20, 45, 100]) {
    for (const first of [0, 10, 100, 1000]) {
      const {time} = runs(count, [wasm(50), card(usual, first)]);
      expect(time).toBeLessThanOrEqual(2 * Math.min(count * 50, count * usual + first) + 50);
    }
  }
});

test("choose: leaves a device that takes longer than predicted", () => {
  const real = (way: Way): number => (way.name === "card" ? 200 : way.usual);
  expect(runs(6, [wasm(50), card(20, 0)], real).names.slice(3)).toEqual(["wasm", "wasm", "wasm"]);
});

test("choose: tries a way that is close once, and stays with the better", () => {
  const close: readonly [Way, Way] = [wasm(50), card(60, 0)];
  const [better, worse] = [20, 90].map((real) => runs(12, close, (way) => (way.name === "card" ? real : way.usual)));
  expect(better?.names.slice(-4)).toEqual(["card", "card", "card", "card"]);
  expect(worse?.names.filter((name) => name === "card").length).toBeLessThanOrEqual(2);
  expect(worse?.names.at(-1)).toBe("wasm");
});

test("choose: never tries a way that is far behind", () => {
  expect(new Set(runs(50, [wasm(50), card(80, 0)]).names)).toEqual(new Set(["wasm"]));
});
