/**
 * @file A module as text to be read: the WebAssembly text format, which assemblers take back to the same bytes, with a
 * statement a line and its operands before it, as the machine's stack takes them.
 */
import type {DecodedFunction, Instruction} from "./decoder.js";
import {decodeModule} from "./decoder.js";

const WIDTH = 100;

/** What takes the last values from the stack and leaves none: the end of a statement. */
const ENDS = /^(local\.set|br|br_if|call|drop|memory\.(copy|fill)|\w+\.store\w*)$/;

/**
 * The text of a module that `lower` made. Functions are `$f0`, `$f1`, ..., the parameters and locals of each `$0`,
 * `$1`, .... A vector constant is four float32 numbers where its bits make usual ones, else four integers.
 * @throws InternalError at bytes that are no such module.
 */
export function listing(bytes: Uint8Array): string {
  const {memory, functions, exports} = decodeModule(bytes);
  const lines = [
    `(module ;; ${String(bytes.length)} bytes`,
    `  (import "${memory.module}" "${memory.name}" (memory ${String(memory.pages)}))`,
    ...functions.flatMap((each, i) => ["", ...functionLines(each, i)]),
    "",
    ...exports.map(([name, index]) => `  (export "${name}" (func $f${String(index)}))`),
  ];
  return `${lines.join("\n")}\n)`;
}

function functionLines({params, locals, code, bytes}: DecodedFunction, index: number): string[] {
  const named = (kind: string, types: readonly string[], from: number): string[] =>
    types.map((type, i) => `(${kind} $${String(from + i)} ${type})`);
  const head = [`(func $f${String(index)}`, ...named("param", params, 0)].join(" ");
  return [
    `  ${head} ;; ${String(bytes)} bytes`,
    ...wrapped(named("local", locals, params.length), "    ", "    "),
    ...codeLines(code.slice(0, -1)),
    "  )",
  ];
}

/** Statements, each on its line, and those of a block further in. */
function codeLines(code: readonly Instruction[]): string[] {
  const lines: string[] = [];
  let indent = "    ";
  let pending: string[] = [];
  const end = (): void => {
    lines.push(...wrapped(pending, indent, `${indent}    `));
    pending = [];
  };
  for (const instruction of code) {
    const {name, form} = instruction;
    if (name === "end" || name === "else") {
      end();
      indent = indent.slice(2);
    }
    pending.push(text(instruction));
    if (form === "block" || name === "end" || name === "else" || ENDS.test(name)) end();
    if (form === "block" || name === "else") indent += "  ";
  }
  end();
  return lines;
}

/** The words on as few lines as the width allows. */
function wrapped(words: readonly string[], first: string, others: string): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`${lines.length === 0 ? first : others}${word}`);
  }
  return lines;
}

/** An instruction in the text format. */
function text({name, form, numbers}: Instruction): string {
  const [a = 0, b = 0, c = 0] = numbers;
  switch (form) {
    case "plain":
    case "block":
      return name;
    case "local":
      return `${name} $${String(a)}`;
    case "call":
      return `${name} $f${String(a)}`;
    case "branch":
    case "i32":
    case "lane":
      return `${name} ${String(a)}`;
    case "v128":
      return `${name} ${constant(numbers)}`;
    case "memory":
      return `${name}${address(name, a, b)}`;
    case "memoryLane":
      return `${name}${address(name, a, b)} ${String(c)}`;
  }
}

/** Offset and alignment where they are not what an assembler takes without them. */
function address(name: string, align: number, offset: number): string {
  const bits = Number(/(?:load|store)(\d+)/.exec(name)?.[1] ?? (name.startsWith("v128") ? 128 : 32));
  const shown = [
    offset === 0 ? "" : ` offset=${String(offset)}`,
    8 << align === bits ? "" : ` align=${String(1 << align)}`,
  ];
  return shown.join("");
}

function constant(lanes: readonly number[]): string {
  const floats = lanes.map(usualFloat);
  return floats.includes(null) ? `i32x4 ${lanes.map(integer).join(" ")}` : `f32x4 ${floats.join(" ")}`;
}

const integer = (bits: number): string => (Math.abs(bits) < 1e6 ? String(bits) : `0x${(bits >>> 0).toString(16)}`);

/** The float32 of these bits where it is zero, infinite or between 2^-64 and 2^64: few integers that occur look so. */
function usualFloat(bits: number): string | null {
  const value = new Float32Array(Int32Array.of(bits).buffer)[0] ?? NaN;
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? "inf" : "-inf";
  if (size !== 0 && !(size > 2 ** -64 && size < 2 ** 64)) return null;
  if (Object.is(value, -0)) return "-0";
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].find((n) => Math.fround(Number(value.toPrecision(n))) === value);
  return String(Number(value.toPrecision(digits ?? 9)));
}
