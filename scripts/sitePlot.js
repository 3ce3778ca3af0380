/**
 * @file Observable Plot as the site ships it. Framework bundles each package alone, so Plot would come with the whole of
 * d3, in forty files. It keeps a bundle that it finds in its cache, so one is put there, in which Plot and d3 are one
 * file that holds what the site takes of them.
 */
import {mkdirSync, readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {packagesIn} from "./licenses.js";
import {paths} from "./paths.js";

const NAME = "@observablehq/plot";
/** The folders of the sources that draw. */
const DRAWING = [paths.src, join(paths.lib, "visualize")];

/**
 * Puts the bundle into the site's cache.
 * @param {{whole?: boolean}} [options] `whole`: with every mark, for a preview in which a source may yet take another
 * @returns {Promise<Set<string>>} the packages in it
 */
export async function bundleSitePlot({whole = false} = {}) {
  /** @type {{version: string}} */
  const {version} = JSON.parse(readFileSync(join(paths.root, "node_modules", NAME, "package.json"), "utf8"));
  const folder = join(paths.siteCache, `${NAME}@${version}`);
  mkdirSync(folder, {recursive: true});
  const {metafile} = await build({
    absWorkingDir: paths.root,
    stdin: {contents: `export ${whole ? "*" : `{${namesTaken().join(", ")}}`} from "${NAME}";`, resolveDir: paths.root},
    outfile: join(folder, "index.js"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
  });
  return packagesIn(metafile);
}

/** The names that the sources take of Plot, all by `Plot.name`. */
function namesTaken() {
  /** @type {Set<string>} */
  const names = new Set();
  for (const folder of DRAWING) {
    for (const file of readdirSync(folder, {recursive: true, encoding: "utf8"})) {
      if (!file.endsWith(".ts")) continue;
      const source = readFileSync(join(folder, file), "utf8");
      const imported = /^import (?!type )(.+) from "@observablehq\/plot";$/m.exec(source)?.[1];
      if (imported === undefined) continue;
      if (imported !== "* as Plot") throw new Error(`${file}: imports Plot as ${imported}, expected "* as Plot"`);
      for (const [, name] of source.matchAll(/\bPlot\.([a-z]\w*)/g)) if (name) names.add(name);
    }
  }
  return [...names].sort();
}
