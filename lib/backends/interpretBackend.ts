/** @file The interpreter as a backend: the meaning of every program, where nothing faster can run. */
import {InternalError} from "../core/errors.js";
import {interpret} from "../ir/interpret.js";
import {optimize} from "../ir/passes/optimize.js";
import type {Program} from "../ir/types.js";
import type {Backend} from "./backend.js";
import {checkTarget} from "./backend.js";

export const interpretBackend: Backend = {
  name: "interpret",
  id: "interpret",
  device: null,
  optimize,

  available() {
    return true;
  },

  compile(program: Program) {
    let held: Program | null = program;
    return {
      run(inputs, {firstStep = 0, into = []} = {}) {
        if (held === null) throw new InternalError("an executable was run after it was disposed");
        // results may share elements with inputs or with one another; a caller gets arrays of its own
        const results = interpret(held, inputs, firstStep).map(({data, shape}) => ({data: data.slice(), shape}));
        results.forEach(({data}, i) => {
          checkTarget(into[i], i, data.length);
        });
        return results.map(({data, shape}, i) => {
          const target = into[i];
          target?.set(data);
          return {data: target ?? data, shape};
        });
      },
      dispose() {
        held = null;
      },
    };
  },
};
