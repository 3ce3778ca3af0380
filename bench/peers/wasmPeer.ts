/** @file lifref.c compiled to WebAssembly by clang, in a memory of its own. Nothing is copied out: its results are read in place. */
import {readFileSync} from "node:fs";
import {inProcess} from "../support/measure.js";
import {COEFFICIENT, currentsOf, DT, NEVER, outcomeOf, PARAMETERS} from "../work/lifRefRollout.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {buildWasm} from "./build.js";

const PAGE = 65536;
const FLOAT = 4;

type Loop = (lanes: number, steps: number, dt: number, ...addresses: number[]) => void;

/** The folder `source` is that of the benchmarks. */
export function wasmPeer(work: Work, source: string): Contender | Absent {
  const name = `C, clang to wasm, \`${work.kind}\``;
  const built = buildWasm(source);
  if ("absent" in built) return {name, absent: built.absent};
  const memory = new WebAssembly.Memory({initial: 2});
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(built.file)), {env: {memory}});
  const {lanes, steps, kind} = work;
  const rows = kind === "record" ? steps : 1;

  let end = Math.ceil(Number((instance.exports.__heap_base as WebAssembly.Global).value) / 64) * 64;
  const reserve = (length: number): number => {
    const at = end;
    end += Math.ceil((length * FLOAT) / 64) * 64;
    memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / PAGE)));
    return at;
  };
  const parameters = reserve(7);
  const arrays = [lanes, lanes, lanes, ...(kind === "record" ? [rows * lanes] : []), rows * lanes].map(reserve);
  // views come last: growing a memory detaches those before
  const view = (at: number | undefined, length: number) => new Float32Array(memory.buffer, at, length);
  const {V_th, V_reset, V_rest, R, tau, tau_ref} = PARAMETERS;
  view(parameters, 7).set([V_th, V_reset, V_rest, R, tau, COEFFICIENT, tau_ref]);
  view(arrays[0], lanes).set(currentsOf(work));
  const V = view(arrays[1], lanes);
  const last = view(arrays[2], lanes);
  const spikes = view(arrays.at(-1), rows * lanes);
  const vs = kind === "record" ? view(arrays[3], rows * lanes) : V;

  const loop = instance.exports[kind] as Loop;
  const prepare = () => {
    V.fill(0);
    last.fill(NEVER);
    if (kind === "count") spikes.fill(0);
  };
  const run = () => {
    loop(lanes, steps, DT, parameters, ...arrays);
  };
  return {
    ...inProcess(name, run, prepare),
    outcome() {
      prepare();
      run();
      return outcomeOf(lanes, spikes, V, vs.slice());
    },
  };
}
