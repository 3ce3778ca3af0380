/** @file The package on a page of the built site, for tests that run it there: `globalThis.spikeloop` afterwards. */
import type {Page} from "playwright-core";
import type * as Package from "spikeloop";

declare global {
  // only inside `page.evaluate`
  var spikeloop: typeof Package;
}

/** Opens the site's first page and puts the package that it loads on its global object. */
export async function packageOnPage(page: Page, siteUrl: string): Promise<void> {
  await page.goto(siteUrl);
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
  const address = await page.locator('link[href*="/spikeloop@"][href*="/index."]').first().getAttribute("href");
  const content = `import * as spikeloop from ${JSON.stringify(address)}; globalThis.spikeloop = spikeloop;`;
  await page.addScriptTag({type: "module", content});
  await page.waitForFunction(() => "spikeloop" in globalThis);
}
