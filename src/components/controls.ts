/** @file The controls of a page: a slider with its field, a choice, and groups of them, tied to its store. */
import {element, symbol} from "./element.js";
import {controlName, type ChoiceParameter, type NumberParameter} from "./parameters.js";
import type {ParameterStore, Phase} from "./parameterStore.js";
import {quantityField} from "./quantityField.js";

/** A slider and a field for one number, both showing what the store holds. */
export function slider<V extends object>(store: ParameterStore<V>, name: keyof V & string): HTMLElement {
  const parameter = store.parameters[name] as NumberParameter;
  const {min, max, step, unit} = parameter;
  const id = `parameter-${name}`;
  const range = element("input", {id, type: "range", "aria-label": controlName(parameter), min, max, step});
  range.addEventListener("input", () => setText(store, name, range.value, "move"));
  range.addEventListener("change", () => setText(store, name, range.value, "commit"));
  store.follow((values) => {
    const value = values[name] as number;
    range.value = String(value);
    range.style.setProperty("--filled", `${String(((value - min) / (max - min)) * 100)}%`);
    range.setAttribute("aria-valuetext", `${String(value)} ${unit}`);
  });
  const [field, ...said] = unit === "" ? [numberField(store, name)] : quantityField(store, name);
  return element(
    "div",
    {class: "control", id: `control-${name}`, "data-parameter": name},
    element("label", {for: id}, ...labelParts(parameter)),
    range,
    element("span", {class: "control-field"}, field as HTMLElement),
    ...said,
  );
}

function setText<V extends object>(store: ParameterStore<V>, name: keyof V, text: string, phase: Phase): void {
  store.set({[name]: text} as Partial<Record<keyof V, unknown>>, phase);
}

/** The field of a number without a unit. */
function numberField<V extends object>(store: ParameterStore<V>, name: keyof V & string): HTMLInputElement {
  const {label, min, max, step} = store.parameters[name] as NumberParameter;
  const field = element("input", {
    type: "number",
    "aria-label": `${label} as a number`,
    min,
    max,
    step,
    inputmode: "decimal",
  });
  field.addEventListener("input", () => {
    const number = field.valueAsNumber;
    if (number >= min && number <= max) setText(store, name, field.value, "move");
  });
  field.addEventListener("change", () => {
    setText(store, name, field.value, "commit");
    field.value = String(store.values[name]);
  });
  store.follow((values) => {
    const value = values[name] as number;
    if (field.valueAsNumber !== value) field.value = String(value);
  });
  return field;
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
    {class: "control control-choice", id: `control-${name}`, "data-parameter": name},
    element("legend", {}, label),
    ...buttons.map((button) => element("label", {}, button, ` ${button.value}`)),
  );
}

/** The controls of some parameters, each as its kind asks. */
export function controls<V extends object>(
  store: ParameterStore<V>,
  names: readonly (keyof V & string)[],
): HTMLElement[] {
  const made = names.map((name) => (store.parameters[name].kind === "choice" ? choice : slider)(store, name));
  const named = made.find(({id}) => location.hash === `#${id}`);
  // it is not on the page yet; one that has got another id by then is not meant
  if (named !== undefined) requestAnimationFrame(() => location.hash === `#${named.id}` && focusControl(named));
  return made;
}

/** Brings a control into view and puts the focus on it: what a link to `#control-tau` asks for. */
function focusControl(control: HTMLElement): void {
  control.closest("details")?.setAttribute("open", "");
  control.scrollIntoView({block: "center"});
  control.querySelector("input")?.focus({preventScroll: true});
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
