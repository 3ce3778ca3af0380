/** @file Where the ticks of an axis stand: on round numbers, about as many as there is room for. */
import type {AxisSpec} from "./figureSpec.js";

/** The ticks of an axis, ascending. @param room how many there is room for. */
export function ticksOf({domain, type, whole}: AxisSpec, room: number): number[] {
  if (type === "log") return decades(domain, room);
  const span = domain[1] - domain[0];
  const step = Math.max(roundStep(span / room), whole ? 1 : 0);
  const ticks: number[] = [];
  // Counted in steps, so that no error adds up; an end of the axis that float32 put beside a tick still has it.
  const first = Math.ceil(domain[0] / step - 1e-6);
  const last = Math.floor(domain[1] / step + 1e-6);
  for (let i = first; i <= last; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** The least of 1, 2, 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 2, 5].find((d) => d * power >= least * (1 - 1e-9)) ?? 10;
  return digit * power;
}

/** The powers of ten in the domain, and 2 and 5 times them where there is room. */
function decades([lo, hi]: readonly [number, number], room: number): number[] {
  const powers: number[] = [];
  for (let p = Math.floor(Math.log10(lo)); p <= Math.log10(hi); p++) powers.push(p);
  const digits = [[1, 2, 5], [1, 3], [1]].find((choice) => choice.length * powers.length <= room + 2) ?? [1];
  const all = powers.flatMap((p) => digits.map((digit) => Number(`${digit}e${p}`)));
  return all.filter((x) => x >= lo * (1 - 1e-6) && x <= hi * (1 + 1e-6));
}
