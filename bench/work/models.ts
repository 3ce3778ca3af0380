/** @file Every neuron model, with an input under which it fires, and the same neuron in the language of Brian2. */
import {mV} from "spikeloop";
import {EVERY_MODEL} from "../../test/models/everyModel.js";
import type {ModelRow} from "../../test/models/everyModel.js";

/**
 * A model as Brian2 has it. All variables are bare numbers: those of ours, in the units of ours; times are in ms. Names of
 * parameters and states are ours, `I` is the input.
 */
export interface BrianNeuron {
  /** `exponential_euler` where Brian can (it wants a drift linear in its own variable), else `euler`. */
  readonly method: "exponential_euler" | "euler";
  /** The derivative of each state, per ms. */
  readonly drift: Readonly<Record<string, string>>;
  /** What the drift refers to. */
  readonly terms?: Readonly<Record<string, string>>;
  /** The same, evaluated once a step: what would make a drift nonlinear otherwise. */
  readonly frozen?: Readonly<Record<string, string>>;
  readonly threshold: string;
  /** Statements at a spike. */
  readonly reset?: string;
  /** The states that `tau_ref` holds, where there is one. */
  readonly held?: readonly string[];
}

/** What is measured. */
export interface ModelBench extends ModelRow {
  readonly brian: BrianNeuron;
}

const above = "V >= V_th";
const soft = "V -= V_th - V_reset";
const hard = "V = V_reset";

/** The rows whose drift is linear in each state. */
const linear = (rest: Omit<BrianNeuron, "method" | "threshold"> & {threshold?: string}): BrianNeuron => ({
  method: "exponential_euler",
  threshold: above,
  ...rest,
});
const nonlinear = (rest: Omit<BrianNeuron, "method" | "threshold">): BrianNeuron => ({
  method: "euler",
  threshold: above,
  ...rest,
});

const leaky = "(-V + V_rest + R*I)/tau";
// exponents beyond 20 are held there, as ours are
const exponential = "-(V - V_rest) + delta_T*exp(clip((V - V_T)/delta_T, -1e9, 20))";
const quadratic = "c*(V - V_rest)*(V - V_c)";
const adaptation = "(a*(V - V_rest) - w)/tau_w";
const izhikevich = {
  drift: {V: "p1*V**2 + p2*V + p3 - u + I", u: "a*(b*V - u)"},
  reset: "V = c; u += d",
};
const generalised = {
  drift: {
    V: "(-(V - V_rest) + R*(I1 + I2 + I))/tau",
    I1: "-k1*I1",
    I2: "-k2*I2",
    V_th: "a*(V - V_rest) - b*(V_th - V_th_inf)",
  },
  reset: `${soft}; I1 = R1*I1 + A1; I2 = R2*I2 + A2; V_th = clip(V_th, V_th_reset, 1e9)`,
};

