/**
 * @file Runs the benchmarks: `npm run bench`, or `npm run bench -- tutorial lanes`. The source is bundled on the fly, so
 * that no stale build is measured; each benchmark, with its peers, has one process of its own.
 *
 * `--quick` takes few samples, to try a benchmark out, and stores nothing; `--out <folder>` stores elsewhere.
 */
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {build} from "esbuild";
import {bundleOptions} from "../scripts/bundle.js";
import {paths} from "../scripts/paths.js";

const {values: flags, positionals} = parseArgs({
  allowPositionals: true,
  options: {quick: {type: "boolean", default: false}, out: {type: "string"}},
});

/** @param {string} file in this folder */
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "spikeloop-bench-"));
try {
  // without it Node reads a module twice, to find out that it is one
  writeFileSync(join(folder, "package.json"), JSON.stringify({type: "module"}));
  /** @satisfies {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: paths.root,
    alias: {spikeloop: join(paths.lib, "index.ts")},
    // what the package's own bundle needs, less what keeps `spikeloop` a bare import there
    plugins: (bundleOptions().plugins ?? []).filter(({name}) => name !== "import-package-by-name"),
    outdir: folder,
    bundle: true,
    format: /** @type {const} */ ("esm"),
    target: "es2022",
    logLevel: /** @type {const} */ ("warning"),
  };
  await build({
    ...common,
    entryPoints: {
      main: here("main.ts"),
      firstCall: here("work/firstCall.ts"),
      coldCompile: here("work/coldCompile.ts"),
      spikeloop: join(paths.lib, "index.ts"),
    },
    platform: "node",
    external: ["gpu.js"],
  });
  // for a page: gpu.js is in it, and waits there to be asked for
  await build({...common, entryPoints: {gpuPage: here("work/gpuPage.ts")}, platform: "browser"});
  const options = {quick: flags.quick, out: resolve(flags.out ?? here("results")), source: here(".")};
  const {status} = spawnSync(process.execPath, [join(folder, "main.js"), JSON.stringify(options), ...positionals], {
    cwd: paths.root,
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
