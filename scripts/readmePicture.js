/**
 * @file The picture of README.md: Tutorial 1's rollout, drawn by `spikeloop/visualize` into one SVG that needs no page
 * around it. `npm run build:lib && node scripts/readmePicture.js` makes it again.
 */
import {writeFileSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {JSDOM} from "jsdom";
import {arange, environ, forLoop, initAllStates, LIFRef, mA, ms, mV, sum} from "spikeloop";
import {membraneTraceSpec, panels, spikeRasterSpec} from "spikeloop/visualize";
import {paths} from "./paths.js";

const FILE = "docs/images/first-neuron.svg";
const WIDTH = 720;
const LEGEND = 34;

/** Follows the reader's colour scheme, as the page around a picture does not tell it one. */
const STYLE = `
.picture {color: #1f2328; font: 12px system-ui, sans-serif;}
.paper {fill: #ffffff;}
@media (prefers-color-scheme: dark) {.picture {color: #e6edf3;} .paper {fill: #0d1117;}}
`;

/** @returns {{svg: string, spikes: number}} the picture, and how many spikes it shows */
export function readmePicture() {
  const {document, XMLSerializer} = new JSDOM("<!doctype html>").window;
  const {times, V, spikes} = rollout();
  const trace = membraneTraceSpec({times, V, threshold: {label: "V_th", value: mV(-50)}, document});
  const figure = panels([trace, spikeRasterSpec({times, spikes, document})], {width: WIDTH, legend: false, document});
  const serializer = new XMLSerializer();
  let y = LEGEND;
  const drawn = [...figure.querySelectorAll("svg")].map((svg) => {
    svg.setAttribute("y", String(y));
    y += Number(svg.getAttribute("height"));
    return serializer.serializeToString(svg);
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${y}" rx="8"/>`,
    ...trace.legend.map(({label, color, dash = "none"}, i) => {
      const x = 60 + 90 * i;
      return `<path d="M${x},20h28" stroke="${color}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${x + 36}" y="24" fill="currentColor">${label}</text>`;
    }),
    ...drawn,
    "</svg>\n",
  ].join("\n");
  return {svg, spikes: sum(spikes).toNumber()};
}

/** One neuron, 25 mA for 200 ms in steps of 0.1 ms. */
function rollout() {
  const neuron = new LIFRef(1, {tau: ms(20), tau_ref: ms(5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)});
  initAllStates(neuron);
  const dt = ms(0.1);
  const times = arange(ms(0), ms(200), dt);
  /** @param {typeof dt} t */
  const step = (t) =>
    environ.context({t}, () => {
      const spikes = neuron.update(mA(25));
      return {V: neuron.V.value, spikes};
    });
  return {times, ...environ.context({dt}, () => forLoop(step, times))};
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const {svg, spikes} = readmePicture();
  writeFileSync(new URL(FILE, pathToFileURL(`${paths.root}/`)), svg);
  console.log(`${FILE}: ${String(spikes)} spikes, ${Math.round(svg.length / 1024)} kB`);
}