const BRIAN: Readonly<Record<string, BrianNeuron>> = {
  IF: linear({drift: {V: "(-V + R*I)/tau"}, reset: "V -= V_th"}),
  LIF: linear({drift: {V: leaky}, reset: soft}),
  LIFRef: linear({drift: {V: leaky}, reset: soft, held: ["V"]}),
  ALIF: linear({
    drift: {V: leaky, a: "-a/tau_a"},
    threshold: "V >= V_th + beta*a",
    reset: `${soft}; a += 1`,
  }),
  ExpIF: nonlinear({drift: {V: `(${exponential} + R*I)/tau`}, reset: hard}),
  ExpIFRef: nonlinear({drift: {V: `(${exponential} + R*I)/tau`}, reset: hard, held: ["V"]}),
  AdExIF: nonlinear({drift: {V: `(${exponential} - R*w + R*I)/tau`, w: adaptation}, reset: `${hard}; w += b`}),
  AdExIFRef: nonlinear({
    drift: {V: `(${exponential} - R*w + R*I)/tau`, w: adaptation},
    reset: `${hard}; w += b`,
    held: ["V", "w"],
  }),
  QuaIF: nonlinear({drift: {V: `(${quadratic} + R*I)/tau`}, reset: hard}),
  AdQuaIF: nonlinear({drift: {V: `(${quadratic} - R*w + R*I)/tau`, w: adaptation}, reset: `${hard}; w += b`}),
  AdQuaIFRef: nonlinear({
    drift: {V: `(${quadratic} - R*w + R*I)/tau`, w: adaptation},
    reset: `${hard}; w += b`,
    held: ["V", "w"],
  }),
  Gif: linear(generalised),
  GifRef: linear({...generalised, held: Object.keys(generalised.drift)}),
  CubaLIF: linear({drift: {V: "(-(V - V_rest) + R*(g + I))/tau", g: "-g/tau_syn"}, reset: soft}),
  CobaLIF: linear({drift: {V: "(-(V - V_rest) + R*(g*(E - V) + I))/tau", g: "-g/tau_syn"}, reset: soft}),
  Izhikevich: nonlinear(izhikevich),
  IzhikevichRef: nonlinear({...izhikevich, held: ["V", "u"]}),
  HH: linear({
    drift: {
      V: "(-gNa*m**3*h*(V - ENa) - gK*n**4*(V - EK) - gL*(V - EL) + I)/C",
      m: "(1 - m)/exprel(-(V + 40)/10) - 4*exp(-(V + 65)/18)*m",
      h: "0.07*exp(-(V + 65)/20)*(1 - h) - h/(exp(-(V + 35)/10) + 1)",
      n: "0.1/exprel(-(V + 55)/10)*(1 - n) - 0.125*exp(-(V + 65)/80)*n",
    },
  }),
  MorrisLecar: linear({
    drift: {V: "(-g_Ca*M_inf*(V - V_Ca) - g_K*W*(V - V_K) - g_leak*(V - V_leak) + I)/C", W: "(W_inf - W)/tau_W"},
    frozen: {M_inf: "0.5*(1 + tanh((V - V1)/V2))"},
    terms: {W_inf: "0.5*(1 + tanh((V - V3)/V4))", tau_W: "1/(phi*cosh((V - V3)/(2*V4)))"},
  }),
  WangBuzsakiHH: linear({
    drift: {
      V: "(-gNa*m_inf**3*h*(V - ENa) - gK*n**4*(V - EK) - gL*(V - EL) + I)/C",
      h: "phi*(0.07*exp(-(V + 58)/20)*(1 - h) - h/(exp(-0.1*(V + 28)) + 1))",
      n: "phi*(0.1/exprel(-0.1*(V + 34))*(1 - n) - 0.125*exp(-(V + 44)/80)*n)",
    },
    frozen: {m_inf: "1/(1 + 4*exp(-(V + 60)/18)*exprel(-0.1*(V + 35)))"},
  }),
  FitzHughNagumo: nonlinear({drift: {V: "(V - V**3/3 - w + I)/tau", w: "(V + a - b*w)/tau_w"}}),
  HindmarshRose: nonlinear({
    drift: {V: "(y - a*V**3 + b*V**2 - z + I)/tau", y: "(c - d*V**2 - y)/tau", z: "r*(s*(V - V_r) - z)/tau"},
  }),
};

/** At the default threshold these have peaks so high that float32 does not find the way back to `V_reset`. */
const LOWER: Readonly<Record<string, object>> = {ExpIF: {V_th: mV(-40)}, ExpIFRef: {V_th: mV(-40)}};

export const MODELS: readonly ModelBench[] = EVERY_MODEL.map((row) => {
  const brian = BRIAN[row.name];
  if (brian === undefined) throw new Error(`bench: no row in work/models.ts, expected one for ${row.name}`);
  return {...row, options: {...row.options, ...LOWER[row.name]}, brian};
});
