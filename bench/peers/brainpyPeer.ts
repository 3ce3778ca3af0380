/** @file BrainPy, whose models ours are a port of, compiled by XLA for the processor. */
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {pythonPeer, pythonsOf} from "./pythonPeer.js";

/** With all cores that XLA may use, or with one. */
export function brainpyPeer(work: Work, source: string, cores: "all" | "one"): Promise<Contender | Absent> {
  const script = {
    name: cores === "all" ? "BrainPy, `jit`" : "BrainPy, `jit`, 1 core",
    file: "brainpyRollout.py",
    args: cores === "all" ? [] : ["1"],
    pythons: pythonsOf("BRAINPY_PYTHON", "python3"),
    arithmetic: "float32 as XLA fuses it",
    usesCores: true,
  };
  return pythonPeer(script, work, source);
}
