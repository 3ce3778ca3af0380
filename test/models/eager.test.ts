/** @file A step at once, by the interpreter, and the same step in a compiled loop: the same bits. */
import {arange, environ, forLoop, initAllStates, LIF, LIFRef, mA, ms, mV} from "spikeloop";
import {describe, expect, test} from "vitest";

const dt = ms(0.1);
const times = arange(ms(0), ms(40), dt);

const NEURONS: Record<string, () => LIF | LIFRef> = {
  LIF: () => new LIF(3, {V_th: mV([1, 2, 3])}),
  "LIF, hard reset": () => new LIF(3, {spk_reset: "hard", V_reset: mV(-1)}),
  LIFRef: () => new LIFRef(3, {tau: ms([5, 7, 9]), tau_ref: ms([0, 1, 2])}),
  "LIFRef of Tutorial 1": () => new LIFRef(3, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}),
};

describe.each(Object.entries(NEURONS))("%s", (_, make) => {
  test("400 updates in a bare loop equal forLoop bit for bit", () => {
    const [bare, compiled] = [initAllStates(make()), initAllStates(make())];
    const current = mA([3, 15, 30]);
    const rows = Array.from(times.toDecimal(ms), (t) =>
      environ.context({dt, t: ms(t)}, () => {
        const spikes = bare.update(current);
        return [[...bare.V.value.toDecimal(mV)], [...spikes.toDecimal()]] as const;
      }),
    );
    const {spikes, V} = environ.context({dt}, () =>
      forLoop((t) => environ.context({t}, () => ({spikes: compiled.update(current), V: compiled.V.value})), times),
    );
    expect([...spikes.toDecimal()]).toEqual(rows.flatMap((row) => row[1]));
    expect([...V.toDecimal(mV)]).toEqual(rows.flatMap((row) => row[0]));
    expect(rows.some((row) => row[1].includes(1))).toBe(true);
  });
});
