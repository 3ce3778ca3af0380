/** @file Tells whether the built site is older than what it is built from. */
import {existsSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";

const SOURCES = ["lib", "src", "scripts", "observablehq.config.ts", "package-lock.json"];
const OUTPUTS = new Set(["dist", "node_modules", ".observablehq"]);

/** Folders count too: removing a file changes only its folder's time. */
export function siteIsStale() {
  const built = join(paths.site, "index.html");
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return SOURCES.some((source) => newest(join(paths.root, source)) > time);
}

/**
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stats = statSync(path);
  // The folders that hold outputs change with every build; their other children are looked at one by one.
  if (!stats.isDirectory()) return stats.mtimeMs;
  const children = readdirSync(path);
  const own = children.some((child) => OUTPUTS.has(child)) ? 0 : stats.mtimeMs;
  return Math.max(own, ...children.filter((child) => !OUTPUTS.has(child)).map((child) => newest(join(path, child))));
}
