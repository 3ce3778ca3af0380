/** @file gpu.js on a page of the built site, as the built package asks for it: by its address, or as a global. */
import type {Page} from "playwright-core";
import type {GpuLibrary} from "../../lib/backends/gpu/library.js";

declare global {
  // only inside `page.evaluate`
  var gpuLibrary: GpuLibrary;
}

/** Whether this address is gpu.js, or the file that the site made of it. */
export const isGpuLibrary = (url: string) => /\bgpu(\.js@|-browser)/.test(new URL(url).pathname);

/**
 * The address that the built package imports gpu.js from. The page must be one of the site's that loads the package.
 * @throws Error when the built package does not import gpu.js
 */
export async function gpuAddress(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[href*="/spikeloop@"][href*="/index."]');
    if (link === null) throw new Error("this page does not load the package");
    const text = await (await fetch(link.href)).text();
    const path = /import\(["'`]([^"'`]*gpu\.js@[^"'`]*)["'`]\)/.exec(text)?.[1];
    if (path === undefined) throw new Error(`the built package does not import gpu.js: ${link.href}`);
    return new URL(path, link.href).href;
  });
}

/** Opens the site's first page, puts gpu.js on its global object, `globalThis.gpuLibrary`, and gives its address. */
export async function gpuOnPage(page: Page, siteUrl: string): Promise<string> {
  await page.goto(siteUrl);
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
  const address = await gpuAddress(page);
  // as the text of a script: vitest would rewrite an `import()` in a function
  const content = `globalThis.gpuLibrary = (await import(${JSON.stringify(address)})).default.GPU;`;
  await page.addScriptTag({type: "module", content});
  await page.waitForFunction(() => "gpuLibrary" in globalThis);
  return address;
}
