/** @file What a figure is about: asked of a page once, and said again in every file that a reader takes away. */
import type {ParametersOf, Parameter} from "../parameters.js";

/** What the tools beside a figure say of it. */
export interface FigureSubject {
  /** The page and the figure, as file names say them: `first-neuron`, `driven`. */
  readonly page: string;
  readonly figure: string;
  /** One line that names the figure, for a reader who finds the file alone. */
  readonly title: string;
  /** Every parameter behind the figure: its name, and its value with the unit. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The names of those that the file name says. */
  readonly keys: readonly string[];
}

const subjects = new WeakMap<Element, FigureSubject>();

/** Asks for tools beside a figure; gives the figure back. `figurePlaces` puts them there. */
export function withTools(figure: HTMLElement, subject: FigureSubject): HTMLElement {
  subjects.set(figure, subject);
  return figure;
}

/** What a figure is about; undefined where no tools were asked for. */
export const subjectOf = (figure: Element): FigureSubject | undefined => subjects.get(figure);

/** The values of a page as texts: `["tau", "20 ms"]`. */
export function parameterTexts<V extends object>(parameters: ParametersOf<V>, values: V): [string, string][] {
  return Object.entries<Parameter>(parameters).map(([name, parameter]) => {
    const value = String(values[name as keyof V]);
    return [name, parameter.kind === "number" ? `${value} ${parameter.unit}` : value];
  });
}

/** A file name of page, figure and key values: `first-neuron_driven_I=25mA_tau=20ms.csv`. */
export function fileName({page, figure, parameters, keys}: FigureSubject, extension: string): string {
  const texts = keys.map((key) => `${key}=${parameters.find(([name]) => name === key)?.[1] ?? ""}`);
  const name = [page, figure, ...texts].map((part) => part.replace(/[^\w.=+-]/g, "")).join("_");
  return `${name}.${extension}`;
}
