/**
 * @file A `LIFRef` that notes what its own functions give on the way through a step. They run as they are: this class
 * computes nothing of its own.
 */
import {environ, initAllStates, LIFRef, mA, ms, mV, ohm} from "spikeloop";
import type {Current, Dimension, Dimensionless, Over, Quantity, Time, Voltage} from "spikeloop";
import {NEURON, RUN} from "./parameters.js";

/** What a neuron made on its way. */
export interface Noted {
  spike: Quantity<Dimensionless>;
  V0: Quantity<Voltage>;
  I: Quantity<Current>;
  slope: Quantity;
  euler: Quantity<Voltage>;
  kicked: Quantity<Voltage>;
}

/** What a step starts from, in ms and mV. */
export interface Before {
  readonly t: number;
  readonly V: number;
  readonly lastSpike: number;
}

export class WatchedLIFRef extends LIFRef {
  readonly noted: Partial<Noted> = {};

  /** @param probe with it, a step ends where the drift is known: that at V0 plus the probe */
  constructor(
    {V, lastSpike}: Before,
    private readonly probe?: Quantity<Voltage>,
  ) {
    const {R, tau, tau_ref, V_th, V_rest} = NEURON;
    super(1, {
      R: ohm(R),
      tau: ms(tau),
      tau_ref: ms(tau_ref),
      V_th: mV(V_th),
      V_rest: mV(V_rest),
      V_reset: mV(V_rest),
    });
    initAllStates(this);
    this.V.value = mV([V]);
    this.last_spike_time.value = ms([lastSpike]);
  }

  /** One step at a time in ms, with no input but what is registered. */
  stepAt(t: number): Quantity<Dimensionless> {
    return environ.context({dt: ms(RUN.dt), t: ms(t)}, () => this.update(mA(0)));
  }

  protected override resetPotential(...given: Parameters<LIFRef["resetPotential"]>): Quantity<Voltage> {
    const V0 = super.resetPotential(...given);
    Object.assign(this.noted, {spike: given[1], V0});
    return V0;
  }

  override sumCurrentInputs<Q extends Quantity>(init: Q, args?: readonly Quantity[], label?: string): Q {
    const I = super.sumCurrentInputs(init, args, label);
    Object.assign(this.noted, {I});
    return I;
  }

  protected override advance<X extends Dimension>(
    drift: (V: Quantity<X>) => Quantity<Over<X, Time>>,
    V0: Quantity<X>,
  ): Quantity<X> {
    if (this.probe === undefined) return super.advance(drift, V0);
    const slope = drift(V0.add(this.probe as never));
    Object.assign(this.noted, {slope});
    return V0;
  }

  override sumDeltaInputs<Q extends Quantity>(init: Q, args?: readonly Quantity[], label?: string): Q {
    const kicked = super.sumDeltaInputs(init, args, label);
    Object.assign(this.noted, {euler: init, kicked});
    return kicked;
  }
}
