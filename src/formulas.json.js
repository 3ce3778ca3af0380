/** @file Makes formulas.json: the formulas of the tutorials, set by KaTeX when the site is built, so that pages ship none of it. */
import katex from "katex";

/** A number that the page keeps up to date: `\live{tau}{20}`. */
const MACROS = {"\\live": "\\htmlData{value=#1}{\\mathrm{#2}}"};

const FORMULAS = {
  equation: String.raw`\tau\,\frac{dV}{dt} = -V + V_{\mathrm{rest}} + R\,I(t)`,
  numbers: String.raw`\live{tau}{20\,ms}\;\frac{dV}{dt} = -V \live{restTerm}{-60\,mV} + \live{ohms}{1\,\Omega} \times \live{I}{25\,mA}`,
  interval: String.raw`T = \tau_{\mathrm{ref}} + \tau \ln \frac{V_{\mathrm{rest}} + R I - V_{\mathrm{reset}}}{V_{\mathrm{rest}} + R I - V_{\mathrm{th}}}, \qquad f = \frac{1}{T}`,
};

/**
 * Without live numbers, MathML for screen readers comes with it; with them the page keeps a label instead.
 * @param {string} tex
 */
function set(tex) {
  const output = tex.includes("\\live") ? "html" : "htmlAndMathml";
  return katex.renderToString(tex, {displayMode: true, output, macros: MACROS, strict: false, trust: true});
}

process.stdout.write(
  JSON.stringify(Object.fromEntries(Object.entries(FORMULAS).map(([name, tex]) => [name, set(tex)]))),
);
