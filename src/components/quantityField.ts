/**
 * @file A text field for a number with a unit: it shows "20 ms" and reads "0.02 s" alike. What it cannot take it refuses
 * in words beside the field, and the value stays.
 */
import {quantity, unit as unitOf, type Quantity} from "spikeloop";
import {element} from "./element.js";
import {stepped, type NumberParameter} from "./parameters.js";
import type {ParameterStore, Phase} from "./parameterStore.js";

/** What a text says: a value within the range, with a word about it where the range cut it; or why it is refused. */
export type Reading = {readonly value: number; readonly said: string} | {readonly refused: string};

/** Reads a text for a parameter; a number alone has the parameter's unit. */
export function readQuantity(text: string, parameter: NumberParameter): Reading {
  const {unit, min, max, initial} = parameter;
  const target = unitOf(unit);
  const who = parameter.symbol || (parameter.spoken ?? parameter.label);
  const wanted = `${who} is ${withArticle(target.dim.label)}, such as ${show(initial, unit)}`;
  let read: Quantity;
  try {
    read = quantity(text);
  } catch (error) {
    return {refused: `${reason(text, error)}; ${wanted}`};
  }
  const bare = read.unit.dim.isDimensionless;
  if (!bare && !read.unit.sameDimension(target)) {
    return {refused: `${text.trim()} is ${withArticle(read.unit.dim.label)}; ${wanted}`};
  }
  const number = bare ? read.toNumber() : read.toNumber(target);
  // a float32 keeps six digits whatever they are; the rest is rounding
  const exact = Number(number.toPrecision(6));
  const value = Math.min(max, Math.max(min, exact));
  return {value, said: value === exact ? "" : `${who} goes from ${show(min, unit)} to ${show(max, unit)}`};
}

/** The field of a parameter with a unit, and the place beside it where it says what it refuses. */
export function quantityField<V extends object>(store: ParameterStore<V>, name: keyof V & string): HTMLElement[] {
  const parameter = store.parameters[name] as NumberParameter;
  const {label, min, max, unit} = parameter;
  const said = element("span", {id: `said-${name}`, class: "control-said", role: "status"});
  const field = element("input", {
    type: "text",
    role: "spinbutton",
    class: "control-quantity",
    "aria-label": `${label} in ${unit}`,
    "aria-valuemin": min,
    "aria-valuemax": max,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
    enterkeyhint: "done",
  });
  let shown = NaN;
  const value = (): number => store.values[name] as number;
  const set = (to: number, phase: Phase): void => store.set({[name]: to} as Partial<Record<keyof V, unknown>>, phase);
  const isEdited = (): boolean => field.value !== show(shown, unit);

  const say = (words: string, refused: boolean): void => {
    said.textContent = words;
    said.classList.toggle("refused", refused);
    if (refused) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (words === "") field.removeAttribute("aria-describedby");
    else field.setAttribute("aria-describedby", said.id);
  };
  const showValue = (): void => {
    shown = value();
    field.value = show(shown, unit);
    field.setAttribute("aria-valuenow", String(shown));
    field.setAttribute("aria-valuetext", show(shown, unit));
    say("", false);
  };
  /** Takes what is written; tells whether it was taken. */
  const commit = (): boolean => {
    if (field.value.trim() === "") showValue();
    if (!isEdited()) return true;
    const reading = readQuantity(field.value, parameter);
    if ("refused" in reading) {
      say(reading.refused, true);
      return false;
    }
    set(reading.value, "commit");
    showValue();
    say(reading.said, false);
    return true;
  };

  field.addEventListener("change", commit);
  // a word about what is no longer there would puzzle
  field.addEventListener("input", () => say("", false));
  field.addEventListener("keydown", (event) => {
    const steps = fieldSteps(event);
    if (event.key === "Enter") commit();
    else if (event.key === "Escape") showValue();
    else if (steps !== 0) {
      event.preventDefault();
      if (commit()) set(stepped(parameter, value(), steps), event.repeat ? "move" : "commit");
    }
  });
  store.follow(() => {
    if (value() !== shown) showValue();
  });
  return [field, said];
}

const KEYS: Readonly<Record<string, number>> = {ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10};

/** The steps that a key asks for; the other keys of a text field move its caret. */
function fieldSteps({key, shiftKey, ctrlKey, metaKey, altKey}: KeyboardEvent): number {
  if (ctrlKey || metaKey || altKey) return 0;
  const steps = KEYS[key] ?? 0;
  return shiftKey && Math.abs(steps) === 1 ? 10 * steps : steps;
}

/** A value as it would be typed. */
const show = (value: number, unit: string): string => `${String(value)} ${unit}`;

const withArticle = (noun: string): string =>
  noun === "dimensionless" ? "a number without a unit" : `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;

/** Why a text is no quantity, in the words of the error's hint where it has one. */
function reason(text: string, error: unknown): string {
  const hint = /\nhint: ([^\n]*)/.exec(String(error))?.[1];
  const word = text.trim();
  if (!/\d/.test(word)) return `"${word}" has no number in it`;
  return hint ?? `"${word}" cannot be read`;
}
