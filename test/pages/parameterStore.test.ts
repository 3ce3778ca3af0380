/** @file The state of a page: it takes what its parameters allow, and nothing from an address that names none of them. */
import {expect, test} from "vitest";
import {NEURON_PARAMETERS} from "../../src/components/firstNeuron/parameters.js";
import {stepped} from "../../src/components/parameters.js";
import {ParameterStore} from "../../src/components/parameterStore.js";
import {fromSearch, toSearch} from "../../src/components/urlState.js";

const store = () => new ParameterStore<{I: number; reset: string}>(NEURON_PARAMETERS);

test("set: names that every object has are no parameters", () => {
  const page = store();
  page.replace(fromSearch("?constructor=2&toString=3&__proto__=4&hasOwnProperty=5&I=8"));
  expect(toSearch(page.changed)).toBe("?I=8");
  expect(Object.keys(page.values)).toEqual(Object.keys(store().values));
});

test("set: holds a number within its range, and leaves it for a word or an unknown choice", () => {
  const page = store();
  page.set({I: "99"});
  expect(page.values.I).toBe(50);
  page.set({I: "many", reset: "none"});
  expect(toSearch(page.changed)).toBe("?I=50");
});

test("stepped: goes by whole steps without their rounding noise, and stays within the range", () => {
  const {dt, I, tau} = NEURON_PARAMETERS;
  expect(stepped(dt, 0.1, 1)).toBe(0.11);
  expect(stepped(I, 0.2, 1)).toBe(0.3);
  expect(stepped(tau, 20, -10)).toBe(15);
  expect([stepped(tau, 49.8, 1), stepped(tau, 6, -10)]).toEqual([50, 5]);
});
