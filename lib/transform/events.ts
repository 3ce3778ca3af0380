/**
 * @file Spikes as events. While a loop runs, each neuron keeps the spikes of its last 32 steps as the bits of one
 * integer, stacked every 32 steps: a 32nd of a dense record. Where bits are set, events are read from them.
 */
import {NDArray} from "../array/ndarray.js";
import {ShapeError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {RuntimeArray} from "../ir/types.js";
import {take} from "../math/take.js";
import type {Lanes} from "../run/collector.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";
import type {RecordStream} from "./recording.js";

/** Steps in a word. */
export const WORD = 32;

/** The spikes of a population over a loop, as a list. */
export class SpikeEvents {
  /** The step of each spike, ascending; int32, shape `(count,)`. */
  readonly steps: Quantity<Dimensionless>;
  /** The neuron of each spike, its index in the population flattened; ascending within a step; int32, shape `(count,)`. */
  readonly neurons: Quantity<Dimensionless>;

  /**
   * @param steps the step of each spike
   * @param neurons the neuron of each spike
   * @param stepCount how many steps the loop took
   * @param shape the shape of the population; `[]` for a single neuron
   */
  constructor(
    steps: Int32Array,
    neurons: Int32Array,
    readonly stepCount: number,
    readonly shape: Shape,
  ) {
    this.steps = vector(steps);
    this.neurons = vector(neurons);
  }

  /** How many spikes there are. */
  get count(): number {
    return this.steps.size;
  }

  /** The time of each spike, from the times of all steps. @throws ShapeError when `times` is not a vector of them. */
  times<D extends Dimension>(times: Quantity<D>): Quantity<D> {
    if (times.shape.length !== 1 || times.size !== this.stepCount) {
      throw new ShapeError(
        `SpikeEvents.times: not the times of these steps, expected shape (${String(this.stepCount)},), got ${showShape(times.shape)}`,
      );
    }
    return take(times, this.steps);
  }

  /** The record that a plain `getSpike()` gives: 1 where a neuron spikes, 0 elsewhere; float32, steps first. */
  toDense(): Quantity<Dimensionless> {
    const width = sizeOf(this.shape);
    const dense = new Float32Array(this.stepCount * width);
    const [steps, neurons] = [elements(this.steps), elements(this.neurons)];
    for (let i = 0; i < steps.length; i++) dense[(steps[i] as number) * width + (neurons[i] as number)] = 1;
    return new Quantity(new NDArray(dense, [this.stepCount, ...this.shape], "float32"), DIMENSIONLESS);
  }

  /** `SpikeEvents(17 spikes in 2000 steps)` */
  toString(): string {
    return `SpikeEvents(${String(this.count)} spikes in ${String(this.stepCount)} steps)`;
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }
}

const vector = (data: Int32Array): Quantity<Dimensionless> =>
  new Quantity(new NDArray(data, [data.length], "int32"), DIMENSIONLESS);

const elements = ({value}: Quantity): Int32Array => (value as NDArray).data as Int32Array;

/** Reads events from words as they come. */
export class EventStream implements RecordStream {
  readonly #shape: Shape;
  /** The parts of the population, by their first lanes: their events, ascending. */
  readonly #parts = new Map<number, Part>();

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  rows({data, shape}: RuntimeArray, firstStep: number, lanes: Lanes | null): void {
    const width = sizeOf(shape.slice(1));
    const {from, skip, events} = this.#part(lanes?.from ?? 0, lanes?.skip ?? 0, width);
    const firstRow = Math.floor(firstStep / WORD);
    for (let row = 0; row < (shape[0] ?? 0); row++) {
      const words = data.subarray(row * width, (row + 1) * width);
      events.add(words, from, skip, (firstRow + row) * WORD, WORD);
    }
  }

  result([last]: readonly Quantity[], stepCount: number): SpikeEvents {
    const words = elements(last as Quantity);
    const rest = stepCount % WORD;
    const parts = [...this.#parts.values()].sort((a, b) => a.from - b.from);
    for (const {from, width, skip, events} of parts) {
      if (rest > 0) events.add(words.subarray(from, from + width), from, skip, stepCount - rest, rest);
    }
    const {steps, neurons} = inOrder(
      parts.map(({events}) => events),
      stepCount,
    );
    return new SpikeEvents(steps, neurons, stepCount, this.#shape);
  }

  #part(from: number, skip: number, width: number): Part {
    const known = this.#parts.get(from);
    if (known !== undefined) return known;
    const part = {from, width, skip, events: new EventList()};
    this.#parts.set(from, part);
    return part;
  }
}

/** A part of a population: its first lane, how many it has, and how many of them another part has too. */
interface Part {
  readonly from: number;
  readonly width: number;
  readonly skip: number;
  readonly events: EventList;
}

/** Events, ascending by step, then by neuron. */
class EventList {
  #steps: Int32Array = new Int32Array(1024);
  #neurons: Int32Array = new Int32Array(1024);
  #count = 0;

  get steps(): Int32Array {
    return this.#steps.subarray(0, this.#count);
  }

  get neurons(): Int32Array {
    return this.#neurons.subarray(0, this.#count);
  }

  /** Adds what the low `bits` bits of some words say, the highest of them for step `firstStep`. */
  add(words: RuntimeArray["data"], firstNeuron: number, skip: number, firstStep: number, bits: number): void {
    const active: number[] = [];
    for (let i = skip; i < words.length; i++) if (words[i] !== 0) active.push(i);
    if (active.length === 0) return;
    for (let bit = bits - 1; bit >= 0; bit--) {
      const step = firstStep + bits - 1 - bit;
      for (const i of active) if (((words[i] as number) >>> bit) & 1) this.#push(step, firstNeuron + i);
    }
  }

  #push(step: number, neuron: number): void {
    if (this.#count === this.#steps.length) {
      this.#steps = doubled(this.#steps);
      this.#neurons = doubled(this.#neurons);
    }
    this.#steps[this.#count] = step;
    this.#neurons[this.#count++] = neuron;
  }
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** Lists of ascending neurons as one list: counted by step, then put in place. */
function inOrder(lists: readonly EventList[], stepCount: number): {steps: Int32Array; neurons: Int32Array} {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return {steps: only.steps.slice(), neurons: only.neurons.slice()};
  const next = new Int32Array(stepCount + 1);
  for (const list of lists) for (const step of list.steps) next[step + 1] = (next[step + 1] ?? 0) + 1;
  for (let step = 0; step < stepCount; step++) next[step + 1] = (next[step + 1] ?? 0) + (next[step] ?? 0);
  const total = next[stepCount] ?? 0;
  const [steps, neurons] = [new Int32Array(total), new Int32Array(total)];
  for (const list of lists) {
    list.steps.forEach((step, i) => {
      const at = next[step] ?? 0;
      next[step] = at + 1;
      steps[at] = step;
      neurons[at] = list.neurons[i] ?? 0;
    });
  }
  return {steps, neurons};
}
