/** @file The loop as one writes it in JavaScript: in float64, and with every operation rounded to float32. */
import {inProcess} from "../support/measure.js";
import {COEFFICIENT, currentsOf, DT, NEVER, outcomeOf, PARAMETERS} from "../work/lifRefRollout.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Contender} from "./agreement.js";

const {V_th, V_reset, V_rest, R, tau, tau_ref} = PARAMETERS;
const {fround} = Math;

/** What a loop works on. */
interface Arrays<F> {
  readonly I: F;
  readonly V: F;
  readonly last: F;
  /** One row, or one a step. */
  readonly spikes: Float32Array;
  readonly vs: Float32Array;
}

type Loop<F> = (lanes: number, steps: number, arrays: Arrays<F>) => void;

function advance64(i: number, t: number, I: Float64Array, V: Float64Array, last: Float64Array): number {
  const distance = V_th - V_reset;
  const before = V[i]!;
  const spiked = (before - V_th) / distance >= 0 ? 1 : 0;
  const V0 = before - distance * spiked;
  const candidate = V0 + COEFFICIENT * ((-V0 + V_rest + R * I[i]!) / tau);
  const next = t - last[i]! < tau_ref ? V0 : candidate;
  if (next >= V_th) last[i] = t;
  V[i] = next;
  return (next - V_th) / distance >= 0 ? 1 : 0;
}

function advance32(i: number, t: number, I: Float32Array, V: Float32Array, last: Float32Array): number {
  const distance = fround(V_th - V_reset);
  const before = V[i]!;
  const spiked = fround(fround(before - V_th) / distance) >= 0 ? 1 : 0;
  const V0 = fround(before - fround(distance * spiked));
  const drift = fround(fround(fround(-V0 + V_rest) + fround(R * I[i]!)) / tau);
  const candidate = fround(V0 + fround(COEFFICIENT * drift));
  const next = fround(t - last[i]!) < tau_ref ? V0 : candidate;
  if (next >= V_th) last[i] = t;
  V[i] = next;
  return fround(fround(next - V_th) / distance) >= 0 ? 1 : 0;
}

// Each loop is written out: an engine inlines a step that is always the same function.

function count64(lanes: number, steps: number, {I, V, last, spikes}: Arrays<Float64Array>): void {
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < lanes; i++) spikes[i]! += advance64(i, k * 0.1, I, V, last);
  }
}

function record64(lanes: number, steps: number, {I, V, last, spikes, vs}: Arrays<Float64Array>): void {
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < lanes; i++) {
      spikes[k * lanes + i] = advance64(i, k * 0.1, I, V, last);
      vs[k * lanes + i] = V[i]!;
    }
  }
}

function count32(lanes: number, steps: number, {I, V, last, spikes}: Arrays<Float32Array>): void {
  for (let k = 0; k < steps; k++) {
    const t = fround(k * DT);
    for (let i = 0; i < lanes; i++) spikes[i]! += advance32(i, t, I, V, last);
  }
}

function record32(lanes: number, steps: number, {I, V, last, spikes, vs}: Arrays<Float32Array>): void {
  for (let k = 0; k < steps; k++) {
    const t = fround(k * DT);
    for (let i = 0; i < lanes; i++) {
      spikes[k * lanes + i] = advance32(i, t, I, V, last);
      vs[k * lanes + i] = V[i]!;
    }
  }
}

export function float64Loop(work: Work): Contender {
  const loop = work.kind === "record" ? record64 : count64;
  return {...contender("JS loop, float64", work, Float64Array, loop), arithmetic: "float64"};
}

export function froundLoop(work: Work): Contender {
  return contender("JS loop, Math.fround", work, Float32Array, work.kind === "record" ? record32 : count32);
}

function contender<F extends Float32Array | Float64Array>(
  name: string,
  work: Work,
  Floats: new (from: Float32Array | number) => F,
  loop: Loop<F>,
): Contender {
  const {lanes, steps, kind} = work;
  const isRecording = kind === "record";
  const rows = isRecording ? steps : 1;
  const arrays: Arrays<F> = {
    I: new Floats(currentsOf(work)),
    V: new Floats(lanes),
    last: new Floats(lanes),
    spikes: new Float32Array(rows * lanes),
    vs: new Float32Array(isRecording ? rows * lanes : 0),
  };
  const prepare = () => {
    arrays.V.fill(0);
    arrays.last.fill(NEVER);
    if (!isRecording) arrays.spikes.fill(0);
  };
  const run = () => {
    loop(lanes, steps, arrays);
  };
  return {
    ...inProcess(name, run, prepare),
    outcome() {
      prepare();
      run();
      return outcomeOf(lanes, arrays.spikes, arrays.V, isRecording ? arrays.vs.slice() : Float32Array.from(arrays.V));
    },
  };
}
