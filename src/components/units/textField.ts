/**
 * @file A text field for any quantity: what is written is read at each key, and belongs to the address when the field is
 * left or Enter is pressed. A text that is no quantity stays, is marked, and the error's own words stand below it.
 */
import {element} from "../element.js";
import type {ParameterStore} from "../parameterStore.js";
import type {TextParameter} from "../parameters.js";
import {read} from "./reading.js";

/**
 * @param description the id of the element that says what was read
 * @param again whether the page has a field for this already, and needs another name for it
 */
export function textField<V extends object>(
  store: ParameterStore<V>,
  name: keyof V & string,
  description: string,
  again = false,
): HTMLElement {
  const {label, initial, longest} = store.parameters[name] as TextParameter;
  const id = `typed-${name}${again ? "-again" : ""}`;
  const field = element("input", {
    id,
    type: "text",
    class: "typed-quantity",
    maxlength: longest,
    placeholder: initial,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
    enterkeyhint: "done",
    "aria-describedby": description,
  });
  const set = (phase: "move" | "commit"): void =>
    store.set({[name]: field.value} as Partial<Record<keyof V, unknown>>, phase);
  field.addEventListener("input", () => set("move"));
  field.addEventListener("change", () => {
    if (field.value.trim() === "") field.value = initial;
    set("commit");
  });
  field.addEventListener("keydown", ({key}) => {
    if (key === "Enter") set("commit");
  });
  store.follow((values) => {
    const text = String(values[name]);
    if (field.value !== text) field.value = text;
    if ("refused" in read(text)) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
  return element(
    "div",
    {class: "control typed", id: again ? undefined : `control-${name}`, "data-parameter": name},
    element("label", {for: id}, label),
    field,
  );
}
