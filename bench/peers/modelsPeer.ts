/** @file The peers of every model: BrainPy by the model's name, Brian2 by the equations of its row. */
import {initAllStates, Quantity} from "spikeloop";
import type {State} from "spikeloop";
import {parametersOf} from "../../test/models/everyModel.js";
import type {ModelBench} from "../work/models.js";
import type {Absent, Contender} from "./agreement.js";
import {keptFolder} from "./build.js";
import {askedPeer, pythonsOf} from "./pythonPeer.js";

/** A model at a size. */
export interface ModelWork extends ModelBench {
  readonly lanes: number;
}

/** BrainPy with all cores that XLA may use. */
export function brainpyModel(work: ModelWork, source: string): Promise<Contender | Absent> {
  const script = {
    name: "BrainPy, `jit`",
    file: "modelsBrainpy.py",
    args: [],
    pythons: pythonsOf("BRAINPY_PYTHON", "python3"),
    arithmetic: "float32 as XLA fuses it",
    usesCores: true,
  };
  return askedPeer(script, (repeats) => question(work, repeats), source);
}

export function brianModel(
  work: ModelWork,
  source: string,
  mode: "standalone" | "cython",
): Promise<Contender | Absent> {
  const script = {
    name: mode === "standalone" ? "Brian2, C++ standalone" : "Brian2, cython",
    file: "modelsBrian.py",
    args: mode === "standalone" ? ["cpp", keptFolder()] : ["cython"],
    pythons: pythonsOf("BRIAN2_PYTHON", "/usr/bin/python3", "python3"),
    arithmetic: "float64",
  };
  return askedPeer(script, (repeats) => question(work, repeats), source);
}

/** What modelsAnswers.py reads. */
function question({name, Model, options, input, dt, steps, lanes, brian}: ModelWork, repeats: number): string {
  const neuron = initAllStates(new Model(1, options));
  const numberOf = (q: Quantity) => q.toDecimal(q.unit)[0] ?? NaN;
  const states = [...neuron.states()].map(([state, {value}]: [string, State]) => [state, numberOf(value)]);
  const asked = {
    name,
    lanes,
    steps,
    dt,
    input: plain(input),
    options: Object.fromEntries(Object.entries(options).map(([option, value]) => [option, plain(value)])),
    parameters: Object.fromEntries([...parametersOf(neuron)].map(([parameter, q]) => [parameter, numberOf(q)])),
    states: Object.fromEntries(states) as Record<string, number>,
    brian,
    repeats,
  };
  return JSON.stringify(asked);
}

const plain = (value: unknown): unknown =>
  value instanceof Quantity ? {value: value.toDecimal(value.unit)[0], unit: value.unit.toString()} : value;
