/** @file The site's copy of the package, which Framework keeps by name and version. */
import {existsSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";

/** Removes the copy, so that the next page load or build bundles what lib/dist holds now. */
export function clearSiteCache() {
  if (!existsSync(paths.siteCache)) return;
  for (const entry of readdirSync(paths.siteCache)) {
    if (entry.startsWith("spikeloop@")) rmSync(join(paths.siteCache, entry), {recursive: true, force: true});
  }
}
