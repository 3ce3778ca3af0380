/** @file Laws of the functions: lengths, linearity, closed forms and statistics at a fixed seed. */
import fc from "fast-check";
import {environ, Hz, input, kHz, mA, ms, nA, pA, s, us, type Quantity, type Time} from "spikeloop";
import {describe, expect, test} from "vitest";

const at = <T>(dt: Quantity<Time>, body: () => T): T => environ.context({dt}, body);
const numbers = (q: Quantity): number[] => [...q.toDecimal(q.unit)];

describe("lengths", () => {
  test("section: takes each duration over dt, rounded up, and 0.3 over 0.1 is 3", () => {
    at(ms(0.1), () => {
      expect(input.section(nA([1, 2]), ms([0.25, 0.3])).shape).toEqual([6]);
      expect(input.section([nA([1, 2]), nA(3)], [ms(0.1), us(101)]).shape).toEqual([3, 2]);
      expect(input.section(nA([1]), ms([0])).shape).toEqual([0]);
    });
  });

  test("section: has, for any whole numbers of steps, the sum of these", () => {
    const counts = fc.array(fc.nat(300), {minLength: 1, maxLength: 5});
    const steps = fc.constantFrom(0.01, 0.02, 0.05, 0.07, 0.1, 0.25, 1, 3);
    fc.assert(
      fc.property(counts, steps, (lengths, dt) => {
        const durations = lengths.map((n) => ms(n * dt));
        const total = lengths.reduce((a, b) => a + b);
        expect(at(ms(dt), () => input.section(lengths.map(nA), durations)).shape).toEqual([total]);
      }),
    );
  });

  test("section: is its pieces one after another", () => {
    const piece = fc.tuple(fc.integer({min: -50, max: 50}), fc.integer({min: 0, max: 40}));
    fc.assert(
      fc.property(fc.array(piece, {minLength: 1, maxLength: 5}), (pieces) => {
        at(ms(0.1), () => {
          const parts = pieces.map(([value, tenths]) => [nA(value), ms(tenths / 10)] as const);
          const whole = input.section(
            parts.map(([value]) => value),
            parts.map(([, duration]) => duration),
          );
          expect(numbers(whole)).toEqual(parts.flatMap((part) => numbers(input.constant([part])[0])));
        });
      }),
    );
  });

  test("section, constant: give their duration in the unit of dt", () => {
    at(ms(0.1), () => {
      expect(String(input.section(nA([1, 2]), [ms(0.5), s(1)], {returnLength: true})[1])).toBe("1000.5 ms");
      expect(
        String(
          input.constant([
            [nA(1), ms(0.1)],
            [nA(2), ms(0.2)],
          ])[1],
        ),
      ).toBe("0.3 ms");
    });
  });

  test("step: begins at its time over dt, rounded down, in whatever order the times come", () => {
    const stairs = at(ms(0.1), () => input.step([nA(2), pA(500)], [ms(0.39), ms(0.1)], ms(0.55)));
    expect(numbers(stairs)).toEqual([0, 0.5, 0.5, 2, 2, 2]);
  });

  test("every function: gives the steps of its duration, and 0 outside its window", () => {
    const window = {t_start: ms(1), t_end: ms(3)};
    const options = {...window, seed: 1};
    at(ms(0.1), () => {
      const all = [
        input.ramp(nA(1), nA(2), ms(4.05), window),
        input.exponentialDecay(nA(1), ms(1), ms(4.05), window),
        input.doubleExponential(nA(1), ms(1), ms(2), ms(4.05), window),
        input.sinusoidal(nA(1), Hz(90), ms(4.05), window),
        input.square(nA(1), Hz(90), ms(4.05), window),
        input.triangular(nA(1), Hz(90), ms(4.05), window),
        input.sawtooth(nA(1), Hz(90), ms(4.05), window),
        input.chirp(nA(1), Hz(90), Hz(200), ms(4.05), window),
        input.noisySinusoidal(nA(1), Hz(90), nA(0.1), ms(4.05), options),
        input.wienerProcess(ms(4.05), {sigma: nA(1), ...options}),
        input.ouProcess(nA(1), nA(1), ms(1), ms(4.05), options),
        input.poisson(kHz(9), ms(4.05), {amplitude: nA(1), ...options}),
      ];
      for (const array of all) {
        expect(array.shape).toEqual([41]);
        expect(array.unit.equals(nA)).toBe(true);
        const values = numbers(array);
        expect([...values.slice(0, 10), ...values.slice(30)].every((x) => x === 0)).toBe(true);
        expect(values.slice(10, 30).filter((x) => x !== 0).length).toBeGreaterThan(12);
      }
    });
  });
});

