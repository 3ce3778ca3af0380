/** @file Runs one of the bundled scripts in fresh processes: what a first call costs is over after the first call. */
import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";

/** Runs the script `name`, which prints one line of JSON, in a process of its own. */
export function inFreshProcess(name: string, ...args: string[]): Record<string, number> {
  // all bundles lie in one folder
  const script = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const line = execFileSync(process.execPath, [script, ...args], {encoding: "utf8"});
  return JSON.parse(line) as Record<string, number>;
}
