/** @file Builds the package: lib/index.ts and lib/visualize/index.ts to lib/dist, with declarations and licences. */
import {readFileSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {bundleOptions} from "./bundle.js";
import {writeThirdPartyLicenses} from "./licenses.js";
import {paths} from "./paths.js";
import {runNode, secondsSince} from "./run.js";
import {clearSiteCache} from "./siteCache.js";

const start = performance.now();
rmSync(paths.libDist, {recursive: true, force: true});

const declarations = runNode(paths.tsc, ["-p", join(paths.lib, "tsconfig.build.json")]).then(() => {
  checkDeclarations();
  return secondsSince(start);
});
const bundle = build(bundleOptions()).then(({metafile}) => {
  writeThirdPartyLicenses(metafile);
  clearSiteCache();
  return secondsSince(start);
});
// Both run to their end, so that a failing one does not leave the other writing.
const results = await Promise.allSettled([bundle, declarations]);
for (const result of results) {
  if (result.status === "rejected") {
    console.error(result.reason instanceof Error ? result.reason.message : result.reason);
    process.exitCode = 1;
  }
}
if (!process.exitCode) {
  const [bundled, declared] = results.map((result) => (result.status === "fulfilled" ? result.value : "-"));
  const size = Math.round(readFileSync(join(paths.libDist, "index.js")).length / 1024);
  console.log(`lib/dist: bundled in ${bundled} (index.js ${size} kB), declared in ${declared}`);
}

/** mathjs is bundled in and no dependency of the package: a declaration that names it would not resolve for users. */
function checkDeclarations() {
  const types = join(paths.libDist, "types");
  for (const file of readdirSync(types, {recursive: true, encoding: "utf8"})) {
    if (file.endsWith(".d.ts") && /["']mathjs["']/.test(readFileSync(join(types, file), "utf8"))) {
      throw new Error(`buildLib: a declaration mentions mathjs, expected none, got ${file}`);
    }
  }
}
