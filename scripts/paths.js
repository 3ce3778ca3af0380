/** @file Where things are in this repository, as absolute paths, for the other scripts. */
import {fileURLToPath} from "node:url";

/** @param {string} path relative to the repository root */
const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const paths = {
  root: fromRoot("."),
  lib: fromRoot("lib"),
  libDist: fromRoot("lib/dist"),
  src: fromRoot("src"),
  siteCache: fromRoot("src/.observablehq/cache/_node"),
  site: fromRoot("dist/site"),
  api: fromRoot("dist/api"),
  observable: fromRoot("node_modules/@observablehq/framework/dist/bin/observable.js"),
  tsc: fromRoot("node_modules/typescript/bin/tsc"),
};
