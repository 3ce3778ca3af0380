/** @file The live neuron at the top of the lab: the package's own model under the reader's constants. */
import * as spikeloop from "spikeloop";
import {mV, type Dimensionless, type Quantity, type Time, type Voltage} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {figurePlaces} from "../figurePlaces.js";
import {place} from "../page.js";
import {nounFor, withUnit} from "../parameters.js";
import {runListing} from "../runListing.js";
import {tooled} from "./drawn.js";
import type {Experiment, Lab, LiveValues} from "./experiment.js";
import {optionsText} from "./listingParts.js";
import type {LabValues} from "./parameters.js";
import {climb} from "./theory.js";
import {milliseconds} from "./words.js";

const DURATION = 100;

/** Not shown: Tutorial 1 shows this program and explains it. */
function heroProgram(values: LabValues): string {
  const {I, tau_ref, dt} = values;
  return `
import {LIFRef, arange, environ, forLoop, initAllStates, mA, mV, ms} from "spikeloop";
${optionsText(values, "hard")}
const neuron = initAllStates(new LIFRef(1, {...options, tau_ref: ms(${tau_ref})}));
const times = arange(ms(0), ms(${DURATION}), ms(${dt}));
const step = (t) => environ.context({t}, () => {
  const spike = neuron.update(mA(${I}));
  return [neuron.V.value, spike];
});
const [V, spikes] = environ.context({dt: ms(${dt})}, () => forLoop(step, times));`;
}

interface HeroRun {
  readonly values: LabValues;
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
}

export function runHero(values: LabValues): HeroRun {
  const {scope} = runListing(heroProgram(values), {}, {spikeloop});
  return {...(scope as unknown as Omit<HeroRun, "values">), values};
}

/** The numbers at the top of the page. */
export function heroValues({values, spikes}: HeroRun): LiveValues {
  const count = spikeloop.sum(spikes).toNumber();
  const T = values.tau_ref + climb(values, values.I);
  return {
    heroSpikes: String(count),
    heroSpikesWord: nounFor(count, "spike"),
    heroDuration: withUnit(DURATION, "ms"),
    heroClosed: T === Infinity ? "none" : `one every ${milliseconds(T)}`,
  };
}

export function startHero({root, show}: Lab): Experiment {
  let run: HeroRun | undefined;
  const drawn = figurePlaces(root, {hero: (width, height) => run && heroFigure(run, width, height)});
  return {
    figure: place(root, "hero"),
    update(values) {
      run = runHero(values);
      show(heroValues(run));
      drawn.redraw("hero");
    },
    stop: drawn.stop,
  };
}

function heroFigure({values, times, V, spikes}: HeroRun, width: number, height: number): HTMLElement {
  const figure = membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(values.V_th)},
    ariaLabel: "V over time",
    width,
    height,
  });
  return tooled(figure, "neuron", "V over time", values, ["I", "tau", "V_th"]);
}
