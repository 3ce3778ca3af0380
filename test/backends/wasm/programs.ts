/** @file Programs that several tests use: a leaky integrator in each of the two loop shapes. */
import {Builder} from "../../../lib/ir/builder.js";
import type {Program} from "../../../lib/ir/types.js";
import {DYNAMIC} from "../../../lib/ir/types.js";

/**
 * `V += (x - V) / tau` over a sequence `xs`, V recorded, and the times it was above 0 counted. Inputs: tau, V, xs.
 * `coupled` subtracts the sum of all V as well, so that lanes see one another.
 */
export function integrator(lanes: number, coupled: boolean): Program {
  const b = new Builder();
  const tau = b.input({dtype: "float32", shape: []});
  const V0 = b.input({dtype: "float32", shape: [lanes]});
  const xs = b.input({dtype: "float32", shape: [DYNAMIC, lanes]});
  const V = b.value("float32", [lanes]);
  const count = b.value("int32", []);
  const x = b.value("float32", [lanes]);
  const body = b.block([V, count, x], () => {
    const pull = b.elementwise("div", b.elementwise("sub", x, V), tau);
    let next = b.elementwise("add", V, pull);
    if (coupled) next = b.elementwise("sub", next, b.reduce("sum", V, [0]));
    const above = b.elementwise("gt", next, b.constant(0));
    return [next, b.elementwise("add", count, b.constant(1, "int32")), next, above];
  });
  const [last, steps, record, aboves] = b.loop({steps: DYNAMIC, inits: [V0, b.constant(0, "int32")], xs: [xs], body});
  return b.finish([last, steps, record, aboves].flatMap((value) => value ?? []));
}
