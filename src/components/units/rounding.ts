/** @file What it costs to keep numbers in another unit: float32 values, their spacing, and what three listings found. */
import {V, mV, nonzero, type Dimensionless, type Quantity, type Voltage} from "spikeloop";
import {withUnit} from "../parameters.js";
import type {UnitsValues} from "./parameters.js";
import {listing} from "./listings.js";
import {baseUnit, read} from "./reading.js";
import {runShown} from "./run.js";

export type LiveValues = Readonly<Record<string, string>>;

/** The distance from a float32 to the next one further from 0. */
export function ulp(x: number): number {
  const size = Math.abs(Math.fround(x));
  return size === 0 ? 2 ** -149 : 2 ** Math.max(Math.floor(Math.log2(size)) - 23, -149);
}

/** A number kept as a float32 in a unit, and how far that is from the number that was meant, in ulps. */
export interface Kept {
  readonly unit: string;
  readonly number: number;
  readonly off: number;
}

/**
 * A typed quantity as it is kept, what the SI's unit would make of it, and that turned back; null where both are one,
 * or where a float32 has no room for it.
 */
export function keptIn(text: string): {own: Kept; si: Kept; back: Kept} | null {
  const reading = read(text);
  if ("refused" in reading) return null;
  const q = reading.quantity as Quantity<never>;
  const [own, si] = [q.unit, baseUnit(q.unit.dim)];
  const ratio = own.ratioTo(si);
  if (ratio === 1) return null;
  const meant = parseFloat(text.trim().replace(/^−/, "-"));
  if (!Number.isFinite(Math.fround(meant)) || !Number.isFinite(Math.fround(meant * ratio))) return null;
  const kept = (unit: Quantity["unit"], number: number, exact: number): Kept => ({
    unit: unit.symbol,
    number,
    off: (number - exact) / ulp(exact),
  });
  const inSI = q.in(si as never);
  return {
    own: kept(own, q.toNumber(own), meant),
    si: kept(si, inSI.toNumber(si as never), meant * ratio),
    back: kept(own, inSI.in(own).toNumber(own), meant),
  };
}

/** The numbers of the typed quantity. */
export function keptValues(text: string): LiveValues {
  const kept = keptIn(text);
  if (kept === null) {
    const names = ["ownUnit", "ownKept", "ownOff", "siUnit", "siKept", "siOff", "backKept", "backOff"];
    const none = names.map((name) => [name, "–"]);
    return {...(Object.fromEntries(none) as LiveValues), keptStory: noneStory(text)};
  }
  const entries = Object.entries(kept).flatMap(([name, {unit, number, off}]) => [
    ...(name === "back" ? [] : [[`${name}Unit`, unit]]),
    [`${name}Kept`, withUnit(tenDigits(number), "")],
    [`${name}Off`, ulps(off)],
  ]);
  return {...(Object.fromEntries(entries) as LiveValues), keptStory: keptStory(kept)};
}

function noneStory(text: string): string {
  const reading = read(text);
  if ("refused" in reading) return "What is typed above is no quantity.";
  const {unit} = reading.quantity;
  return unit.ratioTo(baseUnit(unit.dim)) === 1
    ? "What is typed above is in the unit of the SI already: nothing would be converted."
    : "What is typed above has no float32: it is too large.";
}

function keptStory({own, si, back}: {own: Kept; si: Kept; back: Kept}): string {
  if (back.number !== own.number)
    return `Turned into ${si.unit} and back, it is another number: ${withUnit(tenDigits(back.number), back.unit)}.`;
  if (isNone(si.off)) return `This one is lucky: it is exact in ${si.unit} too.`;
  const way =
    Math.abs(si.off) > 0.5 ? `not even the nearest float32 in ${si.unit}, and yet it` : "rounded once more, and";
  return `This one is lucky: on the way it is ${way} comes back as it was.`;
}

/** A number with ten digits: enough to tell float32s apart. */
const tenDigits = (x: number): string => String(Number(x.toPrecision(10)));

/** Whether so many ulps are the noise of the float64 that they are counted with. */
const isNone = (off: number): boolean => Math.abs(off) < 0.005;

function ulps(off: number): string {
  const size = isNone(off) ? "0" : off.toFixed(2);
  return withUnit(size, "ulp");
}

/** What the listings about whole ranges of voltages find; they have no settings. */
export function rangeValues(): LiveValues {
  const back = runShown(listing("back", {} as UnitsValues));
  const {changed, voltages, thereAndBack} = back.scope as {changed: Quantity<Dimensionless>} & Readonly<
    Record<"voltages" | "thereAndBack", Quantity<Voltage>>
  >;
  const after = thereAndBack.toDecimal(mV);
  const off = [...voltages.toDecimal(mV)].map((x, i) => Math.abs((after[i] as number) - x) / ulp(x));
  const sums = runShown(listing("sums", {} as UnitsValues));
  const {missed} = sums.scope as {missed: {mV: number; V: number}};
  const tenths = Math.fround(-65 / 1000);
  return {
    grid: String(voltages.size),
    changed: String(changed.toNumber()),
    changedShare: withUnit(Math.round((100 * changed.toNumber()) / voltages.size), "%"),
    changedMost: withUnit(Math.max(...off), "ulp"),
    missedOwn: String(missed.mV),
    missedSI: String(missed.V),
    exactUpTo: String(2 ** 24),
    example: withUnit(-65, "mV"),
    exampleSI: withUnit(-0.065, "V"),
    exampleStored: withUnit(tenDigits(tenths), "V"),
    sumsOfAll: /of (\d+)/.exec(sums.output[0] ?? "")?.[1] ?? "",
  };
}

/** A neuron run twice, in mV and ms and in V and s. */
export interface Twice {
  readonly output: readonly string[];
  readonly own: Train;
  readonly si: Train;
}

interface Train {
  /** The steps at which it spiked. */
  readonly at: readonly number[];
  /** For how many steps V stood still after a spike: the fewest and the most. */
  readonly held: readonly [number, number] | null;
}

export function runTwice(values: UnitsValues): Twice {
  const {scope, output} = runShown(listing("twice", values));
  const {vs, spikes, vsSI, spikesSI} = scope as Readonly<Record<"vs" | "vsSI", Quantity<Voltage>>> &
    Readonly<Record<"spikes" | "spikesSI", Quantity<Dimensionless>>>;
  return {output, own: train(vs, spikes, mV), si: train(vsSI, spikesSI, V)};
}

function train(vs: Quantity<Voltage>, spikes: Quantity<Dimensionless>, unit: typeof mV): Train {
  const numbers = vs.toDecimal(unit);
  const at = [...(nonzero(spikes)[0]?.toDecimal() ?? [])];
  const counts = at.slice(0, -1).map((step) => {
    let held = 1;
    while (numbers[step + 1 + held] === numbers[step + 1]) held++;
    return held;
  });
  return {at, held: counts.length === 0 ? null : [Math.min(...counts), Math.max(...counts)]};
}

/** The first spike that comes at another step: its number, and the two steps; null where there is none. */
export function firstApart({own, si}: Twice): {spike: number; own: number; si: number} | null {
  const spike = own.at.findIndex((step, i) => step !== si.at[i]);
  if (spike < 0 || si.at[spike] === undefined) return null;
  return {spike: spike + 1, own: own.at[spike] as number, si: si.at[spike]};
}
