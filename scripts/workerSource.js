/**
 * @file `import {source} from "./worker.js?source"`: the text of a file bundled into one script. A worker is made from it,
 * as a package that a page's bundler took in has no file beside it. For esbuild, and for vite in the tests.
 */
import {dirname, join} from "node:path";
import {buildSync} from "esbuild";

const ENDING = /\.js\?source$/;

/** @param {string} path @param {string} folder of the file that imports it */
const fileOf = (path, folder) => join(folder, path.replace(ENDING, ".ts"));

/** @param {string} file */
function bundled(file) {
  const {outputFiles} = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "iife",
    platform: "neutral",
    target: "es2022",
    minify: true,
    // an error is told to the page by its name
    keepNames: true,
  });
  return `export const source = ${JSON.stringify(outputFiles[0]?.text)};`;
}

/** @type {import("esbuild").Plugin} */
export const workerSourceForEsbuild = {
  name: "worker-source",
  setup(build) {
    build.onResolve({filter: ENDING}, ({path, resolveDir}) => ({
      path: fileOf(path, resolveDir),
      namespace: "worker-source",
    }));
    build.onLoad({filter: /.*/, namespace: "worker-source"}, ({path}) => ({contents: bundled(path), loader: "js"}));
  },
};

/** @type {import("vite").Plugin} */
export const workerSourceForVite = {
  name: "worker-source",
  enforce: "pre",
  resolveId(path, importer) {
    return ENDING.test(path) && importer ? `${fileOf(path, dirname(importer))}?source` : undefined;
  },
  load(id) {
    return id.endsWith(".ts?source") ? bundled(id.slice(0, -"?source".length)) : undefined;
  },
};
