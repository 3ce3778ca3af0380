/** @file Makes katex.css: KaTeX's style sheet with the fonts that our formulas use inside it, so that it is one file. */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

/** The faces that letters, digits, Greek and fractions need. The others stay out, and are never asked for. */
const FONTS = [
  "KaTeX_Main-Regular",
  "KaTeX_Math-Italic",
  "KaTeX_Size1-Regular",
  "KaTeX_Size2-Regular",
  "KaTeX_Size3-Regular",
];

const folder = dirname(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"));
const css = readFileSync(join(folder, "katex.min.css"), "utf8");

const bundled = css.replace(/@font-face\{[^}]*\}/g, (face) => {
  const name = /fonts\/(KaTeX_[\w-]+)\.woff2/.exec(face)?.[1];
  if (name === undefined || !FONTS.includes(name)) return "";
  const data = readFileSync(join(folder, "fonts", `${name}.woff2`)).toString("base64");
  return face.replace(/src:[^;}]*/, `src:url(data:font/woff2;base64,${data}) format("woff2")`);
});
process.stdout.write(bundled);
