/** @file What a machine is measured with: a population of integrate-and-fire neurons, as a program. */
import {parse} from "../../ir/parse.js";
import type {Program, RuntimeArray} from "../../ir/types.js";

/** How a probe is made. */
export interface ProbeForm {
  readonly lanes: number;
  /** Whether V is recorded each step. */
  readonly records?: boolean;
}

/** The program of a probe: V follows its input, and is held for a while after each spike; spikes are counted. */
export function probe({lanes, records = false}: ProbeForm): Program {
  const many = `float32[${String(lanes)}]`;
  const [flags, counts] = [`bool[${String(lanes)}]`, `int32[${String(lanes)}]`];
  return parse(`program (%0: float32[?], %1: ${many}, %2: ${many}, %3: ${counts}, %4: ${many}, %5: float32, %6: float32, %7: float32, %8: float32) {
    %9, %10, %11${records ? ", %12" : ""} = loop ? carry (%1, %2, %3) xs (%0) {
      (%20: ${many}, %21: ${many}, %22: ${counts}, %23: float32)
      %24 = sub %4, %20 : ${many}
      %25 = div %24, %5 : ${many}
      %26 = mul %25, %6 : ${many}
      %27 = add %20, %26 : ${many}
      %28 = sub %23, %21 : ${many}
      %29 = lt %28, %7 : ${flags}
      %30 = select %29, %20, %27 : ${many}
      %31 = ge %30, %8 : ${flags}
      %32 = select %31, %23, %21 : ${many}
      %33 = sub %30, %8 : ${many}
      %34 = select %31, %33, %30 : ${many}
      %35 = toInt %31 : ${counts}
      %36 = add %22, %35 : ${counts}
      yield %34, %32, %36${records ? ", %34" : ""}
    }
    return %9, %10, %11${records ? ", %12" : ""}
  }`);
}

/** Inputs of a probe. Neurons are driven above and below their threshold, so that values stay ordinary ones. */
export function probeInputs({lanes}: ProbeForm, steps: number): RuntimeArray[] {
  const floats = (data: Float32Array): RuntimeArray => ({data, shape: [data.length]});
  const number = (value: number): RuntimeArray => ({data: Float32Array.of(value), shape: []});
  return [
    floats(Float32Array.from({length: steps}, (_, step) => 0.1 * step)),
    floats(new Float32Array(lanes)),
    floats(new Float32Array(lanes).fill(-1e7)),
    {data: new Int32Array(lanes), shape: [lanes]},
    floats(Float32Array.from({length: lanes}, (_, lane) => 8 + (12 * lane) / lanes)),
    number(20),
    number(0.1),
    number(5),
    number(10),
  ];
}
