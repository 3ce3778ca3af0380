/** @file The test projects: unit, types, pages (documents and examples), browser (the built site in Chromium). */
import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";
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

export default defineConfig({
  plugins: [workerSourceForVite],
  resolve: {alias},
  test: {
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
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          exclude: everywhere,
          setupFiles,
          globalSetup: ["test/support/site.global.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One Chromium at a time: several would disturb one another's timings.
          fileParallelism: false,
        },
      },
    ],
  },
});
