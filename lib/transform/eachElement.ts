/**
 * @file A function of single elements, compiled once for any number of them and run outside any trace. It knows neither
 * units nor states, and is a step of something else: `lastRun` does not tell of it.
 */
import {elementwise} from "../array/elementwise.js";
import {NDArray} from "../array/ndarray.js";
import {Recorder} from "../array/recorder.js";
import type {ArrayValue} from "../array/value.js";
import {defaultBackend} from "../backends/choose.js";
import {allocate} from "../core/dtype.js";
import type {DType} from "../core/dtype.js";
import {DYNAMIC} from "../ir/types.js";
import type {RuntimeArray, Value} from "../ir/types.js";
import type {KeyedProgram} from "./compileCache.js";
import {executableOf, keyed} from "./compileCache.js";

/** Elements are computed in rows of so many, the rows in a loop: few enough for a short draw, enough for vectors. */
const ROW = 256;

/** A program, and the dtype of its result. */
interface Compiled {
  readonly program: KeyedProgram;
  readonly dtype: DType;
}

/**
 * `f` for the elements 0, 1, ... to before `count`, as a flat array. `f` takes the element's number (int32) and the
 * parameters, and works lane by lane; a parameter is a scalar, or has an element of its own for each.
 */
export function eachElement<P extends readonly ArrayValue[]>(
  f: (index: ArrayValue, ...parameters: P) => ArrayValue,
): (count: number, ...parameters: readonly NDArray[]) => NDArray {
  const programs = new Map<string, Compiled>();
  return (count, ...parameters) => {
    const signature = parameters.map(({dtype, shape}) => `${dtype} ${String(shape.length)}`).join();
    let entry = programs.get(signature);
    if (entry === undefined) programs.set(signature, (entry = compile(f, parameters)));
    const {program, dtype} = entry;
    const rows = Math.ceil(count / ROW);
    const starts = Int32Array.from({length: rows}, (_, row) => row * ROW);
    const args = [{data: starts, shape: [rows]}, ...parameters.map((array) => inRows(array, rows))];
    const [result] = executableOf(program, defaultBackend()).run([...args, LANES]);
    const data = (result as RuntimeArray).data;
    return new NDArray(data.length === count ? data : data.slice(0, count), [count], dtype);
  };
}

const LANES: RuntimeArray = {data: Int32Array.from({length: ROW}, (_, lane) => lane), shape: [ROW]};

function inRows(array: NDArray, rows: number): RuntimeArray {
  if (array.shape.length === 0) return array;
  const data = allocate(array.dtype, rows * ROW);
  data.set(array.data);
  return {data, shape: [rows, ROW]};
}

/** A loop over rows, with the inputs: number of each row's first element, parameters, numbers of a row's elements. */
function compile<P extends readonly ArrayValue[]>(
  f: (index: ArrayValue, ...parameters: P) => ArrayValue,
  parameters: readonly NDArray[],
): Compiled {
  const recorder = new Recorder();
  const {builder} = recorder;
  const starts = builder.input({dtype: "int32", shape: [DYNAMIC]});
  const inputs = parameters.map(({dtype, shape}) =>
    builder.input({dtype, shape: shape.length === 0 ? [] : [DYNAMIC, ROW]}),
  );
  const lanes = builder.input({dtype: "int32", shape: [ROW]});
  const isSliced = ({shape}: Value): boolean => shape[0] === DYNAMIC;
  const start = builder.value("int32", []);
  const values = inputs.map((input) => (isSliced(input) ? builder.value(input.dtype, [ROW]) : input));
  const body = builder.block([start, ...values.filter((_, i) => isSliced(inputs[i] as Value))], () =>
    recorder.inScope(() => {
      const index = elementwise("add", recorder.traced(start), recorder.traced(lanes));
      const result = f(index, ...(values.map((value) => recorder.traced(value)) as readonly ArrayValue[] as P));
      return [recorder.valueOf(result)];
    }),
  );
  const outs = builder.loop({steps: DYNAMIC, inits: [], xs: [starts, ...inputs.filter(isSliced)], body});
  recorder.close();
  return {program: keyed(builder.finish(outs)), dtype: (body.results[0] as Value).dtype};
}
