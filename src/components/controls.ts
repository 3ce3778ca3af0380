/** @file The controls of a page: a slider with its number field, a choice, and groups of them, tied to its store. */
import {element, symbol} from "./element.js";
import {controlName, type ChoiceParameter, type NumberParameter} from "./parameters.js";
import type {ParameterStore, Phase} from "./parameterStore.js";

/** A slider and a number field for one number, both showing what the store holds. */
export function slider<V extends object>(store: ParameterStore<V>, name: keyof V & string): HTMLElement {
  const parameter = store.parameters[name] as NumberParameter;
  const {label, min, max, step, unit} = parameter;
  const id = `parameter-${name}`;
  const set = (value: string, phase: Phase): void =>
    store.set({[name]: value} as Partial<Record<keyof V, unknown>>, phase);
  const range = element("input", {id, type: "range", "aria-label": controlName(parameter), min, max, step});
  const field = element("input", {
    type: "number",
    "aria-label": `${label} in ${unit}`,
    min,
    max,
    step,
    inputmode: "decimal",
  });
  range.addEventListener("input", () => set(range.value, "move"));
  range.addEventListener("change", () => set(range.value, "commit"));
  field.addEventListener("input", () => {
    const number = field.valueAsNumber;
    if (number >= min && number <= max) set(field.value, "move");
  });
  field.addEventListener("change", () => {
    set(field.value, "commit");
    field.value = String(store.values[name]);
  });
  store.follow((values) => {
    const value = values[name] as number;
    range.value = String(value);
    range.style.setProperty("--filled", `${String(((value - min) / (max - min)) * 100)}%`);
    range.setAttribute("aria-valuetext", `${String(value)} ${unit}`);
    if (field.valueAsNumber !== value) field.value = String(value);
  });
  const words = element("label", {for: id}, ...labelParts(parameter));
  return element(
    "div",
    {class: "control", "data-parameter": name},
    words,
    range,
    element(
      "span",
      {class: "control-field"},
      field,
      element("span", {class: "control-unit", "aria-hidden": "true"}, unit),
    ),
  );
}

/** The label as it is seen, with the symbol set as in the equation; the range itself carries the name as it is spelled. */
function labelParts({label, symbol: spelled}: NumberParameter): Node[] {
  if (spelled === "") return [element("span", {}, label)];
  return [
    element("span", {class: "control-word"}, `${label} `),
    element("span", {"aria-hidden": "true"}, symbol(spelled)),
  ];
}

/** Radio buttons for one choice. */
export function choice<V extends object>(store: ParameterStore<V>, name: keyof V & string): HTMLElement {
  const {label, options} = store.parameters[name] as ChoiceParameter;
  const buttons = options.map((value) => {
    const input = element("input", {type: "radio", name: `parameter-${name}`, value});
    input.addEventListener("change", () => store.set({[name]: value} as Partial<Record<keyof V, unknown>>));
    return input;
  });
  store.follow((values) => {
    for (const button of buttons) button.checked = button.value === values[name];
  });
  return element(
    "fieldset",
    {class: "control control-choice", "data-parameter": name},
    element("legend", {}, label),
    ...buttons.map((button) => element("label", {}, button, ` ${button.value}`)),
  );
}

/** The controls of some parameters, each as its kind asks. */
export function controls<V extends object>(
  store: ParameterStore<V>,
  names: readonly (keyof V & string)[],
): HTMLElement[] {
  return names.map((name) => (store.parameters[name].kind === "choice" ? choice : slider)(store, name));
}

/** A button that puts every parameter back to its default, and is idle when nothing has changed. */
export function resetButton<V extends object>(store: ParameterStore<V>): HTMLButtonElement {
  const button = element(
    "button",
    {type: "button", class: "button", onclick: () => store.replace({} as Partial<V>, "jump")},
    "Reset all to defaults",
  );
  store.follow(() => button.setAttribute("aria-disabled", String(Object.keys(store.changed).length === 0)));
  return button;
}