describe("values", () => {
  test("sinusoidal: twice the amplitude is twice the wave, to the bit", () => {
    const wave = (size: number): number[] => at(ms(0.1), () => numbers(input.sinusoidal(nA(size), Hz(70), ms(30))));
    expect(wave(1.4)).toEqual(wave(0.7).map((x) => 2 * x));
  });

  test("sinusoidal: keeps its phase for a million steps of 0.1 ms", () => {
    const wave = at(ms(0.1), () => input.sinusoidal(1, Hz(10), s(100)));
    const expected = Float64Array.from({length: 1000}, (_, i) => Math.sin((2 * Math.PI * i) / 1000));
    expect(wave.shape).toEqual([1_000_000]);
    // a phase of fround(0.1) ms a step would be off by 9e-5 here
    expect(wave.toDecimal().subarray(999_000)).toBeAllclose(expected, {rtol: 0, atol: 1e-7});
  });

  test("ramp: has both of its values", () => {
    const values = numbers(at(ms(0.1), () => input.ramp(nA(-1), nA(0.7), ms(5))));
    expect([values[0], values.at(-1)]).toEqual([-1, Math.fround(0.7)]);
  });

  test("doubleExponential: peaks at its amplitude", () => {
    const values = numbers(at(ms(0.001), () => input.doubleExponential(nA(0.8), ms(1), ms(5), ms(20))));
    expect(Math.max(...values)).toBeCloseTo(0.8, 6);
  });

  test("chirp: with one frequency is a sine, by either method", () => {
    at(ms(0.1), () => {
      const sine = input.sinusoidal(nA(1), Hz(40), ms(50)).toDecimal(nA);
      for (const method of ["linear", "logarithmic"] as const) {
        const wave = input.chirp(nA(1), Hz(40), Hz(40), ms(50), {method});
        expect(wave.toDecimal(nA)).toBeAllclose(sine, {rtol: 0, atol: 1e-7});
      }
    });
  });

  test("a bare 0: fits every unit", () => {
    at(ms(0.1), () => {
      expect(String(input.ramp(0, nA(1), ms(0.3)))).toBe("[0.  0.5 1. ] nA");
      expect(String(input.section([0, nA(1)], ms([0.1, 0.1])))).toBe("[0. 1.] nA");
    });
  });

  test("units: are those of the first amplitude, and others are converted", () => {
    at(ms(0.1), () => {
      expect(String(input.section([nA(1), mA(0.001)], ms([0.1, 0.1])))).toBe("[   1. 1000.] nA");
    });
  });
});

describe("random inputs", () => {
  test("ouProcess: forgets its start, and then has its mean, its variance and its correlation", () => {
    // 400 columns of 40 time constants, 2000 samples a time constant apart are all but independent: 16000 in all
    const array = at(ms(0.5), () => input.ouProcess(nA(2), nA(0.3), ms(5), ms(250), {n: 400, seed: 1}));
    const values = array.toDecimal(nA);
    const rows = Array.from({length: 40}, (_, i) => [...values.subarray((100 + 10 * i) * 400, (101 + 10 * i) * 400)]);
    const all = rows.flat().map((x) => x - 2);
    const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
    const variance = mean(all.map((x) => x * x));
    // samples one time constant apart correlate by 1/e: the mean's standard error is 0.3 sqrt(2.16 / 16000) = 0.0035
    expect(Math.abs(mean(all))).toBeLessThan(4 * 0.0035);
    // the relative standard error of the variance is sqrt(2 * 1.31 / 16000) = 0.0128
    expect(Math.abs(variance / 0.09 - 1)).toBeLessThan(4 * 0.0128);
    const pairs = rows.slice(1).flatMap((row, i) => row.map((x, j) => (x - 2) * ((rows[i]?.[j] ?? NaN) - 2)));
    expect(mean(pairs) / variance).toBeCloseTo(Math.exp(-1), 1);
  });

  test("ouProcess: has the same variance with a step as long as tau", () => {
    const values = at(ms(5), () => input.ouProcess(0, nA(1), ms(5), ms(100_000), {seed: 2})).toDecimal(nA);
    const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt((2 * 1.31) / 20_000));
  });

  test("wienerProcess: adds up to a variance of sigma^2 times the duration in the unit of dt", () => {
    const steps = at(ms(0.25), () => input.wienerProcess(ms(25), {sigma: nA(2), n: 2000, seed: 3})).toDecimal(nA);
    const ends = new Float64Array(2000);
    steps.forEach((x, i) => (ends[i % 2000] = (ends[i % 2000] ?? 0) + x));
    const variance = ends.reduce((sum, x) => sum + x * x, 0) / 2000;
    expect(Math.abs(variance / 100 - 1)).toBeLessThan(4 * Math.sqrt(2 / 2000));
  });

  test("poisson: spikes at its rate", () => {
    const spikes = at(ms(0.1), () => input.poisson(Hz(200), s(1), {n: 100, seed: 4})).toDecimal();
    const count = spikes.reduce((sum, x) => sum + x, 0);
    // 100 trains of 1 s at 200 Hz; four standard deviations of the binomial
    expect(Math.abs(count - 20_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.98));
  });

  test("a seed: gives the same numbers, none gives others each time", () => {
    at(ms(0.1), () => {
      const draw = (seed?: number): number[] => numbers(input.wienerProcess(ms(2), {seed}));
      expect(draw(7)).toEqual(draw(7));
      expect(draw()).not.toEqual(draw());
    });
  });
});
