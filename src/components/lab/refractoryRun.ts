/** @file Three meanings of refractory: the listing that runs them, and what their traces say. */
import * as spikeloop from "spikeloop";
import {mV, ms, type Dimensionless, type Quantity, type Time, type Voltage} from "spikeloop";
import {runListing} from "../runListing.js";
import {optionsText} from "./listingParts.js";
import type {LabValues} from "./parameters.js";

/** The rules, in the order of the figure and the table. */
export const RULES = ["hold", "forbid", "none"] as const;
export type Rule = (typeof RULES)[number];

/** How long the runs are, and how much of them is drawn, in ms. */
export const DURATION = {run: 200, drawn: 60} as const;

export function refractoryListing(values: LabValues): string {
  const {I, tau_ref, dt} = values;
  return `
import {LIF, LIFRef, State, arange, environ, forLoop, full} from "spikeloop";
import {initAllStates, logicalAnd, mA, mV, ms, sum, where, zeros} from "spikeloop";

${optionsText(values, "hard")}
const tau_ref = ms(${tau_ref});

// the package has no such model, so this page writes one
class ForbidSpike extends LIF {
  spike = new State();
  last_spike_time = new State();

  initState() {
    super.initState();
    this.spike.value = zeros(this.inSize);
    this.last_spike_time.value = full(this.inSize, ms(-1e7));
  }
  getSpike() {
    return this.spike.value; // LIF resets V where this is 1
  }
  update(current) {
    const t = environ.get("t");
    super.update(current); // V moves, refractory or not
    const crossed = this.V.value.ge(this.V_th);
    const allowed = t.sub(this.last_spike_time.value).ge(tau_ref);
    const fires = logicalAnd(crossed, allowed);
    this.spike.value = where(fires, 1, 0);
    this.last_spike_time.value = where(fires, t, this.last_spike_time.value);
    return this.spike.value;
  }
}

const dt = ms(${dt});
const times = arange(ms(0), ms(${DURATION.run}), dt);
function run(neuron) {
  initAllStates(neuron);
  const step = (t) => environ.context({t}, () => {
    const spike = neuron.update(mA(${I}));
    return [neuron.V.value, spike];
  });
  return environ.context({dt}, () => forLoop(step, times));
}

const hold = run(new LIFRef(1, {...options, tau_ref}));
const forbid = run(new ForbidSpike(1, options));
const none = run(new LIF(1, options));
const counts = [hold, forbid, none].map(([V, spikes]) => sum(spikes).toNumber());
console.log(\`spikes: hold \${counts[0]}, forbid \${counts[1]}, none \${counts[2]}\`);`.trim();
}

/** What one rule did. */
export interface Train {
  /** V at the end of each step, in mV. */
  readonly V: Float32Array;
  readonly spikes: Float32Array;
  /** The steps that ended in a spike. */
  readonly steps: readonly number[];
  /** Steps from spike to spike. */
  readonly gaps: readonly number[];
  /** How many steps V stands still at the reset potential after each spike but the last, counted from the trace. */
  readonly held: readonly number[];
  readonly highest: number;
}

export interface RefractoryRun {
  readonly values: LabValues;
  /** In ms. */
  readonly times: Float32Array;
  readonly trains: Readonly<Record<Rule, Train>>;
  readonly output: readonly string[];
}

export function runRefractory(values: LabValues): RefractoryRun {
  const {scope, output} = runListing(refractoryListing(values), {}, {spikeloop});
  const made = scope as unknown as Readonly<Record<Rule, Recording>> & {readonly times: Quantity<Time>};
  const trains = RULES.map((rule) => [rule, trainOf(made[rule], values)] as const);
  return {
    values,
    times: made.times.toDecimal(ms),
    trains: Object.fromEntries(trains) as Record<Rule, Train>,
    output,
  };
}

type Recording = readonly [V: Quantity<Voltage>, spikes: Quantity<Dimensionless>];

function trainOf([recordedV, recordedSpikes]: Recording, {V_reset}: LabValues): Train {
  const [V, spikes] = [recordedV.toDecimal(mV), recordedSpikes.toDecimal()];
  const steps = [...spikes].flatMap((spike, step) => (spike > 0 ? [step] : []));
  return {
    V,
    spikes,
    steps,
    gaps: steps.slice(1).map((step, i) => step - (steps[i] as number)),
    held: steps.slice(0, -1).map((step) => stillAfter(V, step, V_reset)),
    highest: V.reduce((most, v) => Math.max(most, v), -Infinity),
  };
}

/** How near V must be to the reset potential to count as held there, in mV: more than rounding, less than a step. */
const STILL = 1e-4;

function stillAfter(V: Float32Array, spike: number, V_reset: number): number {
  let step = spike + 1;
  while (step < V.length && Math.abs((V[step] as number) - V_reset) < STILL) step++;
  return step - spike - 1;
}
