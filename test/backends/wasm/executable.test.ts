/** @file Executables: memory, what does not fit, disposal, independence of one another. */
import {expect, test} from "vitest";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {InternalError, RecordTooLargeError} from "../../../lib/core/errors.js";
import {Builder} from "../../../lib/ir/builder.js";
import {DYNAMIC} from "../../../lib/ir/types.js";
import {floats} from "../support.js";
import {integrator} from "./programs.js";

const small = (steps: number) => [
  floats([2], []),
  floats([0, 4]),
  floats(new Array<number>(2 * steps).fill(1), [steps, 2]),
];

/** Records `lanes` copies of each element of its input. */
function stretcher(lanes: number) {
  const b = new Builder();
  const xs = b.input({dtype: "float32", shape: [DYNAMIC]});
  const x = b.value("float32", []);
  const body = b.block([x], () => [b.broadcast(x, [lanes])]);
  return b.finish(b.loop({steps: DYNAMIC, inits: [], xs: [xs], body}));
}

test("run: a record beyond 4 GiB is refused with its bytes, and the executable stays usable", () => {
  const executable = wasmBackend.compile(stretcher(2_000_000));
  expect(() => executable.run([floats(new Array<number>(1000).fill(1))])).toThrow(RecordTooLargeError);
  expect(() => executable.run([floats(new Array<number>(1000).fill(1))])).toThrow(
    /expected at most 4294967296 bytes.*got 8\d{9}\nhint: record less/,
  );
  expect(executable.run([floats([3])])[0]?.data[1_999_999]).toBe(3);
  executable.dispose();
});

test("run: results belong to the caller: a later run changes none of them", () => {
  const executable = wasmBackend.compile(integrator(2, false));
  const [first] = executable.run(small(1));
  executable.run(small(9));
  expect([...(first?.data ?? [])]).toEqual([0.5, 2.5]);
  executable.dispose();
});

test("run: executables do not disturb one another", () => {
  const [a, b] = [wasmBackend.compile(integrator(2, false)), wasmBackend.compile(integrator(2, true))];
  const before = a.run(small(3));
  b.run(small(300));
  expect(a.run(small(3))).toEqual(before);
  a.dispose();
  expect(b.run(small(1))[1]?.data[0]).toBe(1);
  b.dispose();
});

test("run: inputs that do not fit the program are refused", () => {
  const executable = wasmBackend.compile(integrator(2, false));
  expect(() => executable.run([])).toThrow(InternalError);
  expect(() => executable.run([floats([2], []), floats([0]), floats([1, 1], [1, 2])])).toThrow(
    "input 1 has 1 elements, not 2",
  );
  executable.dispose();
});

test("dispose: the executable cannot run afterwards; disposing again does nothing", () => {
  const executable = wasmBackend.compile(integrator(2, false));
  executable.dispose();
  executable.dispose();
  expect(() => executable.run(small(1))).toThrow("run after it was disposed");
});
