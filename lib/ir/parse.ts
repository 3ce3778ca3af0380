/** @file Reads the text that `print` writes. The values of the program that it gives are new. */
import type {DType} from "../core/dtype.js";
import {InternalError} from "../core/errors.js";
import {sameShape} from "../core/shape.js";
import {Builder} from "./builder.js";
import type {ElementwiseName, ReduceName} from "./opTable.js";
import {OPS, REDUCTIONS} from "./opTable.js";
import {showType} from "./print.js";
import type {Program, RecordRule, TensorType, Value} from "./types.js";
import {DYNAMIC} from "./types.js";

/**
 * The program that a text describes.
 * @throws InternalError when the text is not what `print` writes, or states a type that the operation does not give.
 */
export function parse(text: string): Program {
  return new Parser(text).program();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  readonly #builder = new Builder();
  readonly #values = new Map<string, Value>();

  constructor(text: string) {
    this.#tokens = text.match(/%\w+|[-+\w.]+|\S/g) ?? [];
  }

  program(): Program {
    this.#expect("program");
    this.#params((type) => this.#builder.input(type));
    this.#expect("{");
    const results = this.#statements("return");
    if (this.#at !== this.#tokens.length) this.#fail("the end");
    return this.#builder.finish(results);
  }

  /** Operations, then the results, then the closing brace. */
  #statements(last: "return" | "yield"): Value[] {
    while (!this.#skip(last)) this.#statement();
    const results = this.#peek() === "}" ? [] : this.#list(() => this.#read());
    this.#expect("}");
    return results;
  }

  #statement(): void {
    const names = this.#peek().startsWith("%") ? this.#list(() => this.#next()) : [];
    if (names.length > 0) this.#expect("=");
    const outs = this.#operation();
    if (outs.length !== names.length) this.#fail(`a name for each of ${String(outs.length)} outputs`);
    outs.forEach((out, i) => this.#values.set(names[i] ?? "", out));
  }

  #operation(): readonly Value[] {
    const word = this.#next();
    switch (word) {
      case "constant": {
        const value = constant(this.#next());
        return [this.#typed((type) => this.#builder.constant(value, type.dtype))];
      }
      case "broadcast":
      case "reshape": {
        const arg = this.#read();
        return [this.#typed((type) => this.#builder[word](arg, type.shape))];
      }
      case "reduce": {
        const name = this.#next();
        if (!(name in REDUCTIONS)) this.#fail("a reduction");
        const arg = this.#read();
        this.#expect("over");
        const axes = this.#parenthesized(() => Number(this.#next()));
        return [this.#typed(() => this.#builder.reduce(name as ReduceName, arg, axes))];
      }
      case "take": {
        const arg = this.#read();
        this.#expect("at");
        const indices = this.#read();
        this.#expect("along");
        const axis = Number(this.#next());
        return [this.#typed(() => this.#builder.take(arg, indices, axis))];
      }
      case "loop":
        return this.#loop();
      case "cond": {
        const pred = this.#read();
        const then = this.#block([]);
        this.#expect("else");
        return this.#builder.cond(pred, then, this.#block([]));
      }
      default: {
        if (!(word in OPS)) this.#fail("an operation");
        const args = this.#list(() => this.#read());
        return [this.#typed(() => this.#builder.elementwise(word as ElementwiseName, ...args))];
      }
    }
  }

  #loop(): Value[] {
    const steps = this.#length();
    this.#expect("carry");
    const inits = this.#parenthesized(() => this.#read());
    this.#expect("xs");
    const xs = this.#parenthesized(() => this.#read());
    const records = this.#skip("keep") ? this.#parenthesized(() => this.#rule()) : undefined;
    this.#expect("{");
    const params = this.#params(({dtype, shape}) => this.#builder.value(dtype, shape));
    const body = this.#builder.block(params, () => this.#statements("yield"));
    return this.#builder.loop({steps, inits, xs, body, records});
  }

  #rule(): RecordRule {
    const offset = Number(this.#next());
    this.#expect("/");
    return {offset, every: Number(this.#next())};
  }

  #block(params: readonly Value[]) {
    this.#expect("{");
    return this.#builder.block(params, () => this.#statements("yield"));
  }

  /** The value that `make` gives, which must have the type that follows. */
  #typed(make: (type: TensorType) => Value): Value {
    this.#expect(":");
    const type = this.#type();
    const out = make(type);
    if (out.dtype !== type.dtype || !sameShape(out.shape, type.shape)) this.#fail(`the type ${showType(out)}`);
    return out;
  }

  #params(make: (type: TensorType) => Value): Value[] {
    return this.#parenthesized(() => {
      const name = this.#next();
      this.#expect(":");
      const value = make(this.#type());
      this.#values.set(name, value);
      return value;
    });
  }

  #type(): TensorType {
    const dtype = this.#next() as DType;
    const shape = this.#skip("[") ? this.#list(() => this.#length()) : [];
    if (shape.length > 0) this.#expect("]");
    return {dtype, shape};
  }

  #length(): number {
    return this.#skip("?") ? DYNAMIC : Number(this.#next());
  }

  #read(): Value {
    const value = this.#values.get(this.#next());
    return value ?? this.#fail("a value defined above");
  }

  #parenthesized<T>(item: () => T): T[] {
    this.#expect("(");
    if (this.#skip(")")) return [];
    const items = this.#list(item);
    this.#expect(")");
    return items;
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#skip(",")) items.push(item());
    return items;
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? "the end";
  }

  #next(): string {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #skip(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (this.#next() !== token) this.#fail(token);
  }

  #fail(expected: string): never {
    const before = this.#tokens.slice(Math.max(0, this.#at - 8), this.#at).join(" ");
    throw new InternalError(`parse: expected ${expected} at the end of "${before}"`);
  }
}

function constant(text: string): number {
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  return Number(text.replace("inf", "Infinity"));
}
