/** @file The listing of a module: the same instructions as an independent tool reads, and the same bytes when assembled. */
import fc from "fast-check";
import wabt from "wabt";
import {expect, test} from "vitest";
import type {Form} from "../../../lib/backends/wasm/decoder.js";
import {decodeModule, INSTRUCTIONS} from "../../../lib/backends/wasm/decoder.js";
import {ByteWriter, encodeModule} from "../../../lib/backends/wasm/encoder.js";
import {FunctionCode} from "../../../lib/backends/wasm/functionCode.js";
import {listing} from "../../../lib/backends/wasm/listing.js";
import {lower} from "../../../lib/backends/wasm/lower.js";
import {Builder} from "../../../lib/ir/builder.js";
import {expandFunctions} from "../../../lib/ir/passes/expandFunctions.js";
import {optimize} from "../../../lib/ir/passes/optimize.js";
import type {Program} from "../../../lib/ir/types.js";
import {DYNAMIC} from "../../../lib/ir/types.js";
import {randomProgram} from "../../ir/randomProgram.js";
import {integrator} from "./programs.js";

const tool = await wabt();

/** The instructions of a text, one an entry with its immediates; constants by their bits, blocks and locals by number. */
function instructionsOf(text: string): string[] {
  const bare = text.replace(/;;.*|\(;.*?;\)/g, "").replace(/select \(result v128\)/g, "select.v128");
  const words = bare.split(/[\s()]+/).filter((word) => word !== "");
  const found: string[] = [];
  for (const word of words) {
    if (/^[a-z][a-z0-9]*(?:x\d+)?\.[a-z]|^(?:select|block|loop|if|else|end|br|br_if|call)$/.test(word))
      found.push(word);
    else if (found.length > 0) found[found.length - 1] += ` ${word.replace(/^\$f?/, "")}`;
  }
  return found.map(bits);
}

/** A constant by the bits of its lanes. */
function bits(instruction: string): string {
  const [, kind = "", lanes = ""] = /^v128\.const (\w+) (.*)/.exec(instruction) ?? [];
  const number = (word: string): number => Number(word.replace("inf", "Infinity"));
  const words = lanes.split(" ").map((word) => {
    return kind === "f32x4" ? new Int32Array(Float32Array.of(number(word)).buffer)[0] : number(word) | 0;
  });
  return kind === "" ? instruction : `v128.const ${words.join(" ")}`;
}

function wabtText(bytes: Uint8Array): string {
  const module = tool.readWasm(bytes, {readDebugNames: false});
  try {
    return module.toText({foldExprs: false, inlineExport: false});
  } finally {
    module.destroy();
  }
}

