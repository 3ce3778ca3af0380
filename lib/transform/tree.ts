/** @file Trees of quantities: what a step takes and returns. One quantity, or tuples and records of them, or nothing. */
import {TraceError} from "../core/errors.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity, Quantity} from "../units/quantity.js";
import {Recorded} from "./recording.js";

/** One element of `X` along axis 0, in the form of `X`. */
export type Slice<X> = X extends Quantity<infer D> ? Quantity<D> : X extends object ? {[K in keyof X]: Slice<X[K]>} : X;

/**
 * What a loop gives for what its steps return, in the form of `O`: quantities stacked on a new axis 0 (a bare number is
 * a dimensionless one), and what each `Recorded` says.
 */
export type Stacked<O> =
  O extends Recorded<infer R>
    ? R
    : O extends Quantity<infer D>
      ? Quantity<D>
      : O extends number
        ? Quantity<Dimensionless>
        : O extends object
          ? {[K in keyof O]: Stacked<O[K]>}
          : O;

/** The leaves of a tree in order, and how to put others in their places. */
export interface Flat<L = Quantity> {
  readonly leaves: readonly L[];
  /** The form of the tree as text; equal for trees of one form. */
  readonly form: string;
  rebuild(leaves: readonly unknown[]): unknown;
}

/** @throws TraceError naming `who` when something in the tree is not a quantity, a number or a container of them. */
export function flatten(tree: unknown, who: string): Flat {
  return flattenBy(quantityAt, tree, who);
}

/** As `flatten`, of a tree whose leaves may also say how they are recorded. */
export function flattenRecords(tree: unknown, who: string): Flat<Quantity | Recorded> {
  return flattenBy((node) => (node instanceof Recorded ? node : quantityAt(node)), tree, who);
}

/** The leaf that something in a tree is, or null. */
type LeafAt<L> = (node: unknown) => L | null;

const quantityAt: LeafAt<Quantity> = (node) =>
  node instanceof Quantity || typeof node === "number" ? asQuantity(node) : null;

function flattenBy<L>(leafAt: LeafAt<L>, tree: unknown, who: string): Flat<L> {
  const leaves: L[] = [];
  const {form, build} = visit(tree, leaves, leafAt, who);
  return {leaves, form, rebuild: (values) => build(values, {next: 0})};
}

interface Node {
  readonly form: string;
  readonly build: (leaves: readonly unknown[], at: {next: number}) => unknown;
}

function visit<L>(tree: unknown, leaves: L[], leafAt: LeafAt<L>, who: string): Node {
  const leaf = leafAt(tree);
  if (leaf !== null) {
    leaves.push(leaf);
    return {form: "*", build: (values, at) => values[at.next++]};
  }
  if (tree === undefined || tree === null) return {form: "-", build: () => tree};
  if (Array.isArray(tree)) {
    const nodes = tree.map((item) => visit(item, leaves, leafAt, who));
    return {
      form: `[${nodes.map((node) => node.form).join()}]`,
      build: (values, at) => nodes.map((node) => node.build(values, at)),
    };
  }
  if (typeof tree === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(tree) as object | null)) {
    const nodes = Object.entries(tree).map(([key, item]) => [key, visit(item, leaves, leafAt, who)] as const);
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
