/** @file In a fresh process: how long the import of the package takes, and then the tutorial's first call. */
import type {Spikeloop} from "./tutorial.js";
import {tutorialOf} from "./tutorial.js";

const start = performance.now();
const spikeloop = (await import(new URL("./spikeloop.js", import.meta.url).href)) as Spikeloop;
const imported = performance.now();
const {asWritten} = tutorialOf(spikeloop);
const [, spikes] = asWritten(25);
const first = performance.now();
asWritten(24);
const second = performance.now();
console.log(
  JSON.stringify({
    import: imported - start,
    first: first - imported,
    second: second - first,
    spikes: spikeloop.sum(spikes).toNumber(),
  }),
);
