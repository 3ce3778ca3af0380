/** @file The test projects: unit, types, pages (documents and examples), browser and timed (the built site in Chromium). */
import {existsSync} from "node:fs";
import {availableParallelism} from "node:os";
import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";
import {packagesInOneFileForVite} from "./scripts/packagesInOneFile.js";
import {workerSourceForVite} from "./scripts/workerSource.js";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run the source, never a build that may be stale. */
const alias = [
  {find: /^spikeloop$/, replacement: fromRoot("lib/index.ts")},
  {find: /^spikeloop\/visualize$/, replacement: fromRoot("lib/visualize/index.ts")},
];
const setupFiles = [fromRoot("test/support/setup.ts")].filter((file) => existsSync(file));
const everywhere = ["**/node_modules/**", "**/dist/**"];
/** Takes an hour: `npm run fuzz -- --ulps` alone runs it. */
const slow = ["test/ir/functions/exhaustive.test.ts"];
/** Files of the browser that measure time: each has the machine to itself. */
const timed = ["controls", "gpuAuto", "longRun", "whatForLoopCompiles", "workers"].map(
  (name) => `test/browser/${name}.test.ts`,
);

const cores = availableParallelism();
/** A page keeps about one core busy: its own process, the browser's and the test's take turns. */
const browsers = Math.min(cores, Math.max(2, Math.floor(cores / 2)));

const onTheSite = {
  setupFiles,
  globalSetup: ["test/support/site.global.ts"],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // vitest's second is shorter than a page may take to open on a busy machine
  expect: {poll: {timeout: 20_000}},
};

export default defineConfig({
  plugins: [workerSourceForVite, packagesInOneFileForVite],
  resolve: {alias},
  test: {
    // vitest would leave one core unused, which is half of a small machine
    maxWorkers: cores,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...everywhere, "test/pages/**", "test/browser/**", ...(process.env.FUZZ_ULPS ? [] : slow)],
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          exclude: everywhere,
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/**/*.test-d.ts"],
            tsconfig: "test/tsconfig.types.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "pages",
          include: ["test/pages/**/*.test.ts"],
          exclude: everywhere,
          setupFiles,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...onTheSite,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          exclude: [...everywhere, ...timed],
          maxWorkers: browsers,
          sequence: {groupOrder: 1},
        },
      },
      {
        extends: true,
        test: {
          ...onTheSite,
          name: "timed",
          include: timed,
          exclude: everywhere,
          // Alone: whatever runs beside these disturbs what they measure.
          maxWorkers: 1,
          sequence: {groupOrder: 2},
        },
      },
    ],
  },
});
