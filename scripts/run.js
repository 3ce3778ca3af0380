/** @file Runs a Node program as a child process, and says how long something took. */
import {spawn} from "node:child_process";
import {paths} from "./paths.js";

/**
 * Runs a JavaScript program with the Node that runs this script; resolves when it has ended well, rejects otherwise.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{quiet?: boolean}} [options] quiet: its output is shown only when it fails
 * @returns {Promise<void>}
 */
export function runNode(program, args, {quiet = false} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: paths.root,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      env: {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true"},
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on("data", (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.stderr?.on("data", (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new Error(`${program}: failed, expected exit status 0, got ${signal ?? code}`));
    });
  });
}

/** @param {number} start a `performance.now()` */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(2)} s`;
