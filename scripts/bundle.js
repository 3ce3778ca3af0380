/**
 * @file How esbuild bundles the package: one file an entry. Not split into chunks, because a site's bundler keeps one
 * file for each bare import and drops the chunks that a lazy import of a relative path makes.
 */
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";
import {workerSourceForEsbuild} from "./workerSource.js";

/** Packages that the bundle leaves alone: what package.json of the package declares as a dependency of any kind. */
function declaredDependencies() {
  /** @type {Record<string, Record<string, unknown> | undefined>} */
  const manifest = JSON.parse(readFileSync(join(paths.lib, "package.json"), "utf8"));
  return Object.keys({...manifest.dependencies, ...manifest.peerDependencies});
}

/**
 * lib/visualize reaches the rest of the package by its public index only. That import stays a bare `spikeloop`, so
 * that both entries share one copy of every class wherever they are bundled separately.
 * @type {import("esbuild").Plugin}
 */
const importPackageByName = {
  name: "import-package-by-name",
  setup(build) {
    build.onResolve({filter: /^\.\.\/index\.js$/}, ({resolveDir}) =>
      resolveDir === join(paths.lib, "visualize") ? {path: "spikeloop", external: true} : undefined,
    );
  },
};

/**
 * Names of classes outlive a site's bundler, which minifies once more: errors and printed trees show them. Those of
 * functions need not, and esbuild's `keepNames` would call a function for each of them when the package is loaded. A
 * static field, because a bundler drops an unused class that has one, and keeps what has a static block.
 * @type {import("esbuild").Plugin}
 */
const nameClasses = {
  name: "name-classes",
  setup(build) {
    build.onLoad({filter: /\.ts$/, namespace: "file"}, ({path}) => {
      const contents = readFileSync(path, "utf8").replace(
        /^(?:export )?(?:abstract )?class (\w+)[^{]*\{/gm,
        (head, name) => `${head} static name = "${name}";`,
      );
      return {loader: "ts", contents};
    });
  },
};

/** @returns {import("esbuild").BuildOptions & {metafile: true}} */
export function bundleOptions() {
  return {
    absWorkingDir: paths.root,
    entryPoints: {index: "lib/index.ts", visualize: "lib/visualize/index.ts"},
    outdir: "lib/dist",
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: declaredDependencies(),
    plugins: [importPackageByName, nameClasses, workerSourceForEsbuild],
    sourcemap: true,
    sourcesContent: true,
    metafile: true,
    logLevel: "warning",
  };
}
