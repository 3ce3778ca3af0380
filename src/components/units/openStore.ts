/** @file A store in which some choices are open: a text that is typed becomes their one option, and so they take it. */
import type {ChoiceParameter, ParametersOf} from "../parameters.js";
import {ParameterStore, type Phase} from "../parameterStore.js";

/** The longest text that is kept. */
export const LONGEST = 60;

export class OpenStore<V extends object> extends ParameterStore<V> {
  readonly #open: ReadonlyMap<string, {options: readonly string[]}>;

  /** @param open the names of the choices that take any text */
  constructor(parameters: ParametersOf<V>, open: readonly (keyof V & string)[]) {
    // copies: what is typed on one page is no option of another
    const copies = new Map<string, ChoiceParameter & {options: readonly string[]}>(
      open.map((name) => [name, {...(parameters[name] as ChoiceParameter)}]),
    );
    super({...parameters, ...Object.fromEntries(copies)});
    this.#open = copies;
  }

  override set(changes: Readonly<Partial<Record<keyof V, unknown>>>, phase: Phase = "commit"): void {
    const texts: Record<string, string> = {};
    for (const [name, parameter] of this.#open) {
      const given = (changes as Record<string, unknown>)[name];
      if (typeof given !== "string") continue;
      texts[name] = given.slice(0, LONGEST);
      parameter.options = [texts[name]];
    }
    super.set({...changes, ...texts}, phase);
  }
}
