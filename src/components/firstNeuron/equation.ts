/** @file The equation of the leaky integrate-and-fire neuron: in symbols, and with the reader's numbers in it. */
import katex from "katex";
import type {NeuronValues} from "./parameters.js";

/** The equation in symbols. */
export const EQUATION = String.raw`\tau\,\frac{dV}{dt} = -V + V_{\mathrm{rest}} + R\,I(t)`;

/** The same with numbers. */
export function equationWithNumbers({tau, V_rest, R, I}: NeuronValues): string {
  const rest = `${V_rest < 0 ? "-" : "+"} ${String(Math.abs(V_rest))}\\,\\mathrm{mV}`;
  return String.raw`${tau}\,\mathrm{ms}\;\frac{dV}{dt} = -V ${rest} + ${R}\,\Omega \times ${I}\,\mathrm{mA}`;
}

/** The closed form of the time between two spikes. */
export const INTERVAL = String.raw`T = \tau_{\mathrm{ref}} + \tau \ln \frac{V_{\mathrm{rest}} + R I - V_{\mathrm{reset}}}{V_{\mathrm{rest}} + R I - V_{\mathrm{th}}}, \qquad f = \frac{1}{T}`;

/** Puts a formula into an element, with MathML for screen readers. */
export function setFormula(into: HTMLElement, tex: string): void {
  if (into.dataset.tex === tex) return;
  into.dataset.tex = tex;
  katex.render(tex, into, {displayMode: true, throwOnError: false});
}
