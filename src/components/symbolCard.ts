/**
 * @file The card of a symbol: its value with unit, buttons that step it, and its entry in the glossary. It appears beside
 * a symbol under the pointer or in focus, stays while the pointer is on it, and Escape closes it.
 */
import {element, symbol as setSymbol} from "./element.js";
import {glossaryEntry} from "./glossary/entries.js";
import {stepped, withUnit, type NumberParameter} from "./parameters.js";
import type {ParameterStore} from "./parameterStore.js";

/** How long the pointer may be on its way from a symbol to its card. Milliseconds. */
const ON_THE_WAY = 300;
/** Between a symbol and its card, in px. */
const GAP = 4;
/** What the bar of controls covers at the top of the window, in px. */
const KEPT_IN_VIEW = 110;

export interface SymbolCard {
  readonly show: (symbol: HTMLElement) => void;
  /** Hides it unless the pointer reaches it, or the focus is still on its symbol. */
  readonly hideSoon: () => void;
  readonly stop: () => void;
}

export function symbolCard<V extends object>(
  store: ParameterStore<V>,
  entryAddress: (name: string) => string,
): SymbolCard {
  let shown: HTMLElement | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const name = (): keyof V & string => shown?.dataset.symbol as keyof V & string;
  const step = (by: number): void => {
    if (shown === undefined) return;
    const parameter = store.parameters[name()] as NumberParameter;
    const value = stepped(parameter, store.values[name()] as number, by);
    store.set({[name()]: value} as Partial<Record<keyof V, unknown>>);
  };
  // the keyboard has the arrow keys and Enter for these
  const button = (sign: string, by: number): HTMLButtonElement =>
    element("button", {type: "button", class: "button", tabindex: -1, onclick: () => step(by)}, sign);
  const [less, more] = [button("−", -1), button("+", 1)];
  const value = element("span", {class: "symbol-value"});
  const link = element("a", {tabindex: -1});
  const card = element(
    "div",
    {class: "symbol-card", role: "group", hidden: true},
    element("div", {class: "symbol-step"}, less, value, more),
    link,
    element("span", {class: "symbol-keys", "aria-hidden": "true"}, "↑ ↓ change it, Enter explains it"),
  );

  const setValue = (): void => {
    if (shown === undefined) return;
    const {unit, min, max} = store.parameters[name()] as NumberParameter;
    const now = store.values[name()] as number;
    value.textContent = withUnit(now, unit);
    less.disabled = now <= min;
    more.disabled = now >= max;
  };
  const hide = (): void => {
    clearTimeout(leaving);
    shown = undefined;
    card.hidden = true;
  };
  const show = (symbol: HTMLElement): void => {
    clearTimeout(leaving);
    if (shown === symbol) return;
    shown = symbol;
    const entry = glossaryEntry(name());
    const spelled = entry?.symbol ?? name();
    card.setAttribute("aria-label", symbol.getAttribute("aria-label") ?? spelled);
    link.replaceChildren(setSymbol(spelled), ` ${entry?.name ?? ""}`);
    link.href = entryAddress(name());
    less.setAttribute("aria-label", `decrease ${spelled}`);
    more.setAttribute("aria-label", `increase ${spelled}`);
    setValue();
    symbol.closest(".equation")?.after(card);
    card.hidden = false;
    placeBeside(card, symbol);
  };
  const hideSoon = (): void => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (shown === undefined) return;
      const focused = document.activeElement;
      // with the pointer gone the card goes back to the symbol in focus, if there is one
      if (focused instanceof HTMLElement && focused.matches("[data-symbol]")) show(focused);
      else if (!card.contains(focused)) hide();
    }, ON_THE_WAY);
  };
  const onKey = ({key}: KeyboardEvent): void => {
    if (key === "Escape") hide();
  };
  const onPointerDown = ({target}: PointerEvent): void => {
    const inside = card.contains(target as Node) || shown?.contains(target as Node) === true;
    if (shown !== undefined && !inside) hide();
  };
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", ({pointerType}) => pointerType !== "touch" && hideSoon());
  // a press on a button leaves the focus on the symbol
  card.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", onPointerDown);
  const unfollow = store.follow(setValue);
  return {
    show,
    hideSoon,
    stop() {
      hide();
      card.remove();
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPointerDown);
      unfollow();
    },
  };
}

/**
 * Puts the card beside the formula, next to the symbol: above for one in its upper half, else below; and on the other
 * side where the window or the controls that stay in view leave no room.
 */
function placeBeside(card: HTMLElement, symbol: HTMLElement): void {
  const frame = (card.offsetParent ?? document.body).getBoundingClientRect();
  const at = symbol.getBoundingClientRect();
  const formula = (symbol.closest(".equation") ?? symbol).getBoundingClientRect();
  const {offsetWidth: width, offsetHeight: height} = card;
  const fits = {
    above: formula.top - GAP - height >= KEPT_IN_VIEW,
    below: formula.bottom + GAP + height <= innerHeight,
  };
  const wanted = at.top + at.bottom < formula.top + formula.bottom - at.height / 2 ? "above" : "below";
  const above = wanted === "above" ? fits.above || !fits.below : fits.above && !fits.below;
  const left = Math.max(0, Math.min(frame.width - width, (at.left + at.right - width) / 2 - frame.left));
  card.style.left = `${String(left)}px`;
  card.style.top = `${String((above ? formula.top - GAP - height : formula.bottom + GAP) - frame.top)}px`;
}
