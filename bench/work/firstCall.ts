/** @file In a fresh process: how long the import of the package takes, then the tutorial's first calls. */
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
const EARLY = 50;
for (let i = 0; i < EARLY; i++) asWritten(20 + i * 0.2);
const early = performance.now();
console.log(
  JSON.stringify({
    import: imported - start,
    first: first - imported,
    second: second - first,
    early: (early - second) / EARLY,
    spikes: spikeloop.sum(spikes).toNumber(),
  }),
);
