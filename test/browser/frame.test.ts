/** @file What must hold on every page of the built site: no error, no third party, no broken link, no barrier. */
import {readdirSync} from "node:fs";
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {paths} from "../../scripts/paths.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const PAGES = readdirSync(paths.src, {recursive: true, encoding: "utf8"})
  .filter((file) => file.endsWith(".md") && !file.startsWith("."))
  .map((file) => file.replace(/\.md$/, ".html"))
  .sort();

const IN_BOTH_THEMES = PAGES.flatMap((file) => (["light", "dark"] as const).map((theme) => ({file, theme})));

// One test for all four, as most of its time is that of the page.
browserTest.for(IN_BOTH_THEMES)(
  "$file, $theme: has no error, no third-party request, no link to what is missing, no barrier that axe can find",
  async ({file, theme}, {watched: {page, problems, requests}, siteUrl}) => {
    await page.emulateMedia({colorScheme: theme});
    // under a sub-path
    await page.goto(siteUrl + file, {waitUntil: "networkidle"});
    expect.soft(problems).toEqual([]);
    expect.soft(requests.filter((url) => !url.startsWith(siteUrl) && !/^(data|blob):/.test(url))).toEqual([]);
    expect.soft(await page.locator(".observablehq--error").count()).toBe(0);
    expect.soft(await missingLinks(page, siteUrl)).toEqual([]);
    // Framework's sidebar toggle must stand before every landmark for its style sheet to find it.
    const rules = {region: {enabled: false}, "label-content-name-mismatch": {enabled: true}};
    expect.soft(await barriersOn(page, {rules})).toEqual([]);
  },
);

/** The site's own addresses that the page links to and that do not answer, each with its status. */
async function missingLinks(page: Page, siteUrl: string): Promise<string[]> {
  const links = await page
    .locator("a[href]")
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href.replace(/#.*$/, "")));
  // The reference is placed into the site by a later step of the build.
  const own = [...new Set(links)].filter((link) => link.startsWith(siteUrl) && !link.startsWith(`${siteUrl}api/`));
  const statuses = await Promise.all(own.map(async (link) => `${(await fetch(link)).status} ${link}`));
  return statuses.filter((status) => !status.startsWith("200"));
}
