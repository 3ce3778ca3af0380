/**
 * @file The symbols of typeset equations as controls: each that is a parameter can be reached with the Tab key and moved
 * with the arrow keys, and each symbol leads to its entry in the glossary. As they are served they are plain formulas.
 */
import {element} from "./element.js";
import {glossaryEntry} from "./glossary/entries.js";
import {stepped, type NumberParameter} from "./parameters.js";
import type {ParameterStore} from "./parameterStore.js";
import {symbolCard, type SymbolCard} from "./symbolCard.js";

/** What a screen reader says of each symbol after its value. */
const KEYS_HINT = "Arrow keys change it. Enter opens its entry in the glossary.";
const HINT_ID = "symbol-keys";

/**
 * Brings the symbols of the page's equations to life: `data-symbol` names a parameter, `href="term:T"` an entry.
 * @param glossary the address of the glossary
 * @returns what ends it
 */
export function symbolControls<V extends object>(
  root: HTMLElement,
  store: ParameterStore<V>,
  glossary: string,
): () => void {
  const entryAddress = (name: string): string => `${glossary}#${name}`;
  const symbols = [...root.querySelectorAll<HTMLElement>(".equation [data-symbol]")];
  const card = symbolCard(store, entryAddress);
  const hint = element("span", {id: HINT_ID, hidden: true}, KEYS_HINT);
  root.append(hint);
  for (const formula of root.querySelectorAll<HTMLElement>(".equation .katex-html")) expose(formula);
  for (const term of root.querySelectorAll<HTMLAnchorElement>('.equation .katex-html a[href^="term:"]')) {
    linkTerm(term, entryAddress);
  }
  const ends = symbols.map((symbol) => makeControl(symbol, store, card, entryAddress));
  return () => {
    for (const end of [...ends, card.stop]) end();
    hint.remove();
  };
}

/** Shows a set formula to screen readers as its controls and links alone; its MathML is what they read as a formula. */
function expose(formula: Element): void {
  const open = (inside: Element): void => {
    for (const child of inside.children) {
      if (child.matches("[data-symbol], a[href]") || child.querySelector("[data-symbol], a[href]") === null) {
        if (!child.matches("[data-symbol], a[href]")) child.setAttribute("aria-hidden", "true");
      } else open(child);
    }
  };
  if (formula.querySelector("[data-symbol], a[href]") === null) return;
  formula.removeAttribute("aria-hidden");
  open(formula);
}

function linkTerm(term: HTMLAnchorElement, entryAddress: (name: string) => string): void {
  const name = term.pathname;
  const entry = glossaryEntry(name);
  term.setAttribute("aria-label", `${term.textContent}, ${entry?.name ?? name}`);
  term.href = entryAddress(name);
}

function makeControl<V extends object>(
  symbol: HTMLElement,
  store: ParameterStore<V>,
  card: SymbolCard,
  entryAddress: (name: string) => string,
): () => void {
  const name = symbol.dataset.symbol as keyof V & string;
  const parameter = store.parameters[name] as NumberParameter;
  const entry = glossaryEntry(name);
  const described: Readonly<Record<string, string>> = {
    role: "spinbutton",
    tabindex: "0",
    "aria-label": `${entry?.name ?? parameter.label} ${entry?.symbol ?? name}`,
    "aria-valuemin": String(parameter.min),
    "aria-valuemax": String(parameter.max),
    "aria-describedby": HINT_ID,
  };
  for (const [attribute, text] of Object.entries(described)) symbol.setAttribute(attribute, text);
  for (const part of symbol.children) part.setAttribute("aria-hidden", "true");
  const set = (value: number, repeat: boolean): void =>
    store.set({[name]: value} as Partial<Record<keyof V, unknown>>, repeat ? "move" : "commit");

  symbol.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") location.assign(entryAddress(name));
    const value = valueAfter(event, parameter, store.values[name] as number);
    if (value === undefined) return;
    event.preventDefault();
    set(value, event.repeat);
  });
  symbol.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "touch") card.show(symbol);
  });
  symbol.addEventListener("pointerleave", card.hideSoon);
  symbol.addEventListener("focus", () => card.show(symbol));
  symbol.addEventListener("click", () => card.show(symbol));
  symbol.addEventListener("blur", card.hideSoon);
  return store.follow((values) => {
    symbol.setAttribute("aria-valuenow", String(values[name]));
    symbol.setAttribute("aria-valuetext", `${String(values[name])} ${parameter.unit}`);
  });
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
};

/** The value that a key leads to; undefined for a key that is none of a spin button's. */
function valueAfter({key, shiftKey}: KeyboardEvent, parameter: NumberParameter, value: number): number | undefined {
  if (key === "Home") return parameter.min;
  if (key === "End") return parameter.max;
  const steps = STEPS[key];
  return steps && stepped(parameter, value, shiftKey && key.startsWith("Arrow") ? 10 * steps : steps);
}
