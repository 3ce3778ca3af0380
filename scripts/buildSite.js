/** @file Builds the site to dist/site, then mends in its pages what Framework's page frame leaves undone. */
import {readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {writeSiteLicenses} from "./licenses.js";
import {mendPage} from "./mendPage.js";
import {paths} from "./paths.js";
import {runNode, secondsSince} from "./run.js";
import {clearSiteCache} from "./siteCache.js";
import {bundleSitePlot} from "./sitePlot.js";

const start = performance.now();
clearSiteCache();
const inPlot = await bundleSitePlot();
await runNode(paths.observable, ["build"], {quiet: true});
writeSiteLicenses(inPlot);
let pages = 0;
for (const file of readdirSync(paths.site, {recursive: true, encoding: "utf8"})) {
  if (!file.endsWith(".html")) continue;
  const path = join(paths.site, file);
  writeFileSync(path, mendPage(readFileSync(path, "utf8")));
  ++pages;
}
console.log(`dist/site: ${pages} ${pages === 1 ? "page" : "pages"} built in ${secondsSince(start)}`);
