/** @file Modules: objects that hold parameters, states and other modules, as one tree that can be walked and printed. */
import {ParameterError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {optionsOf} from "../units/given.js";
import {isQuantity, kindOf} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {abstractQuantity, State} from "./state.js";

/** What `initState` and `resetState` are told. */
export interface InitOptions {
  /** A leading axis for every state, one row a sample of a batch. Default none. */
  readonly batchSize?: number | undefined;
}

/** Those whose text is being made: one that is met again, inside itself, is not written out. */
const printing = /* @__PURE__ */ new Set<Module>();

/**
 * Base of everything that has states. Attributes that are states or modules belong to the tree; subclasses make their
 * states in `initState` and advance them in `update`.
 */
export abstract class Module {
  /** Makes this module's own states; `initAllStates` calls it for a whole tree. */
  initState(options?: InitOptions): void;
  initState(): void {}

  /** Puts this module's own states back to their initial values. Default: makes them anew. */
  resetState(options?: InitOptions): void {
    this.initState(options);
  }

  /** The modules directly inside, by attribute (`items[2]` for lists), in alphabetical order as upstream. */
  children(): Map<string, Module> {
    return this.attributes((x): x is Module => x instanceof Module);
  }

  /** The states directly inside, by attribute. */
  ownStates(): Map<string, State> {
    return this.attributes((x): x is State => x instanceof State);
  }

  /** Every module of the tree, children before parents, each once. */
  nodes(): Module[] {
    const seen = new Set<Module>();
    const nodes: Module[] = [];
    const visit = (module: Module): void => {
      if (seen.has(module)) return;
      seen.add(module);
      for (const child of module.children().values()) visit(child);
      nodes.push(module);
    };
    visit(this);
    return nodes;
  }

  /** Every state of the tree by its path (`E.V`), optionally only those of one kind. */
  states<S extends State = State>(kind?: abstract new (...args: never[]) => S): Map<string, S> {
    const found = new Map<string, S>();
    const seen = new Set<object>();
    const visit = (module: Module, path: string): void => {
      if (seen.has(module)) return;
      seen.add(module);
      for (const [key, child] of module.children()) visit(child, `${path}${key}.`);
      for (const [key, state] of module.ownStates()) {
        if (seen.has(state) || (kind !== undefined && !(state instanceof kind))) continue;
        seen.add(state);
        found.set(path + key, state as S);
      }
    };
    visit(this, "");
    return found;
  }

  /** The tree, attributes in the order they were set, two spaces a level, words as upstream spells them (`in_size`). */
  toString(): string {
    if (printing.has(this)) return `${this.constructor.name}(...)`;
    printing.add(this);
    try {
      const lines = this.shownAttributes().map(([key, value]) => `${snakeCase(key)}=${show(value)}`);
      return `${this.constructor.name}(\n${lines.map((line) => indent(line)).join(",\n")}\n)`;
    } finally {
      printing.delete(this);
    }
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }

  /** What `toString` shows, in order: not what is private (`_...`), undefined, or a state that is not initialised. */
  protected shownAttributes(): [string, unknown][] {
    return Object.entries(this).filter(
      ([key, value]) =>
        value !== undefined && !key.startsWith("_") && !(value instanceof State && value.peek() === undefined),
    );
  }

  private attributes<T>(is: (x: unknown) => x is T): Map<string, T> {
    const found = new Map<string, T>();
    for (const key of Object.keys(this).sort()) {
      const value: unknown = Reflect.get(this, key);
      if (is(value)) found.set(key, value);
      else if (Array.isArray(value)) value.forEach((item, i) => is(item) && found.set(`${key}[${String(i)}]`, item));
    }
    return found;
  }
}

/** Words become upstream's (`inSize` is `in_size`); physics symbols (`V_th`, `gNa`) stay, as does all with a `_`. */
function snakeCase(key: string): string {
  return /^[a-z]{2,}([A-Z][a-z]+)+$/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;
}

const indent = (text: string): string => text.replace(/^/gm, "  ");

function show(value: unknown): string {
  if (isQuantity(value)) return value.shape.length === 0 ? showScalar(value) : abstractQuantity(value);
  if (Array.isArray(value)) return value.length === 1 ? `(${show(value[0])},)` : `(${value.map(show).join(", ")})`;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  // modules, states, initialisers and spike functions print themselves
  return (value as {toString(): string}).toString();
}

function showScalar(q: Quantity): string {
  if (q.unit.dim.isDimensionless) return String(q);
  const number = String(q).slice(0, -q.unit.toString().length - 1);
  return `Quantity(${number}, "${q.unit.toString()}")`;
}

/**
 * Makes the states of every module of the tree, children before parents. Needs no `dt`.
 * @param options `batchSize` gives every state a leading axis.
 */
export function initAllStates<M extends Module>(module: M, options: InitOptions = {}): M {
  checkBatch("initAllStates", options);
  return forAll("initAllStates", module, (node) => node.initState(options));
}

/** Puts every state of the tree back to its initial value. */
export function resetAllStates<M extends Module>(module: M, options: InitOptions = {}): M {
  checkBatch("resetAllStates", options);
  return forAll("resetAllStates", module, (node) => node.resetState(options));
}

function checkBatch(who: string, options: InitOptions): void {
  const {batchSize} = optionsOf(who, options, "batchSize");
  if (batchSize === undefined || (Number.isInteger(batchSize) && batchSize > 0)) return;
  throw new ParameterError(`${who}: not a batch size, expected a positive whole number, got ${String(batchSize)}`);
}

function forAll<M extends Module>(who: string, module: M, act: (node: Module) => void): M {
  // a caller without types may give anything
  if (!((module as unknown) instanceof Module)) {
    throw new ParameterError(`${who}: not a module, expected a model or another Module, got ${kindOf(module)}`);
  }
  for (const node of module.nodes()) act(node);
  for (const [path, state] of module.states()) if (state.label === "") state.label = path;
  return module;
}
