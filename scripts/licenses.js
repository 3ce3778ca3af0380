/** @file Collects the licences of the packages that the bundle and the site contain. */
import {existsSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";

const FILE = "THIRD_PARTY_LICENSES.txt";

/**
 * Writes lib/dist/THIRD_PARTY_LICENSES.txt.
 * @param {import("esbuild").Metafile} metafile
 */
export function writeThirdPartyLicenses(metafile) {
  writeLicenses(paths.libDist, packagesIn(metafile));
}

/**
 * The names of the packages in what esbuild has bundled.
 * @param {import("esbuild").Metafile} metafile
 * @returns {Set<string>}
 */
export function packagesIn(metafile) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const {inputs} of Object.values(metafile.outputs)) {
    for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name && bytesInOutput > 0) names.add(name);
    }
  }
  return names;
}

/**
 * Writes dist/site/THIRD_PARTY_LICENSES.txt: minified, the site's files keep no licence of their own.
 * @param {Iterable<string>} inPlot the packages that the site's file of Plot holds
 */
export function writeSiteLicenses(inPlot) {
  const files = readdirSync(join(paths.site, "_node"), {recursive: true, encoding: "utf8"});
  const names = files.flatMap((file) => /^((?:@[^/]+\/)?[^/@]+)@[^/]+$/.exec(file.replaceAll("\\", "/"))?.[1] ?? []);
  const others = names.filter((name) => name !== "spikeloop");
  const bundled = readFileSync(join(paths.libDist, FILE), "utf8");
  writeLicenses(paths.site, new Set([...others, ...inPlot, "@observablehq/framework", "katex"]), [bundled]);
}

/**
 * @param {string} folder
 * @param {Set<string>} names
 * @param {string[]} more texts that follow
 */
function writeLicenses(folder, names, more = []) {
  const texts = [...[...names].sort().map((name) => licenseOf(name)), ...more];
  writeFileSync(join(folder, FILE), texts.join(`\n${"-".repeat(80)}\n\n`));
}

/** @param {string} name */
function licenseOf(name) {
  const folder = join(paths.root, "node_modules", name);
  /** @type {{version: string, license: string}} */
  const {version, license} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .map((file) => join(folder, file))
    .filter((file) => existsSync(file));
  return [`${name} ${version} (${license})\n`, ...texts.map((file) => readFileSync(file, "utf8"))].join("\n");
}
