/** @file The live neuron of the home page: one current, one trace, and the program that makes it. */
import * as spikeloop from "spikeloop";
import {mV, type Dimensionless, type Quantity, type Time, type Voltage} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {controls} from "./controls.js";
import {NEURON_PARAMETERS, type NeuronValues} from "./firstNeuron/parameters.js";
import {setCode, setOutput} from "./listingView.js";
import {figurePlaces} from "./figurePlaces.js";
import {liveText, makeScrollable, place} from "./page.js";
import {ParameterStore} from "./parameterStore.js";
import {nounFor, withUnit} from "./parameters.js";
import {runListing} from "./runListing.js";
import {followAddress, toSearch} from "./urlState.js";

export type HomeValues = Pick<NeuronValues, "I">;

/** The example of the home page, with the reader's current in it. */
export function homeListing({I}: HomeValues): string {
  return `
import {LIFRef, arange, environ, forLoop, initAllStates, mA, mV, ms, sum} from "spikeloop";

const [rest, threshold] = [mV(-60), mV(-50)];
const start = {V_rest: rest, V_reset: rest, V_initializer: rest};
const neuron = initAllStates(new LIFRef(1, {tau: ms(20), V_th: threshold, ...start}));

const times = arange(ms(0), ms(200), ms(0.1));
const step = (t) => environ.context({t}, () => {
  const spike = neuron.update(mA(${I}));
  return [neuron.V.value, spike];
});
const [V, spikes] = environ.context({dt: ms(0.1)}, () => forLoop(step, times));
console.log(\`\${sum(spikes).toNumber()} spikes in 200 ms\`);`.trim();
}

interface HomeRun {
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
  readonly threshold: Quantity<Voltage>;
  readonly output: readonly string[];
}

/** Runs the example as it is shown. */
export function runHome(values: HomeValues): HomeRun {
  const {scope, output} = runListing(homeListing(values), {}, {spikeloop});
  return {...(scope as unknown as Omit<HomeRun, "output">), output};
}

/** The numbers in the text of the home page. */
export function homeValues({I}: HomeValues, {times, spikes}: HomeRun): Readonly<Record<string, string>> {
  const total = spikeloop.sum(spikes).toNumber();
  return {
    I: withUnit(I, "mA"),
    totalSpikes: String(total),
    spikesWord: nounFor(total, "spike"),
    steps: String(times.shape[0]),
  };
}

/** Brings the home page to life; returns what ends it. */
export function startHome(root: HTMLElement): () => void {
  const store = new ParameterStore<HomeValues>({I: NEURON_PARAMETERS.I});
  const endAddress = followAddress(store);
  place(root, "main-controls").replaceChildren(...controls(store, ["I"]));
  const tutorial = place(root, "to-tutorial") as HTMLAnchorElement;
  let run: HomeRun | undefined;
  const setValues = liveText(root);
  const drawn = figurePlaces(root, {trace: (width, height) => run && homeFigure(run, width, height)});
  const unfollow = store.follow((values) => {
    run = runHome(values);
    setCode(place(root, "home-code"), homeListing(values));
    setOutput(place(root, "home-output"), run.output);
    setValues(homeValues(values, run));
    tutorial.search = toSearch({...store.changed, V0: -60});
    drawn.redraw("trace");
  });
  makeScrollable(root);
  return () => {
    for (const end of [unfollow, endAddress, drawn.stop]) end();
  };
}

function homeFigure({times, V, spikes, threshold}: HomeRun, width: number, height: number): HTMLElement {
  return membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "threshold", value: threshold},
    yDomain: [mV(-62), mV(-48)],
    width,
    height,
  });
}
