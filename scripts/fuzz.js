/** @file `npm run fuzz -- --minutes 10`: random programs, the backend against the interpreter, for as long as asked. */
import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {paths} from "./paths.js";

const {values} = parseArgs({options: {minutes: {type: "string", default: "10"}}});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`fuzz: --minutes is not a duration, expected a positive number, got ${values.minutes}`);
  process.exit(2);
}
const {status} = spawnSync(
  process.execPath,
  [
    join(paths.root, "node_modules/vitest/vitest.mjs"),
    ...["run", "--project", "unit", "test/backends/wasm/randomPrograms.test.ts"],
  ],
  {cwd: paths.root, stdio: "inherit", env: {...process.env, FUZZ_MINUTES: String(minutes)}},
);
process.exitCode = status ?? 1;
