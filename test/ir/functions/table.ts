/** @file The table of docs/math-functions.md: read from the document, and written from what was measured. */
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import type {Row} from "./reference.js";
import {ROWS} from "./reference.js";
import type {Tally} from "./ulps.js";
import {bitsOf, floatOf} from "./ulps.js";

/** What the document says about one row. */
export interface Documented {
  readonly row: Row;
  /** The largest error there is, rounded up to three decimals; half an ulp where every result is correctly rounded. */
  readonly worst: number;
  /** Where it is; empty where every result is correctly rounded. */
  readonly at: readonly number[];
  /** The line of the table. */
  readonly line: string;
}

const file = fileURLToPath(new URL("../../../docs/math-functions.md", import.meta.url));

/** The rows of the document, in the order of `ROWS`. */
export function documented(): Documented[] {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => /^\| `\w+` \| .*\| (0x|none)/.test(line));
  return ROWS.map((row, i) => {
    const line = lines[i] ?? "";
    const [name, , worst, bits = ""] = line.slice(2).split(" | ");
    if (name !== `\`${row.name}\``) throw new Error(`docs/math-functions.md: expected a row of ${row.name}`);
    const at = [...bits.matchAll(/0x([0-9a-f]{8})/g)].map(([, hex = ""]) => floatOf(Number.parseInt(hex, 16) | 0));
    return {row, worst: Number(worst), at, line};
  });
}

/** Three decimals, rounded up: what may be said of a bound. */
export function roundedUp(error: number): string {
  return (Math.ceil(error * 1000) / 1000).toFixed(3);
}

/** One line of the table. */
export function lineOf({row, worst, at, active, correct}: Tally): string {
  const hex = at.map((x) => `0x${(bitsOf(x) >>> 0).toString(16).padStart(8, "0")}`).join(", ");
  const percent = ((100 * correct) / Math.max(1, active)).toFixed(1);
  const cells = [`\`${row.name}\``, rangeOf(row), roundedUp(worst), hex || "none", at.map(shown).join(", "), percent];
  return `| ${cells.join(" | ")} |`;
}

/** The shortest decimal that rounds to `x`. */
function shown(x: number): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].find((n) => Math.fround(Number(x.toPrecision(n))) === x) ?? 9;
  return String(Number(x.toPrecision(digits)));
}

/** The range of a row in words. */
export function rangeOf({name, magnitudes: [lowest, highest]}: Row): string {
  if (name === "pow") return "pairs";
  if (lowest > 0) return `from ${lowest.toLocaleString("en")} on, of the argument`;
  return highest === Infinity ? "all" : `up to ${highest.toLocaleString("en")}`;
}
