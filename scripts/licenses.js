/** @file Collects the licences of the packages that the bundle contains. */
import {existsSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";

/**
 * Writes lib/dist/THIRD_PARTY_LICENSES.txt.
 * @param {import("esbuild").Metafile} metafile
 */
export function writeThirdPartyLicenses(metafile) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const {inputs} of Object.values(metafile.outputs)) {
    for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name && bytesInOutput > 0) names.add(name);
    }
  }
  const texts = [...names].sort().map((name) => licenseOf(name));
  writeFileSync(join(paths.libDist, "THIRD_PARTY_LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
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
