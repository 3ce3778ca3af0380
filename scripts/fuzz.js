/**
 * @file `npm run fuzz -- --minutes 10`: random programs, the backends against the interpreter, for as long as asked.
 * `npm run fuzz -- --ulps`: the functions at all their arguments, against exact values, for an hour or so.
 */
import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {paths} from "./paths.js";

const {values} = parseArgs({
  options: {minutes: {type: "string", default: "10"}, ulps: {type: "boolean", default: false}},
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`fuzz: --minutes is not a duration, expected a positive number, got ${values.minutes}`);
  process.exit(2);
}
const random = [
  "test/backends/wasm/randomPrograms.test.ts",
  "test/run/randomRollouts.test.ts",
  "test/backends/gpu/randomLoops.test.ts",
  "test/browser/gpuRandomLoops.test.ts",
];
const {tests, env} = values.ulps
  ? {tests: ["test/ir/functions/exhaustive.test.ts"], env: {FUZZ_ULPS: "1"}}
  : {tests: random, env: {FUZZ_MINUTES: String(minutes / random.length)}};
const {status} = spawnSync(
  process.execPath,
  [
    join(paths.root, "node_modules/vitest/vitest.mjs"),
    // so that progress is shown when it is made
    ...["run", "--disableConsoleIntercept=true", "--project", "unit", "--project", "browser", ...tests],
  ],
  {cwd: paths.root, stdio: "inherit", env: {...process.env, ...env}},
);
process.exitCode = status ?? 1;
