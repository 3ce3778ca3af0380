/** @file The f-I curve of Tutorial 1: simulated, by the formula, and as the reader drew it. A place on it sets the current. */
import * as Plot from "@observablehq/plot";
import {Hz, linspace, mA, quantity} from "spikeloop";
import {draw, fICurveSpec, type FigureData, type FigureSpec} from "spikeloop/visualize";
import {GUESSED_AT, guessAt, type Guess} from "./curveGuess.js";
import {tooled} from "./figures.js";
import {SWEEP, type NeuronValues} from "./parameters.js";
import type {Sweep} from "./rollout.js";
import {rate, rheobase} from "./theory.js";

/** The simulated f-I curve, the closed form over it, what the reader drew, the rheobase, and where the reader is. */
export function sweepFigure(
  {currents, rates}: Sweep,
  values: NeuronValues,
  width: number,
  height: number,
  guess: Guess | null = null,
): HTMLElement {
  const fine = linspace(mA(SWEEP.from), mA(SWEEP.to), 2 * SWEEP.neurons - 1);
  const closed = Array.from(fine.toDecimal(mA), (current) => rate(values, current));
  const here = rate(values, values.I);
  const highest = Math.max(...rates.toDecimal(Hz), ...closed, ...(guess ?? []), 1);
  const spec = fICurveSpec({
    current: currents,
    rate: rates,
    analytic: {current: fine, rate: quantity(closed, "Hz")},
    rheobase: mA(rheobase(values)),
    marked: {current: mA(values.I), rate: Hz(here), label: `${String(values.I)} mA`},
    yDomain: [Hz(0), Hz(Math.ceil((highest * 1.05) / 50) * 50)],
    xDomain: [mA(SWEEP.from), mA(SWEEP.to)],
    width,
    height,
  });
  const drawn = draw(guess === null ? spec : withGuess(spec, guess));
  return tooled(drawn, "f-i-curve", "firing rate against input current", values, ["tau", "V_th", "tau_ref"]);
}

/** Adds the reader's own curve. */
function withGuess(spec: FigureSpec, guess: Guess): FigureSpec {
  const points = guess.map((rate, i) => [GUESSED_AT[i] as number, rate] as const);
  const {data} = spec;
  return {
    ...spec,
    legend: [...spec.legend, {label: "your guess", shape: "line", ...GUESS_STYLE}],
    ariaDescription: `${spec.ariaDescription}. Your guess: ${points.map(([at, rate]) => `${String(rate)} Hz at ${String(at)} mA`).join(", ")}`,
    ...(data && {
      data: {...data, columns: [...data.columns, {name: "f your guess", unit: Hz, values: guessColumn(guess, data)}]},
    }),
    marks: (frame) => [
      ...spec.marks(frame),
      Plot.line(points, {
        stroke: GUESS_STYLE.color,
        strokeDasharray: GUESS_STYLE.dash,
        strokeWidth: 2,
        clip: true,
        className: "guess-line",
      }),
    ],
  };
}

const GUESS_STYLE = {color: "var(--spikeloop-line-2, #c8581a)", dash: "7 2"};

function guessColumn(guess: Guess, {x}: FigureData): Float32Array {
  return x.values.map((current) => guessAt(guess, current));
}

/** A current to a tenth of a mA, as the slider has it. */
export const onGrid = (current: number): number => Math.round(current * 10) / 10;
