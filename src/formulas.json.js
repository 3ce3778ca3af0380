/** @file Makes formulas.json: the formulas of the tutorials, set by KaTeX when the site is built, so that pages ship none of it. */
import katex from "katex";

/**
 * A number that the page keeps up to date: `\live{tau}{20}`; the symbol of a parameter, which the page makes a control:
 * `\control{tau}{\tau}`; and one that leads to its entry in the glossary: `\term{T}{T}`.
 */
const MACROS = {
  "\\live": "{\\htmlData{value=#1}{\\mathrm{#2}}}",
  "\\control": "\\htmlData{symbol=#1}{#2}",
  "\\term": "\\href{term:#1}{#2}",
};

const REST = String.raw`\control{V_rest}{V_{\mathrm{rest}}}`;
const TARGET = String.raw`${REST} + \control{R}{R}\,\control{I}{I}`;

const FORMULAS = {
  equation: String.raw`\control{tau}{\tau}\,\frac{dV}{dt} = -\term{V}{V} + ${TARGET}(\term{t}{t})`,
  numbers: String.raw`\live{tau}{20\,ms}\;\frac{dV}{dt} = -V\;\live{restTerm}{-60\,mV} + \live{ohms}{1\,\Omega} \times \live{I}{25\,mA}`,
  interval: String.raw`\term{T}{T} = \control{tau_ref}{\tau_{\mathrm{ref}}} + \control{tau}{\tau} \ln \frac{${TARGET} - \control{V_reset}{V_{\mathrm{reset}}}}{${TARGET} - \control{V_th}{V_{\mathrm{th}}}}, \qquad \term{f}{f} = \frac{1}{T}`,
};

/**
 * Without live numbers, MathML for screen readers comes with it; with them the page keeps a label instead.
 * @param {string} tex
 */
function set(tex) {
  const output = tex.includes("\\live") ? "html" : "htmlAndMathml";
  const html = katex.renderToString(tex, {displayMode: true, output, macros: MACROS, strict: false, trust: true});
  // MathML is not seen, so it holds no link
  return html.replace(/(<m\w+) href="[^"]*"/g, "$1");
}

process.stdout.write(
  JSON.stringify(Object.fromEntries(Object.entries(FORMULAS).map(([name, tex]) => [name, set(tex)]))),
);
