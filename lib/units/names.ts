/** @file The units as values to import: `mV(-60)`, `ms([1, 2])`. Each is made from its row of the unit table. */
import {callable} from "./create.js";
import {UNITS} from "./unitTable.js";

export const s = /* @__PURE__ */ callable(UNITS.s);
export const ms = /* @__PURE__ */ callable(UNITS.ms);
export const us = /* @__PURE__ */ callable(UNITS.us);
export const ns = /* @__PURE__ */ callable(UNITS.ns);
export const second = /* @__PURE__ */ callable(UNITS.second);
export const msecond = /* @__PURE__ */ callable(UNITS.msecond);
export const minute = /* @__PURE__ */ callable(UNITS.minute);
export const hour = /* @__PURE__ */ callable(UNITS.hour);

export const Hz = /* @__PURE__ */ callable(UNITS.Hz);
export const kHz = /* @__PURE__ */ callable(UNITS.kHz);
export const MHz = /* @__PURE__ */ callable(UNITS.MHz);
export const hertz = /* @__PURE__ */ callable(UNITS.hertz);

export const V = /* @__PURE__ */ callable(UNITS.V);
export const mV = /* @__PURE__ */ callable(UNITS.mV);
export const uV = /* @__PURE__ */ callable(UNITS.uV);
export const volt = /* @__PURE__ */ callable(UNITS.volt);
export const mvolt = /* @__PURE__ */ callable(UNITS.mvolt);

export const A = /* @__PURE__ */ callable(UNITS.A);
export const mA = /* @__PURE__ */ callable(UNITS.mA);
export const uA = /* @__PURE__ */ callable(UNITS.uA);
export const nA = /* @__PURE__ */ callable(UNITS.nA);
export const pA = /* @__PURE__ */ callable(UNITS.pA);
export const amp = /* @__PURE__ */ callable(UNITS.amp);

export const ohm = /* @__PURE__ */ callable(UNITS.ohm);
export const kohm = /* @__PURE__ */ callable(UNITS.kohm);
export const Mohm = /* @__PURE__ */ callable(UNITS.Mohm);
export const Gohm = /* @__PURE__ */ callable(UNITS.Gohm);

export const S = /* @__PURE__ */ callable(UNITS.S);
export const mS = /* @__PURE__ */ callable(UNITS.mS);
export const uS = /* @__PURE__ */ callable(UNITS.uS);
export const nS = /* @__PURE__ */ callable(UNITS.nS);
export const pS = /* @__PURE__ */ callable(UNITS.pS);
export const siemens = /* @__PURE__ */ callable(UNITS.siemens);
export const msiemens = /* @__PURE__ */ callable(UNITS.msiemens);

export const F = /* @__PURE__ */ callable(UNITS.F);
export const mF = /* @__PURE__ */ callable(UNITS.mF);
export const uF = /* @__PURE__ */ callable(UNITS.uF);
export const nF = /* @__PURE__ */ callable(UNITS.nF);
export const pF = /* @__PURE__ */ callable(UNITS.pF);
export const farad = /* @__PURE__ */ callable(UNITS.farad);

export const C = /* @__PURE__ */ callable(UNITS.C);
export const nC = /* @__PURE__ */ callable(UNITS.nC);
export const pC = /* @__PURE__ */ callable(UNITS.pC);
export const coulomb = /* @__PURE__ */ callable(UNITS.coulomb);

export const m = /* @__PURE__ */ callable(UNITS.m);
export const cm = /* @__PURE__ */ callable(UNITS.cm);
export const mm = /* @__PURE__ */ callable(UNITS.mm);
export const um = /* @__PURE__ */ callable(UNITS.um);
export const nm = /* @__PURE__ */ callable(UNITS.nm);
export const metre = /* @__PURE__ */ callable(UNITS.metre);

export const cm2 = /* @__PURE__ */ callable(UNITS.cm2);
export const um2 = /* @__PURE__ */ callable(UNITS.um2);

export const cm3 = /* @__PURE__ */ callable(UNITS.cm3);
export const um3 = /* @__PURE__ */ callable(UNITS.um3);

export const g = /* @__PURE__ */ callable(UNITS.g);
export const kg = /* @__PURE__ */ callable(UNITS.kg);

export const N = /* @__PURE__ */ callable(UNITS.N);

export const Pa = /* @__PURE__ */ callable(UNITS.Pa);

export const J = /* @__PURE__ */ callable(UNITS.J);

export const W = /* @__PURE__ */ callable(UNITS.W);

export const K = /* @__PURE__ */ callable(UNITS.K);
export const kelvin = /* @__PURE__ */ callable(UNITS.kelvin);

export const mol = /* @__PURE__ */ callable(UNITS.mol);
export const mole = /* @__PURE__ */ callable(UNITS.mole);

export const M = /* @__PURE__ */ callable(UNITS.M);
export const mM = /* @__PURE__ */ callable(UNITS.mM);
export const uM = /* @__PURE__ */ callable(UNITS.uM);
export const nM = /* @__PURE__ */ callable(UNITS.nM);
export const molar = /* @__PURE__ */ callable(UNITS.molar);
