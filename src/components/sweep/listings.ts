/**
 * @file The program of the page about sweeps as templates: each listing is a text with the reader's values in it. The
 * page shows these texts and runs these texts.
 */
import {cellOf} from "./cells.js";
import {CURRENTS, DT, DURATION, sideOf, TIME_CONSTANTS, type BackendChoice, type SweepValues} from "./parameters.js";

/** How much of the sweep a listing runs. */
export interface Size {
  /** Cells a side. */
  readonly side: number;
  /** How long it lasts, in ms. */
  readonly duration: number;
}

export const PROGRAM = ["population", "run", "cell"] as const;
export type ListingName = (typeof PROGRAM)[number];

/** The options that ask for a backend, as they are written in a call. */
const ASKS: Readonly<Record<BackendChoice, string>> = {
  auto: `backend: "auto"`,
  wasm: `backend: "wasm"`,
  webgl2: `backend: "gpu", gpuMode: "webgl2"`,
  webgpu: `backend: "gpu", gpuMode: "webgpu"`,
};

const LISTINGS: Readonly<Record<ListingName, (values: SweepValues, size: Size) => string>> = {
  population: ({V_th, tau_ref}, {side, duration}) => `
import {LIFRef, arange, environ, initAllStates, mA, mV, ms} from "spikeloop";
import {broadcastTo, linspace, reshape} from "spikeloop";

const shape = [${side}, ${side}];
const row = linspace(mA(${CURRENTS.from}), mA(${CURRENTS.to}), ${side});
const column = linspace(ms(${TIME_CONSTANTS.from}), ms(${TIME_CONSTANTS.to}), ${side});
const I = broadcastTo(row, shape);
const tau = broadcastTo(reshape(column, [${side}, 1]), shape);

const rest = mV(-60);
const constants = {
  V_th: mV(${V_th}),
  tau_ref: ms(${tau_ref}),
  V_rest: rest,
  V_reset: rest,
  V_initializer: rest,
};
const neurons = initAllStates(new LIFRef(shape, {...constants, tau}));

const dt = ms(${DT});
const times = arange(ms(0), ms(${duration}), dt);
const stop = new AbortController(); // stop.abort() ends a run`,

  run: ({backend}, {duration}) => `
import {Hz, forLoopAsync, lastRun, max, record} from "spikeloop";

const step = (t) => environ.context({t}, () => record.count(neurons.update(I)));
const counts = await environ.context({dt}, () =>
  forLoopAsync(step, times, {${ASKS[backend as BackendChoice]}, signal: stop.signal}));
const ran = lastRun();
const rates = counts.div(ms(${duration}));
console.log(\`\${rates.size} neurons, the fastest at \${max(rates).toNumber(Hz)} Hz\`);`,

  cell: (values) => {
    const {I, tau} = cellOf(values);
    return `
import {forLoop, sum} from "spikeloop";

const one = initAllStates(new LIFRef(1, {...constants, tau: ms(${tau})}));
const stepOne = (t) => environ.context({t}, () => {
  const spike = one.update(mA(${I}));
  return [one.V.value, spike];
});
const [V, spikes] = environ.context({dt}, () => forLoop(stepOne, times));
console.log(\`\${sum(spikes).toNumber()} spikes\`);`;
  },
};

/** A listing as it is shown and run. */
export function listing(
  name: ListingName,
  values: SweepValues,
  size: Size = {side: sideOf(values), duration: DURATION},
): string {
  return LISTINGS[name](values, size).trim();
}

/** The whole program as one text: for Node, as it stands. */
export function wholeProgram(values: SweepValues): string {
  return `${PROGRAM.map((name) => listing(name, values)).join("\n\n")}\n`;
}
