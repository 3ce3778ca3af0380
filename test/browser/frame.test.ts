/** @file What must hold on every page of the built site: no error, no third party, no broken link, no barrier. */
import {readdirSync} from "node:fs";
import {expect} from "vitest";
import {paths} from "../../scripts/paths.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const PAGES = readdirSync(paths.src, {recursive: true, encoding: "utf8"})
  .filter((file) => file.endsWith(".md") && !file.startsWith("."))
  .map((file) => file.replace(/\.md$/, ".html"))
  .sort();

browserTest.for(PAGES)(
  "%s: loads under a sub-path with no error and no third-party request",
  async (file, {watched, siteUrl}) => {
    await watched.page.goto(siteUrl + file, {waitUntil: "networkidle"});
    expect(watched.problems).toEqual([]);
    expect(watched.requests.filter((url) => !url.startsWith(siteUrl) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await watched.page.locator(".observablehq--error").count()).toBe(0);
  },
);

browserTest.for(PAGES)("%s: links to nothing that is missing", async (file, {watched, siteUrl}) => {
  await watched.page.goto(siteUrl + file, {waitUntil: "networkidle"});
  const links = await watched.page
    .locator("a[href]")
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href.replace(/#.*$/, "")));
  // The reference is placed into the site by a later step of the build.
  const own = [...new Set(links)].filter((link) => link.startsWith(siteUrl) && !link.startsWith(`${siteUrl}api/`));
  const statuses = await Promise.all(own.map(async (link) => `${(await fetch(link)).status} ${link}`));
  expect(statuses.filter((status) => !status.startsWith("200"))).toEqual([]);
});

const IN_BOTH_THEMES = PAGES.flatMap((file) => (["light", "dark"] as const).map((theme) => ({file, theme})));

browserTest.for(IN_BOTH_THEMES)(
  "$file, $theme: has no barrier that axe can find",
  async ({file, theme}, {watched, siteUrl}) => {
    await watched.page.emulateMedia({colorScheme: theme});
    await watched.page.goto(siteUrl + file, {waitUntil: "networkidle"});
    // Framework's sidebar toggle must stand before every landmark for its style sheet to find it.
    const rules = {region: {enabled: false}, "label-content-name-mismatch": {enabled: true}};
    expect(await barriersOn(watched.page, {rules})).toEqual([]);
  },
);
