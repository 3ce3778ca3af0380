/** @file Where Chromium is, and the switches the tests start it with. */
import {existsSync} from "node:fs";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The program named by `$CHROMIUM`, or else a usual place; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  return [...(named ? [named] : USUAL_PLACES)].find((path) => existsSync(path)) ?? null;
}

/** Software GL and WebGPU, so that GPU programs run on a machine without a GPU. */
export const CHROMIUM_SWITCHES: readonly string[] = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  // Pages themselves are drawn without that software GL, which takes a sixth of the time of a page.
  "--disable-gpu-compositing",
];
