/** @file Quantities as the plain numbers of a figure, each checked for its unit and shape by the name a reader knows. */
import type {Dimension, Dimensionless, Quantity, Unit} from "../index.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../index.js";
import {needQuantity, needUnit} from "./given.js";

/** The numbers of a table: `columns` numbers a row. */
export interface Table {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

/** @throws ShapeError as `who: name has the wrong shape, expected ..., got ...`. */
function refuseShape(who: string, name: string, expected: string, got: readonly number[], hint?: string): never {
  throw new ShapeError(`${who}: ${name} has the wrong shape, expected ${expected}, got ${shapeText(got)}`, hint);
}

/** The numbers of `q` in `unit`. @throws UnitMismatchError naming `who` and `name`. */
export function decimals<D extends Dimension>(who: string, name: string, q: Quantity<D>, unit: Unit<D>): Float32Array {
  const text = (u: Unit): string => `${u.toString()} (${u.dim.label})`;
  needUnit(who, name, unit);
  needQuantity(who, name, q, text(unit));
  if (q.unit.sameDimension(unit)) return q.toDecimal(unit);
  throw new UnitMismatchError(`${who}: ${name} has the wrong unit, expected ${text(unit)}, got ${text(q.unit)}`);
}

/** The one number of `q`, which must be finite. @throws ShapeError unless it has exactly one element. */
export function one<D extends Dimension>(who: string, name: string, q: Quantity<D>, unit: Unit<D>): number {
  const numbers = decimals(who, name, q, unit);
  if (numbers.length !== 1) refuseShape(who, name, "() or (1,)", q.shape);
  const x = numbers[0]!;
  if (!Number.isFinite(x))
    throw new ParameterError(`${who}: ${name} cannot be drawn, expected a finite number, got ${x}`);
  return x;
}

/** The numbers along an axis: at least one, all finite. @throws ShapeError unless the shape is [T]. */
export function axisNumbers<D extends Dimension>(
  who: string,
  name: string,
  q: Quantity<D>,
  unit: Unit<D>,
): Float32Array {
  const numbers = decimals(who, name, q, unit);
  if (q.shape.length !== 1 || numbers.length === 0) refuseShape(who, name, "(T,) with T of 1 or more", q.shape);
  const at = numbers.findIndex((x) => !Number.isFinite(x));
  if (at === -1) return numbers;
  throw new ParameterError(`${who}: ${name} cannot be drawn, expected finite numbers, got ${numbers[at]!} at [${at}]`);
}

/** One number for each of `length` points. @throws ShapeError unless the shape is [length] or [length, 1]. */
export function lineNumbers<D extends Dimension>(
  who: string,
  name: string,
  q: Quantity<D>,
  unit: Unit<D>,
  length: number,
): Float32Array {
  const numbers = decimals(who, name, q, unit);
  if (q.shape[0] === length && numbers.length === length) return numbers;
  return refuseShape(who, name, `(${length},) or (${length}, 1)`, q.shape);
}

/**
 * One row for each of `rows` steps; axes after the first are one population, of `expectedColumns` neurons where that is known.
 * A null unit stands for a dimensionless table. @throws ShapeError when rows or columns differ.
 */
export function table<D extends Dimension>(
  who: string,
  name: string,
  q: Quantity<D>,
  unit: Unit<D> | null,
  rows: number,
  expectedColumns?: number,
): Table {
  const data = unit === null ? decimalsOfCount(who, name, q) : decimals(who, name, q, unit);
  const columns = q.shape.slice(1).reduce((product, n) => product * n, 1);
  if (q.shape[0] === rows && columns > 0 && columns === (expectedColumns ?? columns)) return {data, rows, columns};
  const hint = `times has ${rows} ${rows === 1 ? "step" : "steps"}: record ${name} in the same loop`;
  const expected = expectedColumns === undefined ? `(${rows},) or (${rows}, n)` : shapeText([rows, expectedColumns]);
  return refuseShape(who, name, expected, q.shape, q.shape[0] === rows ? undefined : hint);
}

function decimalsOfCount(who: string, name: string, q: Quantity): Float32Array {
  needQuantity(who, name, q, "a dimensionless one");
  if (q.unit.dim.isDimensionless) return (q as Quantity<Dimensionless>).toDecimal();
  const got = `${q.unit.toString()} (${q.unit.dim.label})`;
  throw new UnitMismatchError(`${who}: ${name} has the wrong unit, expected a dimensionless quantity, got ${got}`);
}

/** One column of a table. */
export function columnOf({data, rows, columns}: Table, column: number): Float32Array {
  if (columns === 1) return data;
  return Float32Array.from({length: rows}, (_, i) => data[i * columns + column]!);
}

/** Which columns to draw: those asked for, or the first six. @throws ShapeError for an index that is not there. */
export function chooseColumns(who: string, asked: number | readonly number[] | undefined, columns: number): number[] {
  if (asked === undefined) return Array.from({length: Math.min(columns, 6)}, (_, i) => i);
  const chosen = typeof asked === "number" ? [asked] : [...asked];
  const wrong = chosen.find((i) => !Number.isInteger(i) || i < 0 || i >= columns);
  if (wrong === undefined && chosen.length > 0) return chosen;
  throw new ShapeError(
    `${who}: neuron is not in the population, expected an index from 0 to ${columns - 1}, got ${wrong ?? "none"}`,
  );
}
