/** @file Arrays of numbers as text, as NumPy's `array_str` writes them (float32 by the shortest digits that round-trip). */
import type {DType} from "../core/dtype.js";

/** NumPy's width of a line, and how many elements of a long axis it shows at either end. */
const LINE_WIDTH = 75;
const EDGE_ITEMS = 3;
/** An array of more elements than this is summarised where an axis is long. */
const SUMMARY_SIZE = 100;

/** A number of float32 is in exponent form outside these bounds (NumPy 2.3 and later; before, from 1e8 up). */
const EXPONENT_ABOVE = 1e6;
const EXPONENT_BELOW = 1e-4;
const EXPONENT_SPAN = 1000;

type Format = (value: number) => string;

/**
 * An array as NumPy prints it: `[0.   0.5  1.25]`, nested brackets for more axes, `...` in what is long. A scalar (no
 * axes) is written as an array of one element without its brackets: `20.`, `1.5e-05`.
 * @param data the elements, row-major.
 * @param precision the most digits after the point. Default 8.
 */
export function printArray(data: ArrayLike<number>, shape: readonly number[], dtype: DType, precision = 8): string {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size === 0) return "[]";
  const summarise = size > SUMMARY_SIZE;
  const indices = summarise ? shownIndices(shape) : Array.from({length: size}, (_, i) => i);
  const shown = indices.map((i) => data[i]!);
  const format = formatFor(shown, dtype, precision);
  if (shape.length === 0) return format(data[0]!).trim();
  const write = (axis: number, offset: number, indent: string, width: number): string => {
    const extent = shape[axis]!;
    const stride = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    const isLast = axis === shape.length - 1;
    const items = positions(extent, summarise).map((i) => {
      if (i === undefined) return "...";
      return isLast ? format(data[offset + i]!) : write(axis + 1, offset + i * stride, `${indent} `, width - 1);
    });
    if (isLast) return `[${wrap(items, indent, width - 1)}]`;
    const between = "\n".repeat(shape.length - 1 - axis) + indent;
    return `[${items.join(between)}]`;
  };
  return write(0, 0, " ", LINE_WIDTH);
}

/** The positions along an axis that are shown; undefined stands for those left out. */
function positions(extent: number, summarise: boolean): (number | undefined)[] {
  const all = Array.from({length: extent}, (_, i) => i);
  if (!summarise || extent <= 2 * EDGE_ITEMS) return all;
  return [...all.slice(0, EDGE_ITEMS), undefined, ...all.slice(-EDGE_ITEMS)];
}

/** The flat positions of all elements that are shown. */
function shownIndices(shape: readonly number[]): number[] {
  let indices = [0];
  for (const extent of shape) {
    const along = positions(extent, true).filter((i) => i !== undefined);
    indices = indices.flatMap((index) => along.map((i) => index * extent + i));
  }
  return indices;
}

/** The words of a row, broken into lines of at most `width` characters, of which the indent counts. */
function wrap(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of words) {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  lines.push(line.slice(0, -1));
  return lines.join("\n").slice(indent.length);
}

function formatFor(values: readonly number[], dtype: DType, precision: number): Format {
  if (dtype === "bool") return (value) => (value === 0 ? "False" : " True");
  if (dtype === "int32") {
    const width = Math.max(...values.map((value) => String(value).length));
    return (value) => String(value).padStart(width);
  }
  return floatFormat(values, precision);
}

/** How all of `values` are written: in one form, the points under each other. */
function floatFormat(values: readonly number[], precision: number): Format {
  const finite = values.filter(Number.isFinite);
  const exponential = isExponential(finite);
  const parts = finite.map((value) => (exponential ? splitExponential : splitPositional)(value, precision));
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => text.length));
  const right = widest(parts.map(([, fraction]) => fraction));
  const after = finite.length === 0 ? 1 : 1 + right + widest(parts.map(([, , exponent]) => exponent));
  // Words such as "-inf" may need more room in front of the point than the numbers do.
  const words = values.filter((value) => !Number.isFinite(value)).map(nonFinite);
  const left = Math.max(widest(parts.map(([whole]) => whole)), widest(words) - after);
  return (value) => {
    if (!Number.isFinite(value)) return nonFinite(value).padStart(left + after);
    if (exponential) {
      // Here NumPy fills up with further digits of the value, not with zeros.
      const unique = shortest(value);
      const digits = unique.digits.length === right + 1 ? unique : rounded(value, right);
      const [whole, fraction, exponent] = joinExponential(value, digits);
      return `${whole.padStart(left)}.${fraction.padEnd(right, "0")}${exponent}`;
    }
    const [whole, fraction] = splitPositional(value, precision);
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
}

