/** @file Brian2, in its C++ standalone mode and in its runtime mode. */
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {keptFolder} from "./build.js";
import {pythonPeer, pythonsOf} from "./pythonPeer.js";

/** `standalone` is a program of its own, built for each work; `cython` is a loop in Python over compiled code. */
export function brianPeer(work: Work, source: string, mode: "standalone" | "cython"): Promise<Contender | Absent> {
  const script = {
    name: mode === "standalone" ? "Brian2, C++ standalone" : "Brian2, cython",
    file: "brianRollout.py",
    args: mode === "standalone" ? ["cpp", keptFolder()] : ["cython"],
    pythons: pythonsOf("BRIAN2_PYTHON", "/usr/bin/python3", "python3"),
    arithmetic: "float64",
  };
  return pythonPeer(script, work, source);
}
