/** @file The figure of one time constant: V on its way to V_inf, and the point at which it has gone 63 % of it. */
import * as Plot from "@observablehq/plot";
import {ms, mV} from "spikeloop";
import {draw, membraneTraceSpec, type FigureSpec} from "spikeloop/visualize";
import {withUnit} from "../parameters.js";
import type {Rollout} from "./rollout.js";
import {afterOneTau, steadyPotential} from "./theory.js";

/** How much of the run is shown, in ms: the same for every time constant, so that the guide moves and not the axis. */
const SHOWN = 150;
const COLOR = "var(--spikeloop-guide-2, #a357b8)";
const DASH = "3 3";

/** V from the reset potential on, with V_inf and the guides of 63 %. */
export function climbFigure(rollout: Rollout, width: number, height: number): HTMLElement {
  return draw(climbSpec(rollout, width, height));
}

export function climbSpec({values, driven, climb}: Rollout, width: number, height: number): FigureSpec {
  const {weak, tau, V_th, V_reset, dt, duration} = values;
  const target = steadyPotential(values, weak);
  const reached = afterOneTau(values, weak, V_reset);
  const levels = [V_reset, V_th, target];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const spec = membraneTraceSpec({
    // V is stored at the end of a step, and here it is drawn there, after the place it starts from
    times: ms([0, ...driven.times.toDecimal(ms).map((time) => time + dt)]),
    V: mV([V_reset, ...climb.toDecimal(mV)]),
    threshold: {label: "V_th", value: mV(V_th)},
    levels: [{label: "V_inf", value: mV(target)}],
    xDomain: [ms(0), ms(Math.min(duration, SHOWN))],
    yDomain: [mV(5 * Math.floor((low - 1) / 5)), mV(5 * Math.ceil((high + 1) / 5))],
    ariaLabel: `V on its way to V_inf at ${String(weak)} mA`,
    width,
    height,
  });
  // where V turns back at the threshold, or does not move, there is no such point
  if (reached >= V_th || Math.abs(target - V_reset) < 1e-4) return spec;
  const name = `63 % of the way after tau ${withUnit(tau, "ms")}`;
  return {
    ...spec,
    legend: [...spec.legend, {label: name, shape: "line", color: COLOR, dash: DASH}],
    ariaDescription: `${spec.ariaDescription}. ${name}: ${withUnit(reached.toFixed(2), "mV")}`,
    marks: (frame) => {
      const [bottom] = frame.y.domain;
      const guide = {stroke: COLOR, strokeWidth: 1.5, strokeDasharray: DASH};
      return [
        ...spec.marks(frame),
        Plot.ruleX([tau], {...guide, y1: bottom, y2: reached, className: "tau-guide"}),
        Plot.ruleY([reached], {...guide, x1: 0, x2: tau, className: "tau-guide"}),
        Plot.dot([[tau, reached]], {
          r: 4.5,
          fill: COLOR,
          stroke: "var(--theme-background, Canvas)",
          className: "tau-point",
        }),
      ];
    },
  };
}
