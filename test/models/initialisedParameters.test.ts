/** @file A parameter given as an initialiser: drawn once, when the model is made, for the whole population. */
import {
  Constant,
  environ,
  ExpIF,
  initAllStates,
  LIF,
  mA,
  ms,
  mV,
  Normal,
  ParameterError,
  quantity,
  random,
  ShapeError,
  Uniform,
  UnitMismatchError,
} from "spikeloop";
import {expect, test} from "vitest";

test("has the numbers of brainpy.state.LIF(3, V_th=Uniform(...), tau=Normal(...)) after random.seed(11)", () => {
  random.seed(11);
  // drawn in the order of the parameters: tau first
  const neuron = new LIF(3, {
    V_th: new Uniform(mV(-55), mV(-50)),
    V_reset: mV(-60),
    tau: new Normal(ms(10), ms(1)),
  });
  expect(neuron.tau.toDecimal(ms)).toBeAllclose([10.280162811279297, 6.083137512207031, 10.005443572998047], {
    rtol: 1e-6,
  });
  expect(neuron.V_th.toDecimal(mV)).toBeAllclose([-54.25678634643555, -54.36418151855469, -51.381221771240234], {
    rtol: 1e-6,
  });
});

test("keeps its numbers when the states are made again, with a batch too", () => {
  const neuron = new LIF([2, 3], {V_th: new Uniform(mV(1), mV(2))});
  const drawn = neuron.V_th;
  expect(drawn.shape).toEqual([2, 3]);
  initAllStates(neuron, {batchSize: 4});
  const spikes = environ.context({dt: ms(0.1)}, () => neuron.update(mA(2)));
  expect(spikes.shape).toEqual([4, 2, 3]);
  expect(neuron.V_th).toBe(drawn);
});

test("is checked as a quantity is: unit, shape, range; and draws nothing when its unit is wrong", () => {
  const make = (tau: unknown) => () => new LIF(3, {tau: tau as never});
  random.seed(1);
  const {key} = random;
  expect(make(new Uniform(mV(1), mV(2)))).toThrow(UnitMismatchError);
  expect(make(new Uniform(mV(1), mV(2)))).toThrow("LIF: tau has the wrong unit, expected ms (time), got mV (voltage)");
  expect(random.key).toEqual(key);
  expect(make(new Uniform(ms(-2), ms(-1)))).toThrow(ParameterError);
  expect(make({unit: ms, init: () => ms([1, 2])})).toThrow(ShapeError);
  expect(String(new LIF(3, {tau: new Constant(ms(7))}).tau)).toBe("[7. 7. 7.] ms");
});

test("delta_T divides: 0 would make V NaN at the first step, and is refused", () => {
  expect(() => new ExpIF(1, {delta_T: mV(0)})).toThrow("ExpIF: delta_T is out of range, expected a positive number");
  expect(new ExpIF(1, {delta_T: quantity("1 V").mul(0.001)}).delta_T.toNumber(mV)).toBeCloseTo(1, 5);
});
