/** @file What the compiler takes and refuses as an option of a model. */
import {HH, LIF, ms, mV, Normal} from "spikeloop";
import {test} from "vitest";

test("a parameter: a quantity or an initialiser, of its dimension", () => {
  new LIF(1, {tau: ms(5)});
  new LIF(1, {tau: new Normal(ms(5), ms(1))});
  // @ts-expect-error a voltage is no time
  new LIF(1, {tau: mV(1)});
  // @ts-expect-error nor are many
  new LIF(1, {tau: new Normal(mV(1), mV(1))});
  // @ts-expect-error it is left out, not null
  new LIF(1, {tau: null});
});

test("an initialiser: also a constant, and null where upstream takes none", () => {
  new LIF(1, {V_initializer: mV(1)});
  new HH(1, {m_initializer: null});
  // @ts-expect-error the potential starts somewhere
  new LIF(1, {V_initializer: null});
});

test("a misspelt name", () => {
  // @ts-expect-error tua
  new LIF(1, {tua: ms(5)});
});
