/** @file Records a step function as a loop of the program: called once, with one slice of each of `xs`. */
import {NDArray} from "../array/ndarray.js";
import {ShapeError, TraceError, UnitMismatchError} from "../core/errors.js";
import {withTrace} from "../core/openTrace.js";
import {sameShape, showArrayType, showShape} from "../core/shape.js";
import {EVERY_STEP} from "../ir/types.js";
import type {Block, RecordRule, Value} from "../ir/types.js";
import type {State} from "../state/state.js";
import {describe, kindOf, type Quantity} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";
import {Records} from "./records.js";
import type {StateEntry, TraceContext} from "./traceContext.js";
import {valueIn} from "./traceContext.js";
import type {Flat} from "./tree.js";
import {flatten} from "./tree.js";

/** A loop to record. `step` takes the carried tree and a slice, and gives the next carried tree and what it records. */
export interface LoopRequest {
  readonly who: string;
  readonly step: (carry: unknown, x: unknown) => readonly [carry: unknown, record: unknown];
  readonly init: unknown;
  readonly xs: unknown;
  /** Whether to record, for a check, every state that the step writes. */
  readonly recordStates: boolean;
  /** Whether the loop is the whole program: what it slices and what it starts from then are inputs of its own. */
  readonly outermost: boolean;
}

/** What a recorded loop gives, as values of the context it was recorded in. */
export interface LoopOutcome {
  readonly carry: unknown;
  readonly steps: number;
  readonly records: Records;
  /** What the records carried to the end, and what they stacked. */
  readonly carried: readonly Quantity[];
  readonly stacks: readonly Quantity[];
  /** With `recordStates`: the name and the stacked values of each state. */
  readonly stateRecords: readonly (readonly [name: string, values: Quantity])[];
}

/** Records the loop in `context`; the states it wrote have their last values there afterwards. */
export function recordLoop(context: TraceContext, request: LoopRequest): LoopOutcome {
  const {builder} = context.recorder;
  const xs = flatten(request.xs, request.who);
  const init = flatten(request.init, request.who);
  const steps = stepCount(xs, request.who);
  const enter = request.outermost ? inputOf : valueIn;
  const sequences = onceEach(xs.leaves, (leaf) => enter(context, leaf));
  const {block, states, records, rules, stacked, checked} = recordBody(context, request, init, xs);
  const inits = [
    ...init.leaves.map((leaf) => enter(context, leaf)),
    ...states.map(([, entry]) => valueIn(context, entry.initial)),
    ...records.init.map((first) => enter(context, first)),
  ];

  const outs = builder.loop({steps, inits, xs: sequences, body: block, records: rules}).values();
  const take = (likes: readonly Quantity[]): Quantity[] =>
    likes.map((like) => context.traced(outs.next().value as Value, like));
  const carry = init.rebuild(take(init.leaves));
  const finals = take(states.map(([, entry]) => entry.initial));
  states.forEach(([state, entry], i) => {
    if (entry.written) context.writeState(state, finals[i] as Quantity, state.peek());
  });
  const carried = take(records.init);
  const stacks = take(stacked);
  const values = take(checked.map(([, entry]) => entry.current));
  const stateRecords = checked.map(([state], i) => [nameOf(state), values[i] as Quantity] as const);
  return {carry, steps, records, carried, stacks, stateRecords};
}

/** An input that stands for these numbers here alone, whatever else uses them: a run in chunks gives it others. */
function inputOf(context: TraceContext, q: Quantity): Value {
  const {value} = q;
  return value instanceof NDArray ? context.recorder.input(value, () => value) : valueIn(context, q);
}

/** `map`, but the same array gets the same value. */
function onceEach(leaves: readonly Quantity[], map: (leaf: Quantity) => Value): Value[] {
  const known = new Map<unknown, Value>();
  return leaves.map((leaf) => {
    const value = known.get(leaf.value) ?? map(leaf);
    known.set(leaf.value, value);
    return value;
  });
}

interface RecordedBody {
  readonly block: Block;
  /** The carried states, in the order of the body's parameters. */
  readonly states: readonly (readonly [State, StateEntry])[];
  readonly records: Records;
  /** What the records stack, and by which rules; then come those checked, every step. */
  readonly stacked: readonly Quantity[];
  readonly rules: readonly RecordRule[];
  readonly checked: readonly (readonly [State, StateEntry])[];
}

