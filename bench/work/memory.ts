/** @file The memory of a run against what there is to hold. */
import {
  arange,
  clearCompileCache,
  environ,
  forLoop,
  HiddenState,
  initAllStates,
  LIFRef,
  mA,
  mV,
  ms,
  zeros,
} from "../../lib/index.js";
import {InsideProbe} from "../support/insideProbe.js";
import {percent} from "../support/report.js";

const FLOAT = 4;
const SIZES: readonly (readonly [lanes: number, steps: number, records: boolean])[] = [
  [1, 2000, true],
  [100, 2000, true],
  [1000, 2000, true],
  [10_000, 2000, false],
  [1_000_000, 20, false],
];

/** A row for each size. Every run starts without a memory. */
export function memoryRows(): string[][] {
  return SIZES.map(([lanes, steps, records]) => {
    clearCompileCache();
    const bytes = memoryOf(lanes, steps, records);
    clearCompileCache();
    // V, last spike time, and where nothing is recorded the count: before and after; the times and the currents
    const states = (records ? 4 : 6) * lanes + steps + lanes;
    const recorded = records ? 2 * lanes * steps : 0;
    const held = (states + recorded) * FLOAT;
    return [
      `${lanes.toLocaleString("en-US")} x ${steps.toLocaleString("en-US")}`,
      records ? "V and spikes" : "nothing",
      ...[states * FLOAT, recorded * FLOAT, held, bytes].map((n) => n.toLocaleString("en-US")),
      percent(bytes / held - 1),
    ];
  });
}

function memoryOf(lanes: number, steps: number, records: boolean): number {
  return InsideProbe.during((probe) => {
    const neuron = initAllStates(new LIFRef(lanes, {V_th: mV(-50), V_reset: mV(-60), V_rest: mV(-60), tau: ms(20)}));
    const count = new HiddenState(zeros(lanes));
    const currents = mA(new Float32Array(lanes).fill(25));
    environ.context({dt: ms(0.1)}, () =>
      forLoop(
        (t) =>
          environ.context({t}, () => {
            const spikes = neuron.update(currents);
            if (records) return [neuron.V.value, spikes] as const;
            count.value = count.value.add(spikes);
            return [] as const;
          }),
        arange(ms(0), ms(steps * 0.1), ms(0.1)),
      ),
    );
    return probe.bytes;
  });
}
