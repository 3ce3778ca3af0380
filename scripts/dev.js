/** @file `npm run dev`: the site's live preview, with the package rebuilt at every edit of lib/. Arguments go to it. */
import {spawn} from "node:child_process";
import {context} from "esbuild";
import {bundleOptions} from "./bundle.js";
import {paths} from "./paths.js";
import {clearSiteCache} from "./siteCache.js";
import {bundleSitePlot} from "./sitePlot.js";

/** @type {() => void} */
let markBuilt;
/** @type {Promise<void>} */
const firstBuild = new Promise((resolve) => (markBuilt = resolve));

/**
 * Clears the site's copy after each build that succeeds; a failing one is reported and the last good one stays.
 * @type {import("esbuild").Plugin}
 */
const refreshSite = {
  name: "refresh-site",
  setup(build) {
    build.onEnd(({errors}) => {
      markBuilt();
      if (errors.length > 0) return;
      clearSiteCache();
      console.log(`lib: rebuilt at ${new Date().toLocaleTimeString()}, reload the page to run it`);
    });
  },
};

const options = bundleOptions();
const watcher = await context({...options, plugins: [...(options.plugins ?? []), refreshSite]});
await watcher.watch();
await firstBuild;
await bundleSitePlot({whole: true});

const preview = spawn(process.execPath, [paths.observable, "preview", ...process.argv.slice(2)], {
  cwd: paths.root,
  stdio: "inherit",
  env: {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true"},
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => void preview.kill(signal));
}
preview.on("close", (code) => {
  void watcher.dispose().then(() => process.exit(code ?? 0));
});
