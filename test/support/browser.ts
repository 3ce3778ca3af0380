/** @file `browserTest`: a vitest `test` with a fresh page of the built site's browser, skipped without Chromium. */
import {chromium, type Browser, type Page} from "playwright-core";
import {inject, test} from "vitest";
import {CHROMIUM_SWITCHES} from "./chromium.js";

/** A page, with what went wrong on it and what it asked for since it was opened. */
export interface WatchedPage {
  page: Page;
  /** Console errors, uncaught exceptions, and answers of status 400 or above. */
  problems: string[];
  /** Every address requested, in order. */
  requests: string[];
}

/** A small screen that is touched, in the dark, without motion: the options of a context. */
export const PHONE = {
  viewport: {width: 390, height: 844},
  hasTouch: true,
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;

const executablePath = inject("chromium");

const withPage = test.extend<{siteUrl: string; watched: WatchedPage; browser: Browser}>({
  browser: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: executablePath ?? undefined,
        args: [...CHROMIUM_SWITCHES],
      });
      await use(browser);
      await browser.close();
    },
    {scope: "file"},
  ],
  siteUrl: async ({}, use) => use(inject("siteUrl")),
  watched: async ({browser}, use) => {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}});
    await use(watch(await context.newPage()));
    await context.close();
  },
});

/** The site's address ends in "/": `browserTest("...", async ({watched, siteUrl}) => ...)`. */
export const browserTest = withPage.skipIf(executablePath === null);

function watch(page: Page): WatchedPage {
  const problems: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  return {page, problems, requests};
}
