/** @file Code of the package, as it stands in `lib/`, on an empty page. */
import {build, type BuildOptions} from "esbuild";
import {fileURLToPath} from "node:url";
import type {Page} from "playwright-core";
import {workerSourceForEsbuild} from "../../scripts/workerSource.js";

/** Browsers give WebGPU to pages of this host. Nothing listens there: requests are answered here. */
const ADDRESS = "http://localhost:9/";

/** Opens an empty page and runs a script there. */
export async function emptyPage(page: Page, script: string): Promise<void> {
  await page.route(`${ADDRESS}**`, (route) =>
    route.fulfill({contentType: "text/html", body: "<!doctype html><link rel=icon href=data:,>"}),
  );
  await page.goto(ADDRESS);
  await page.addScriptTag({content: script});
}

/** One script of an entry and all that it imports, gpu.js too. */
export async function bundled(entry: Pick<BuildOptions, "entryPoints" | "stdin">): Promise<string> {
  const {outputFiles} = await build({
    ...entry,
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    define: {"import.meta.url": '""'},
    alias: {spikeloop: fileURLToPath(new URL("../../lib/index.ts", import.meta.url))},
    plugins: [workerSourceForEsbuild],
    logLevel: "error",
  });
  return outputFiles?.[0]?.text ?? "";
}
