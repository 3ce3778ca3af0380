/**
 * @file For vite in the tests: packages of very many files, each bundled into one. Every test file imports the package
 * anew, and mathjs alone, file by file, takes it about a second.
 */
import {buildSync} from "esbuild";
import {paths} from "./paths.js";

/** What is exported: of mathjs only what lib/units/parse.ts takes, as in the built package. */
const EXPORTS = new Map([
  ["mathjs", "{createUnitClass}"],
  ["@observablehq/plot", "*"],
]);

const PREFIX = "\0one-file:";

/** @param {string} name */
function bundled(name) {
  const {outputFiles} = buildSync({
    stdin: {contents: `export ${EXPORTS.get(name)} from "${name}";`, resolveDir: paths.root},
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
  });
  return outputFiles[0]?.text;
}

/** @type {import("vite").Plugin} */
export const packagesInOneFileForVite = {
  name: "packages-in-one-file",
  enforce: "pre",
  resolveId: (name) => (EXPORTS.has(name) ? PREFIX + name : undefined),
  load: (id) => (id.startsWith(PREFIX) ? bundled(id.slice(PREFIX.length)) : undefined),
};