function recordBody(context: TraceContext, request: LoopRequest, init: Flat, xs: Flat): RecordedBody {
  const {who} = request;
  const {recorder} = context;
  return recorder.inScope(() => {
    const level = context.inner("loop");
    const paramFor = ({dtype, shape}: Quantity): Value => recorder.builder.value(dtype, shape);
    const carries = init.leaves.map(paramFor);
    const slices = xs.leaves.map((leaf) => recorder.builder.value(leaf.dtype, leaf.shape.slice(1)));
    const asTraced = (values: readonly Value[], flat: Flat): unknown =>
      flat.rebuild(values.map((value, i) => level.traced(value, flat.leaves[i] as Quantity)));
    let parts: (Omit<RecordedBody, "block"> & {readonly counters: readonly Value[]}) | undefined;
    const block = recorder.builder.block([], () => {
      const [next, returned] = withTrace(level, () =>
        pair(request.step(asTraced(carries, init), asTraced(slices, xs)), who),
      );
      const states = [...level.states].filter(([, entry]) => !entry.born);
      const carried = flatten(next, who);
      if (carried.form !== init.form) {
        throw new ShapeError(
          `${who}: the carried value changed its form in the step, expected ${init.form}, got ${carried.form}`,
        );
      }
      const records = new Records(returned, who, request.outermost);
      const counters = records.init.map(paramFor);
      const {next: counted, stacks} = withTrace(level, () =>
        records.step(counters.map((value, i) => level.traced(value, records.init[i] as Quantity))),
      );
      const checked = request.recordStates ? states.filter(([, entry]) => entry.written) : [];
      const rules = [...stacks.map(({rule}) => rule), ...checked.map(() => EVERY_STEP)];
      parts = {states, records, stacked: stacks.map(({value}) => value), rules, checked, counters};
      return [
        ...carried.leaves.map((leaf, i) =>
          carriedValue(level, who, "the carried value", leaf, init.leaves[i] as Quantity),
        ),
        ...states.map(([state, entry]) => carriedValue(level, who, nameOf(state), entry.current, entry.initial)),
        ...[...counted, ...parts.stacked].map((value) => valueIn(level, value)),
        ...checked.map(([, entry]) => valueIn(level, entry.current)),
      ];
    });
    const {counters, ...body} = parts as NonNullable<typeof parts>;
    const params = [...carries, ...body.states.map(([, entry]) => entry.carry as Value), ...counters, ...slices];
    return {...body, block: {...block, params}};
  });
}

/** A caller without types may return anything. */
function pair<T>(returned: T, who: string): T {
  if (Array.isArray(returned)) return returned;
  throw new TraceError(`${who}: the step does not return a pair, expected [carry, record], got ${kindOf(returned)}`);
}

/** What an error calls a state. */
function nameOf(state: State): string {
  return state.label === "" ? state.constructor.name : state.label;
}

/** The number of steps: the length of axis 0, the same for every leaf. */
function stepCount(xs: Flat, who: string): number {
  const [first] = xs.leaves;
  if (first === undefined)
    throw new ShapeError(`${who}: there is nothing to loop over, expected at least one array in xs, got none`);
  const [steps] = first.shape;
  for (const {shape} of xs.leaves) {
    if (steps === undefined || shape.length === 0) {
      throw new ShapeError(
        `${who}: a scalar cannot be looped over, expected an array with a leading axis of steps, got shape ${showShape(shape)}`,
        "an array in xs is a tuple of quantities; write quantity([1, 2, 3]) for a quantity of numbers",
      );
    }
    if (shape[0] !== steps) {
      throw new ShapeError(
        `${who}: xs differ in length, expected ${String(steps)} steps in each, got ${showShape(shape)}`,
      );
    }
  }
  return steps as number;
}

/** The next value of what a loop carries, in the unit it came in; its dtype and shape must not change. */
function carriedValue(level: TraceContext, who: string, what: string, next: Quantity, initial: Quantity): Value {
  if (!next.unit.sameDimension(initial.unit)) {
    throw new UnitMismatchError(
      `${who}: ${what} changed its unit in the step, expected ${describeUnit(initial.unit)}, got ${describe(next)}`,
    );
  }
  if (next.dtype !== initial.dtype || !sameShape(next.shape, initial.shape)) {
    throw new ShapeError(
      `${who}: ${what} changed its shape or dtype in the step, expected ${showArrayType(initial)}, got ${showArrayType(next)}`,
      "give it that shape before the loop (initAllStates with a batchSize, broadcastTo, ...)",
    );
  }
  return valueIn(level, next.in(initial.unit));
}
