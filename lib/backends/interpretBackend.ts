/** @file The interpreter as a backend: the meaning of every program, where nothing faster can run. */
import {InternalError} from "../core/errors.js";
import {interpret} from "../ir/interpret.js";
import type {Program} from "../ir/types.js";
import type {Backend} from "./backend.js";

export const interpretBackend: Backend = {
  name: "interpret",

  available() {
    return true;
  },

  compile(program: Program) {
    let held: Program | null = program;
    return {
      run(inputs) {
        if (held === null) throw new InternalError("an executable was run after it was disposed");
        // results may share elements with inputs or with one another; a caller gets arrays of its own
        return interpret(held, inputs).map(({data, shape}) => ({data: data.slice(), shape}));
      },
      dispose() {
        held = null;
      },
    };
  },
};