function assembled(text: string): Uint8Array {
  const module = tool.parseWat("listing.wat", text);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** The lines of instructions alone: the others begin with a parenthesis. */
const codeOf = (text: string): string => text.replace(/^\s*\(.*$/gm, "");

/** wabt drops an `else` with nothing after it, also when it assembles. */
const withoutEmptyElse = (instructions: readonly string[]): string[] =>
  instructions.filter((each, i) => each !== "else" || instructions[i + 1] !== "end");

function holds(program: Program): void {
  const {bytes} = lower(program);
  const text = listing(bytes);
  const instructions = instructionsOf(codeOf(text));
  const fewer = withoutEmptyElse(instructions);
  expect(fewer).toEqual(instructionsOf(codeOf(wabtText(bytes))));
  const again = assembled(text);
  if (fewer.length === instructions.length) expect(Buffer.compare(again, bytes), text).toBe(0);
  else expect(instructionsOf(codeOf(listing(again)))).toEqual(fewer);
}

/** A loop over steps that holds a sum, an inner loop and a condition. */
function everyBlock(): Program {
  const b = new Builder();
  const V0 = b.input({dtype: "float32", shape: [40]});
  const xs = b.input({dtype: "float32", shape: [DYNAMIC]});
  const V = b.value("float32", [40]);
  const x = b.value("float32", []);
  const body = b.block([V, x], () => {
    const total = b.reduce("sum", V, [0]);
    const inner = b.value("float32", []);
    const [grown = total] = b.loop({
      steps: 3,
      inits: [total],
      xs: [],
      body: b.block([inner], () => [b.elementwise("mul", inner, x)]),
    });
    const [chosen = grown] = b.cond(
      b.elementwise("gt", grown, b.constant(0.1)),
      b.block([], () => [b.elementwise("neg", grown)]),
      b.block([], () => [b.constant(-1e-9)]),
    );
    return [b.elementwise("sub", V, chosen), chosen];
  });
  return b.finish(b.loop({steps: DYNAMIC, inits: [V0], xs: [xs], body}));
}

test.each([
  ["a blocked loop", integrator(48, false)],
  ["a single lane", integrator(1, false)],
  ["a step-major loop", integrator(40, true)],
  ["a reduction, an inner loop and a condition", everyBlock()],
])("listing: %s has the instructions and immediates that wabt reads, and assembles to the same bytes", (_, program) => {
  holds(program);
});

test("listing: random programs have the instructions that wabt reads, and assemble to the same bytes", () => {
  const property = fc.property(randomProgram(), ({program}) => holds(expandFunctions(program)));
  fc.assert(property, {numRuns: 100, interruptAfterTimeLimit: 20_000});
  const optimized = fc.property(randomProgram({maxOps: 60}), ({program}) => holds(expandFunctions(optimize(program))));
  fc.assert(optimized, {numRuns: 30, interruptAfterTimeLimit: 20_000});
}, 60_000);

/** Immediates of each form: bytes, and how wabt shows them. */
const IMMEDIATES: Record<Form, {bytes: readonly number[]; text: string}> = {
  plain: {bytes: [], text: ""},
  block: {bytes: [0x40, 0x0b], text: ""},
  local: {bytes: [0x01], text: " 1"},
  branch: {bytes: [0x00], text: " 0"},
  call: {bytes: [0x00], text: " 0"},
  i32: {bytes: [0xc0, 0xbb, 0x78], text: " -123456"},
  v128: {bytes: Array.from({length: 16}, (_, i) => i), text: " 50462976 117835012 185207048 252579084"},
  memory: {bytes: [0x00, 0xc0, 0xc4, 0x07], text: " offset=123456 align=1"},
  memoryLane: {bytes: [0x00, 0x10, 0x01], text: " offset=16 align=1 1"},
  lane: {bytes: [0x03], text: " 3"},
};

/** `else` and `end` stand only inside a block. */
const alone = INSTRUCTIONS.filter(([name]) => name !== "else" && name !== "end");

test.each(alone)("the code of %s, alone in a function, is read as that name by wabt and here", (name, form, code) => {
  const body = new ByteWriter();
  body.locals([]);
  body.all(code);
  body.all(IMMEDIATES[form].bytes);
  body.byte(0x0b);
  const bytes = encodeModule([{params: ["i32", "v128"], body: body.done()}]);
  const shown = name.replace(" (result v128)", ".v128") + IMMEDIATES[form].text;
  const expected = form === "block" ? [shown, "end"] : [shown];
  expect(instructionsOf(codeOf(wabtText(bytes)))).toEqual(expected);
  expect(instructionsOf(codeOf(listing(bytes)))).toEqual(expected);
});

test("no code of the table is the beginning of another", () => {
  const codes = INSTRUCTIONS.map(([, , code]) => `${code.join()},`);
  expect(codes.filter((code) => codes.some((other) => other !== code && other.startsWith(code)))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test("listing: a line is a statement, blocks stand further in, constants are numbers", () => {
  const f = new FunctionCode("i32");
  const [tau, mask, one] = [f.constant(0x3dcccccd), f.constant(0x7fffffff), f.constant(1)];
  f.get(0);
  f.if(
    () => {
      f.get(tau);
      f.get(mask);
      f.emit("v128.and");
      f.set(one);
    },
    () => f.memory("v128.load", 32),
  );
  expect(listing(encodeModule([f.finish()]))).toMatchInlineSnapshot(`
    "(module ;; 131 bytes
      (import "env" "memory" (memory 1))

      (func $f0 (param $0 i32) ;; 82 bytes
        (local $1 v128) (local $2 v128) (local $3 v128)
        v128.const f32x4 0.1 0.1 0.1 0.1 local.set $1
        v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff local.set $2
        v128.const i32x4 1 1 1 1 local.set $3
        local.get $0 if
          local.get $1 local.get $2 v128.and local.set $3
        else
          v128.load offset=32 align=4
        end
      )

      (export "run" (func $f0))
    )"
  `);
});

function changed(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const other = bytes.slice();
  other[at] = byte;
  return other;
}

test.each([
  ["a module that ends too early", (bytes: Uint8Array) => bytes.subarray(0, -3), "a module ends too early"],
  ["an unknown instruction", (bytes: Uint8Array) => changed(bytes, bytes.length - 1, 0xd0), "instruction .*: d0"],
  ["another header", (bytes: Uint8Array) => changed(bytes, 4, 2), "header .*: 02"],
])("listing: %s throws InternalError", (_, change, message) => {
  const {bytes} = lower(integrator(1, false));
  expect(() => decodeModule(change(bytes))).toThrow(new RegExp(`internal: .*${message}`));
});
