/** @file The symbols of set formulas as controls, without a browser: what they say, and what the keys do to the store. */
import {execFileSync} from "node:child_process";
import {join} from "node:path";
import {JSDOM} from "jsdom";
import {afterEach, beforeEach, expect, test} from "vitest";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {GLOSSARY} from "../../src/components/glossary/entries.js";
import {ParameterStore} from "../../src/components/parameterStore.js";
import {symbolControls} from "../../src/components/symbols.js";
import {paths} from "../../scripts/paths.js";

const formulas = JSON.parse(
  execFileSync(process.execPath, [join(paths.src, "formulas.json.js")], {encoding: "utf8"}),
) as Record<string, string>;

const NAMES = ["document", "location", "innerHeight", "HTMLElement"] as const;
const outside = Object.fromEntries(NAMES.map((name) => [name, (globalThis as Record<string, unknown>)[name]]));
let window: JSDOM["window"];
let root: HTMLElement;
let store: ParameterStore<NeuronValues>;
let end: () => void;

beforeEach(() => {
  window = new JSDOM("<main></main>", {url: "https://site.test/tutorial.html"}).window;
  const {document, location, innerHeight, HTMLElement} = window;
  Object.assign(globalThis, {document, location, innerHeight, HTMLElement});
  root = document.querySelector("main") as HTMLElement;
  root.innerHTML = Object.values(formulas)
    .map((html) => `<div class="equation">${html}</div>`)
    .join("");
  store = new ParameterStore<NeuronValues>(NEURON_PARAMETERS);
  end = symbolControls(root, store, "https://site.test/glossary.html");
});

afterEach(() => {
  end();
  Object.assign(globalThis, outside);
});

const symbol = (name: string): HTMLElement => root.querySelector<HTMLElement>(`[data-symbol="${name}"]`) as HTMLElement;
const press = (name: string, key: string, init: KeyboardEventInit = {}): void =>
  void symbol(name).dispatchEvent(new window.KeyboardEvent("keydown", {key, bubbles: true, ...init}));

test("symbolControls: every symbol is a spin button with its name, limits and value", () => {
  const names = [...root.querySelectorAll<HTMLElement>("[data-symbol]")].map(({dataset}) => dataset.symbol ?? "");
  expect(new Set(names)).toEqual(new Set(["tau", "V_rest", "R", "I", "tau_ref", "V_reset", "V_th"]));
  for (const name of names) {
    const {min, max, unit} = NEURON_PARAMETERS[name as "tau"];
    const {attributes} = symbol(name);
    const said = Object.fromEntries([...attributes].map((attribute) => [attribute.name, attribute.value]));
    expect(said, name).toMatchObject({
      role: "spinbutton",
      tabindex: "0",
      "aria-label": `${GLOSSARY[name as "tau"].name} ${name}`,
      "aria-valuemin": String(min),
      "aria-valuemax": String(max),
      "aria-valuenow": String(store.values[name as "tau"]),
      "aria-valuetext": `${String(store.values[name as "tau"])} ${unit}`,
    });
  }
});

test("symbolControls: the other symbols lead to their entries, and MathML holds no link", () => {
  const links = [...root.querySelectorAll<HTMLAnchorElement>(".katex-html a")];
  expect(links.map(({hash}) => hash)).toEqual(["#V", "#t", "#T", "#f"]);
  for (const {href, hash} of links) {
    expect(href).toBe(`https://site.test/glossary.html${hash}`);
    expect(GLOSSARY).toHaveProperty(hash.slice(1));
  }
  expect(root.querySelectorAll("math [href]")).toHaveLength(0);
});

test("symbolControls: a screen reader meets the controls and links of a set formula, and no loose letter", () => {
  for (const formula of root.querySelectorAll(".katex-html:not([aria-hidden])")) {
    const letters = window.document.createTreeWalker(formula, window.NodeFilter.SHOW_TEXT);
    while (letters.nextNode()) {
      const {parentElement} = letters.currentNode;
      if (letters.currentNode.textContent?.trim() === "") continue;
      expect(parentElement?.closest("[aria-hidden], a"), letters.currentNode.textContent ?? "").not.toBeNull();
    }
  }
  for (const control of root.querySelectorAll("[data-symbol], .katex-html a")) {
    expect(control.closest("[aria-hidden]")).toBeNull();
  }
  expect(root.querySelectorAll(".katex-html[aria-hidden]")).toHaveLength(1);
});

test.each([
  ["ArrowUp", {}, 20.5],
  ["ArrowRight", {}, 20.5],
  ["ArrowDown", {}, 19.5],
  ["ArrowUp", {shiftKey: true}, 25],
  ["ArrowLeft", {shiftKey: true}, 15],
  ["PageUp", {}, 25],
  ["PageDown", {}, 15],
  ["Home", {}, 5],
  ["End", {}, 50],
  ["ArrowUp", {ctrlKey: true}, 20],
  ["x", {}, 20],
] as const)("symbolControls: %s with %o moves tau from 20 ms to where it should be", (key, held, tau) => {
  press("tau", key, held);
  expect(store.values.tau).toBe(tau);
  expect(symbol("tau").getAttribute("aria-valuetext")).toBe(`${String(tau)} ms`);
});

test("symbolControls: a held key is one move that goes on", () => {
  const phases: string[] = [];
  const unfollow = store.follow((_values, phase) => void phases.push(phase));
  press("R", "ArrowUp");
  press("R", "ArrowUp", {repeat: true});
  unfollow();
  expect(phases.slice(1)).toEqual(["commit", "move"]);
  expect(store.values.R).toBe(1.2);
});

test("the card shows the value of the symbol in focus, follows it, and Escape closes it", () => {
  const card = (): HTMLElement => root.querySelector(".symbol-card") as HTMLElement;
  symbol("V_th").focus();
  expect([card().hidden, card().getAttribute("aria-label")]).toEqual([false, "spike threshold V_th"]);
  expect(card().querySelector(".symbol-value")?.textContent).toBe("−50\u00a0mV");
  expect(card().querySelector("a")?.href).toBe("https://site.test/glossary.html#V_th");
  const [less, more] = [...card().querySelectorAll("button")];
  more?.click();
  more?.click();
  less?.click();
  expect([store.values.V_th, card().querySelector(".symbol-value")?.textContent]).toEqual([-49.5, "−49.5\u00a0mV"]);
  store.set({V_th: -40});
  expect([less?.disabled, more?.disabled]).toEqual([false, true]);
  press("V_th", "Escape");
  expect([card().hidden, window.document.activeElement]).toEqual([true, symbol("V_th")]);
});

test("what it returns takes the card away and stops following", () => {
  symbol("I").focus();
  end();
  store.set({I: 3});
  expect(root.querySelector(".symbol-card")).toBeNull();
  expect(symbol("I").getAttribute("aria-valuenow")).toBe("25");
});
