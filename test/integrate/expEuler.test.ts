/** @file expEuler: exact for linear drifts, upstream's value, units checked, the derivative of one argument only. */
import {
  environ,
  EnvironError,
  exp,
  expEuler,
  forLoop,
  mA,
  ms,
  mV,
  ohm,
  quantity,
  second,
  square,
  State,
  sum,
  unit,
  UnitMismatchError,
} from "spikeloop";
import type {Quantity, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";
import {valueAndVectorGrad} from "../../lib/transform/vectorGrad.js";

const leak = (rest: number, tau: number) => (V: Quantity<Voltage>) => V.neg().add(mV(rest)).div(ms(tau));

describe("expEuler", () => {
  test("equals upstream's membrane step", () => {
    // brainpy_state/_exp_euler_test.py: V = -60, rest -65, tau 10, dt 0.1
    const V = environ.context({dt: ms(0.1)}, () => expEuler(leak(-65, 10), mV(-60)));
    expect(V.toDecimal(mV)).toBeAllclose([-60.04975128], {rtol: 1e-7});
    expect(V.unit.toString()).toBe("mV");
  });

  test("is exact for a linear drift at any dt", () => {
    for (const dt of [0.01, 1, 10, 100]) {
      const V = expEuler(leak(-65, 10), mV([-60, 0, 30]), ms(dt)).toDecimal(mV);
      const exact = [-60, 0, 30].map((V0) => -65 + (V0 + 65) * Math.exp(-dt / 10));
      expect(V).toBeAllclose(exact, {rtol: 1e-6});
    }
  });

  test("is Euler's step where the drift does not depend on the state", () => {
    expect(expEuler(() => mV(2).div(ms(1)), mV(1), ms(0.5)).toNumber(mV)).toBe(2);
  });

  test("grows linearly and decays as upstream's tests say", () => {
    const decay = expEuler((x: Quantity) => x.neg().div(ms(10)) as never, quantity(1), ms(1));
    expect(decay.toDecimal()).toBeAllclose([Math.exp(-0.1)], {rtol: 1e-6});
    const stiff = expEuler((x: Quantity) => x.mul(-1000).div(second(1)) as never, quantity(1), ms(10));
    expect(stiff.toDecimal()).toBeAllclose([Math.exp(-10)], {rtol: 0, atol: 6e-8}); // 1 - 0.99995 cancels to the last bit of 1
  });

  test("traced and at once give the same bits", () => {
    const V0 = mV([-60, -55.5, 12]);
    const now = expEuler(
      (V) =>
        V.neg()
          .add(ohm(2).mul(mA([1, 2, 3])))
          .div(ms([5, 10, 20])),
      V0,
      ms(0.1),
    );
    const V = new State<Voltage>(V0);
    forLoop(
      () => {
        V.value = expEuler(
          (v) =>
            v
              .neg()
              .add(ohm(2).mul(mA([1, 2, 3])))
              .div(ms([5, 10, 20])),
          V.value,
          ms(0.1),
        );
      },
      ms([0]),
    );
    expect(V.value.toDecimal(mV)).toEqual(now.toDecimal(mV));
  });

  test("refuses a drift that is not per time, and needs dt", () => {
    const wrong = () => expEuler((V: Quantity<Voltage>) => V.div(mA(1)) as never, mV(1), ms(0.1));
    expect(wrong).toThrow(UnitMismatchError);
    expect(wrong).toThrow(/expEuler: the drift has the wrong unit, expected mV \/ ms/);
    expect(() => expEuler(leak(0, 1), mV(1))).toThrow(EnvironError);
  });

  test("converges with order 2 for a nonlinear drift of one variable", () => {
    // dx/dt = -x^2 from 1: x(1) = 1/2
    const at1 = (steps: number) => {
      const x = new State(quantity([1]));
      forLoop(
        () => {
          x.value = expEuler((v) => square(v).neg().div(second(1)) as never, x.value, second(1 / steps));
        },
        ms(new Float32Array(steps)),
      );
      return x.value.toNumber();
    };
    const errors = [10, 20, 40, 80].map((steps) => Math.abs(at1(steps) - 0.5));
    errors.slice(1).forEach((error, i) => {
      const order = Math.log2((errors[i] ?? NaN) / error);
      expect(order).toBeGreaterThan(1.7); // exponential Euler is of second order for autonomous scalar drifts
      expect(order).toBeLessThan(2.3);
    });
  });
});

describe("valueAndVectorGrad", () => {
  test("differentiates with respect to its argument alone", () => {
    const y = mV([3, 4]);
    const {value, grad} = valueAndVectorGrad((x: Quantity<Voltage>) => x.mul(x).add(x.mul(y)).add(y.mul(y)), y);
    expect([...value.toDecimal(unit("mV^2"))]).toEqual([27, 48]);
    expect([...grad.toDecimal(mV)]).toEqual([9, 12]);
  });

  test("sums over columns where the function is not elementwise", () => {
    const {grad} = valueAndVectorGrad((x: Quantity<Voltage>) => x.mul(sum(x)), mV([1, 2, 3]));
    // f_j = x_j S; d/dx_i sum_j f_j = S + S = 12
    expect([...grad.toDecimal(mV)]).toEqual([12]); // one number, the same for every element
  });

  test("sums over the axes along which the argument was stretched", () => {
    const {grad} = valueAndVectorGrad((x: Quantity<Voltage>) => x.mul(quantity([1, 2, 3])), mV(5));
    expect(grad.toNumber()).toBe(6);
  });

  test("agrees with finite differences through the functions", () => {
    const f = (x: Quantity) =>
      exp((x as Quantity<never>).mul(0.5) as never)
        .mul(x)
        .div(quantity(2).add(x as never));
    const {grad} = valueAndVectorGrad(f as never, quantity(1.3));
    const g = (x: number) => (Math.exp(0.5 * x) * x) / (2 + x);
    expect((grad as Quantity).toDecimal(unit(""))).toBeAllclose([(g(1.3001) - g(1.2999)) / 0.0002], {rtol: 1e-5});
  });
});
