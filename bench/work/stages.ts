/** @file The way from a step function to a machine-code module, stage by stage, each timed. */
import {wasmBackend} from "../../lib/backends/wasm/wasmBackend.js";
import {lower} from "../../lib/backends/wasm/lower.js";
import {arange, environ, forLoop, initAllStates, LIF, LIFRef, mA, ms, mV, ohm} from "../../lib/index.js";
import {structuralKey} from "../../lib/ir/key.js";
import {optimize} from "../../lib/ir/passes/optimize.js";
import type {Block} from "../../lib/ir/types.js";
import {blocksOf} from "../../lib/ir/types.js";
import {verify} from "../../lib/ir/verify.js";
import {traceRollout} from "../../lib/transform/rollout.js";

export const MODELS = {LIF, LIFRef} as const;
export type ModelName = keyof typeof MODELS;

export const STAGES = ["trace", "key", "verify", "optimize", "lower", "module", "run"] as const;
export type Stage = (typeof STAGES)[number];

/** Times in milliseconds, and sizes. `trace` has the key in it, which `key` makes once more; `run` makes the instance. */
export type Stages = Readonly<Record<Stage | "keyUnits" | "ops" | "optimizedOps" | "bytes", number>>;

/** The step count is no part of a program: a large population takes few, so that its run stays short. */
const stepsFor = (lanes: number): number => (lanes > 1000 ? 20 : 2000);

/** Takes one rollout, V and spikes recorded, through all stages, past every cache. */
export function compileStages(model: ModelName, lanes: number): Stages {
  const parameters = {R: ohm(1), tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)};
  const neuron = initAllStates(new MODELS[model](lanes, parameters));
  const times = arange(ms(0), ms(stepsFor(lanes) * 0.1), ms(0.1));
  const body = () =>
    forLoop(
      (t) =>
        environ.context({t}, () => {
          neuron.update(mA(25));
          return [neuron.V.value, neuron.getSpike()] as const;
        }),
      times,
    );
  const timed = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>;
  const time = <T>(stage: Stage, work: () => T): T => {
    const start = performance.now();
    const value = work();
    timed[stage] = performance.now() - start;
    return value;
  };
  return environ.context({dt: ms(0.1)}, () => {
    const {keyed, inputs} = time("trace", () => traceRollout("bench", () => ({value: body(), looked: []})));
    const key = time("key", () => structuralKey(keyed.program));
    time("verify", () => verify(keyed.program));
    const optimized = time("optimize", () => optimize(keyed.program));
    const {bytes} = time("lower", () => lower(optimized));
    const unlike = neverSeen(bytes);
    time("module", () => new WebAssembly.Module(unlike));
    const executable = wasmBackend.compile(optimized);
    time("run", () => executable.run(inputs.map((input) => input.fetch())));
    executable.dispose();
    const sizes = {ops: countOps(keyed.program), optimizedOps: countOps(optimized), bytes: bytes.length};
    return {...timed, ...sizes, keyUnits: key.length};
  });
}

let seen = 0;

/** The same module with a section of notes that no other has: an engine may keep what it compiled by its bytes. */
function neverSeen(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const note = new TextEncoder().encode(`${String(process.pid)}.${String(seen++)}`);
  return Uint8Array.from([...bytes, 0, note.length + 2, 1, "n".charCodeAt(0), ...note]);
}

function countOps({ops}: Block): number {
  return ops.reduce((sum, op) => sum + 1 + blocksOf(op).reduce((inner, block) => inner + countOps(block), 0), 0);
}
