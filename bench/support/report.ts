/** @file What a benchmark gives, and how it is written as Markdown. */
import type {Measured} from "./measure.js";

/** A table; the first column says what a row is. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The outcome of one benchmark. */
export interface Report {
  readonly name: string;
  readonly title: string;
  readonly tables: readonly Table[];
  /** What the reader must know to read the tables: what was absent, what differed. */
  readonly notes: readonly string[];
  /** Everything measured, samples included, in milliseconds a call. */
  readonly measured: readonly Measured[];
}

/** A number, a part or nothing: a column of these is set to the right. */
const NUMERIC = /^(-?[\d.,]+( %)?|-|)$|^absent/;

export function toMarkdown({title, tables, notes}: Report): string {
  const parts = tables.map(({caption, columns, rows}) => {
    const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => (row[i] ?? "").length)));
    const isNumeric = columns.map((_, i) => rows.every((row) => NUMERIC.test(row[i] ?? "")));
    const line = (cells: readonly string[]) =>
      `| ${widths.map((width, i) => (isNumeric[i] ? (cells[i] ?? "").padStart(width) : (cells[i] ?? "").padEnd(width))).join(" | ")} |`;
    const rule = `| ${widths.map((width, i) => (isNumeric[i] ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
    return [`**${caption}**`, "", line(columns), rule, ...rows.map(line)].join("\n");
  });
  if (notes.length > 0) parts.push(notes.map((note) => `- ${note}`).join("\n"));
  return [`## ${title}`, ...parts].join("\n\n");
}

/** A number with about three digits that mean something. */
export function digits(x: number): string {
  if (!Number.isFinite(x)) return "-";
  return Math.abs(x) >= 100 ? x.toFixed(0) : String(Number(x.toPrecision(3)));
}

/** A whole number, its digits in groups of three. */
export const grouped = (n: number): string => n.toLocaleString("en-US");

export const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;

/** Median, min and spread of a case, in milliseconds. */
export function timeCells({median, min, spread}: {median: number; min: number; spread: number}): string[] {
  return [digits(median), digits(min), percent(spread)];
}

/** A goal and whether `value` holds it: `<= 1: held`. */
export function goal(value: number, limit: number): string {
  const verdict = value <= limit ? "held" : "NOT HELD";
  return `<= ${String(limit)}: ${verdict}`;
}
