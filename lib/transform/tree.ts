/** @file Trees of quantities: what a step takes and returns. One quantity, or tuples and records of them, or nothing. */
import {TraceError} from "../core/errors.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity, Quantity} from "../units/quantity.js";

/** One element of `X` along axis 0, in the form of `X`. */
export type Slice<X> = X extends Quantity<infer D> ? Quantity<D> : X extends object ? {[K in keyof X]: Slice<X[K]>} : X;

/** What steps return, stacked on a new axis 0, in the form of `O`; a bare number becomes a dimensionless quantity. */
export type Stacked<O> =
  O extends Quantity<infer D>
    ? Quantity<D>
    : O extends number
      ? Quantity<Dimensionless>
      : O extends object
        ? {[K in keyof O]: Stacked<O[K]>}
        : O;

/** The leaves of a tree in order, and how to put others in their places. */
export interface Flat {
  readonly leaves: readonly Quantity[];
  /** The form of the tree as text; equal for trees of one form. */
  readonly form: string;
  rebuild(leaves: readonly Quantity[]): unknown;
}

/** @throws TraceError naming `who` when something in the tree is not a quantity, a number or a container of them. */
export function flatten(tree: unknown, who: string): Flat {
  const leaves: Quantity[] = [];
  const {form, build} = visit(tree, leaves, who);
  return {leaves, form, rebuild: (values) => build(values, {next: 0})};
}

interface Node {
  readonly form: string;
  readonly build: (leaves: readonly Quantity[], at: {next: number}) => unknown;
}

function visit(tree: unknown, leaves: Quantity[], who: string): Node {
  if (tree instanceof Quantity || typeof tree === "number") {
    leaves.push(asQuantity(tree));
    return {form: "*", build: (values, at) => values[at.next++]};
  }
  if (tree === undefined || tree === null) return {form: "-", build: () => tree};
  if (Array.isArray(tree)) {
    const nodes = tree.map((item) => visit(item, leaves, who));
    return {
      form: `[${nodes.map((node) => node.form).join()}]`,
      build: (values, at) => nodes.map((node) => node.build(values, at)),
    };
  }
  if (typeof tree === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(tree) as object | null)) {
    const nodes = Object.entries(tree).map(([key, item]) => [key, visit(item, leaves, who)] as const);
    return {
      form: `{${nodes.map(([key, node]) => `${JSON.stringify(key)}:${node.form}`).join()}}`,
      build: (values, at) => Object.fromEntries(nodes.map(([key, node]) => [key, node.build(values, at)])),
    };
  }
  throw new TraceError(
    `${who}: not a tree of quantities, expected quantities, numbers, tuples or records of them, got ${kindOf(tree)}`,
  );
}

function kindOf(x: unknown): string {
  return typeof x === "object" && x !== null ? x.constructor.name : typeof x;
}
