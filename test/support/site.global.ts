/** @file Once per run of the browser tests: finds Chromium, builds the site when it is stale, serves it. */
import type {TestProject} from "vitest/node";
import {secondsSince, runNode} from "../../scripts/run.js";
import {serve} from "../../scripts/serve.js";
import {siteIsStale} from "../../scripts/stale.js";
import {findChromium} from "./chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the browser's program, or null when there is none. */
    chromium: string | null;
    /** Address of the built site, under a sub-path, ending in "/". */
    siteUrl: string;
  }
}

export default async function setup(project: TestProject) {
  // On a build server a missing browser must not pass for a reason to skip: the tests run, and fail to start it.
  const chromium = findChromium() ?? (process.env.CI ? "chromium, which is not installed" : null);
  project.provide("chromium", chromium);
  project.provide("siteUrl", "");
  if (chromium === null) {
    const notice = "browser tests: NO CHROMIUM FOUND, expected /usr/bin/chromium or a path in $CHROMIUM";
    console.warn(`\n${"!".repeat(notice.length)}\n${notice}\nall of them are SKIPPED\n${"!".repeat(notice.length)}\n`);
    return;
  }
  if (siteIsStale()) {
    const start = performance.now();
    await runNode("scripts/buildLib.js", []);
    await runNode("scripts/buildSite.js", []);
    console.log(`browser tests: site built in ${secondsSince(start)}`);
  }
  const server = await serve({base: "/some/sub/path/"});
  project.provide("siteUrl", server.url);
  return () => server.close();
}