function isExponential(finite: readonly number[]): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return most >= EXPONENT_ABOVE || least < Math.fround(EXPONENT_BELOW) || Math.fround(most / least) > EXPONENT_SPAN;
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

type Parts = [whole: string, fraction: string, exponent: string];

function splitPositional(value: number, precision: number): Parts {
  let {digits, exponent} = shortest(value);
  if (digits.length - 1 - exponent > precision) {
    ({digits, exponent} = rounded(value, exponent + precision));
  }
  if (exponent < 0) return [`${sign(value)}0`, "0".repeat(-exponent - 1) + digits, ""];
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return [sign(value) + whole, digits.slice(exponent + 1), ""];
}

function splitExponential(value: number, precision: number): Parts {
  const unique = shortest(value);
  return joinExponential(value, unique.digits.length - 1 > precision ? rounded(value, precision) : unique);
}

function joinExponential(value: number, {digits, exponent}: Decimal): Parts {
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return [sign(value) + (digits[0] ?? "0"), digits.slice(1), `e${exponent < 0 ? "-" : "+"}${size}`];
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

/** Decimal digits without trailing zeros (`""` for 0), and the power of ten of the first. */
interface Decimal {
  digits: string;
  exponent: number;
}

/** The fewest digits that read back as the same float32; of two such, those nearer to it. */
function shortest(value: number): Decimal {
  const size = Math.abs(Math.fround(value));
  if (size === 0) return {digits: "", exponent: 0};
  for (let places = 0; places < 9; places++) {
    const {below, exponent, roundsUp} = expand(size, places);
    // Where the float32s below lie closer than those above, the farther neighbour may be the one that reads back.
    for (const digits of roundsUp ? [below + 1, below] : [below, below + 1]) {
      if (Math.fround(Number(`${digits}e${exponent - places}`)) === size) return decimal(digits, exponent, places);
    }
  }
  throw new RangeError(`${value} has no float32 digits`);
}

/** The value rounded to `places` digits after the first; an exact half goes to the even digit. */
function rounded(value: number, places: number): Decimal {
  // Fewer than one digit: what remains is 0, or 1 in the place before.
  if (places < -1) return {digits: "", exponent: 0};
  if (places === -1) {
    const {below, exponent} = expand(Math.abs(value), 0);
    const isMoreThanHalf = below > 5 || (below === 5 && Math.abs(value) > Number(`5e${exponent}`));
    return isMoreThanHalf ? {digits: "1", exponent: exponent + 1} : {digits: "", exponent: 0};
  }
  const {below, exponent, roundsUp} = expand(Math.abs(value), places);
  return decimal(roundsUp ? below + 1 : below, exponent, places);
}

function decimal(digits: number, exponent: number, places: number): Decimal {
  if (digits === 0) return {digits: "", exponent: 0};
  const text = String(digits);
  // 9.99 rounds up to 10.0, which has a digit more.
  return {digits: text.replace(/0+$/, ""), exponent: exponent + text.length - 1 - places};
}

/** The first digits of a size as an integer, cut off, and whether the rest of it rounds up (a half to the even digit). */
function expand(size: number, places: number): {below: number; exponent: number; roundsUp: boolean} {
  // Thirty digits more: a float32 that is exactly half way ends before that, and the last digit's rounding is far off.
  const [mantissa, exponent] = size.toExponential(places + 30).split("e");
  const digits = mantissa!.replace(".", "");
  const below = Number(digits.slice(0, places + 1));
  const rest = digits.slice(places + 1);
  const isHalf = /^50*$/.test(rest);
  return {below, exponent: Number(exponent), roundsUp: isHalf ? below % 2 === 1 : rest[0]! >= "5"};
}
