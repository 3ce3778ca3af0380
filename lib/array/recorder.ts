/** @file A program under construction, and the blocks of it that are open. Arrays that traced code uses become its inputs. */
import type {DType} from "../core/dtype.js";
import {TraceError} from "../core/errors.js";
import {openTrace} from "../core/openTrace.js";
import type {Shape} from "../core/shape.js";
import {Builder} from "../ir/builder.js";
import type {TensorType, Value} from "../ir/types.js";
import {NDArray} from "./ndarray.js";

/** A value of a program under construction: it has a dtype and a shape, but no numbers yet. */
export class Traced {
  constructor(
    readonly value: Value,
    readonly scope: Scope,
  ) {}

  get dtype(): DType {
    return this.value.dtype;
  }

  get shape(): Shape {
    return this.value.shape;
  }
}

/** A block that is being recorded. Its values cannot be used once it is closed. */
export class Scope {
  open = true;
  constructor(readonly recorder: Recorder) {}
}

/** An input of a program, and how to get the array it stands for when the program runs. */
export interface Input {
  readonly value: Value;
  readonly fetch: () => NDArray;
}

/** Records one program. */
export class Recorder {
  readonly builder = new Builder();
  readonly inputs: Input[] = [];
  readonly #captured = new Map<NDArray, Value>();
  readonly #scopes: Scope[] = [new Scope(this)];

  /** The innermost open block. */
  get scope(): Scope {
    return this.#scopes.at(-1) as Scope;
  }

  /** A new input of this type. */
  input(type: TensorType, fetch: () => NDArray): Value {
    const value = this.builder.input(type);
    this.inputs.push({value, fetch});
    return value;
  }

  /** The value of an array in this program: always an input, so that another array of its type compiles nothing. */
  capture(array: NDArray): Value {
    let value = this.#captured.get(array);
    if (value === undefined) {
      value = this.input(array, () => array);
      this.#captured.set(array, value);
    }
    return value;
  }

  /** The value that an array or a traced value has in this program. */
  valueOf(array: NDArray | Traced): Value {
    if (array instanceof NDArray) return this.capture(array);
    if (!array.scope.open || array.scope.recorder !== this) throw escaped();
    return array.value;
  }

  traced(value: Value): Traced {
    return new Traced(value, this.scope);
  }

  /** Runs `body` in a new scope, closed however it ends. */
  inScope<T>(body: () => T): T {
    const scope = new Scope(this);
    this.#scopes.push(scope);
    try {
      return body();
    } finally {
      scope.open = false;
      this.#scopes.pop();
    }
  }

  /** Ends the recording: no value of it can be used from here on. */
  close(): void {
    for (const scope of this.#scopes) scope.open = false;
  }
}

/**
 * What records an operation on these operands: the recorder of a traced one, else that of the open trace, else null. In
 * a trace even an operation on known numbers is recorded, so that two traces that differ in numbers alone are equal.
 */
export function recorderOf(operands: readonly unknown[]): Recorder | null {
  for (const operand of operands) {
    if (!(operand instanceof Traced)) continue;
    if (!operand.scope.open) throw escaped();
    return operand.scope.recorder;
  }
  return (openTrace()?.recorder as Recorder | undefined) ?? null;
}

function escaped(): TraceError {
  return new TraceError(
    "a traced value was used after its trace ended, expected it to stay inside the step it came from, got a use outside",
    "return it from the step, or keep it in a State",
  );
}
