/** @file A blank page of a headless Chromium, with a bundled script on it; on software or on this machine's GPU. */
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {createRequire} from "node:module";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {BrowserType, Page} from "playwright-core";
import {CHROMIUM_SWITCHES, findChromium} from "../../test/support/chromium.js";

/** Whether the graphics card of this machine is measured, and not the processor that imitates one. */
export const ON_HARDWARE = process.env.BENCH_GPU === "hardware";

/** Without a screen, Chromium asks for no graphics card unless it is told to; drivers it does not know it refuses. */
const HARDWARE_SWITCHES: readonly string[] = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--enable-gpu",
  "--ignore-gpu-blocklist",
  "--enable-unsafe-webgpu",
  ...(process.platform === "linux"
    ? ["--use-angle=vulkan", "--enable-features=Vulkan", "--disable-vulkan-surface"]
    : ["--use-angle=default"]),
];

const ADVICE = /GL Driver Message \(OpenGL, Performance/;

/** A page with a script on it. */
export interface ScriptedPage {
  readonly page: Page;
  /** The browser, as it names itself. */
  readonly browser: string;
  /** What went wrong on the page so far. WebGL says only there that it drew nothing, and leaves an old result. */
  readonly problems: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** Switches for Chromium: of software or hardware, then those of `BENCH_GPU_SWITCHES`, of which the last of a name holds. */
export function chromiumSwitches(): string[] {
  const own = (process.env.BENCH_GPU_SWITCHES ?? "").split(" ").filter((each) => each !== "");
  return [...(ON_HARDWARE ? HARDWARE_SWITCHES : CHROMIUM_SWITCHES), ...own];
}

/**
 * Starts Chromium, opens a page of localhost, where there is WebGPU, and puts the bundle `script` on it.
 * @param source the folder of the benchmarks: the package that drives Chromium is looked up from there
 * @throws Error when there is no Chromium, or the script does not load
 */
export async function openPage(script: string, source: string): Promise<ScriptedPage> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("bench: no Chromium, expected one in $CHROMIUM or /usr/bin, got none");
  const load = createRequire(join(source, "support/"));
  const {chromium} = load("playwright-core") as {readonly chromium: BrowserType};
  const text = readFileSync(fileURLToPath(new URL(`./${script}.js`, import.meta.url)), "utf8");
  const server = createServer((request, response) => {
    const isScript = request.url === `/${script}.js`;
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? text : "<!doctype html><title>bench</title><body></body>");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const browser = await chromium.launch({executablePath, args: chromiumSwitches()});
  const close = async () => {
    await browser.close();
    server.close();
  };
  const problems = new Set<string>();
  try {
    const page = await browser.newPage();
    // a measurement may take long, and says itself when it is over
    page.setDefaultTimeout(0);
    page.on("pageerror", ({message}) => problems.add(message));
    page.on("console", (message) => {
      // advice about speed comes as a warning too
      if (["warning", "error"].includes(message.type()) && !ADVICE.test(message.text())) problems.add(message.text());
    });
    await page.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
    await page.addScriptTag({type: "module", url: `/${script}.js`});
    return {page, browser: `Chromium ${browser.version()}`, problems, close};
  } catch (error) {
    await close();
    throw error;
  }
}
