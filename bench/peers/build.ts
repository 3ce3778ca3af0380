/** @file Compiles lifref.c where there is a compiler. What was compiled is kept, by source and compiler, in a folder for temporary files. */
import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, renameSync} from "node:fs";
import {tmpdir, userInfo} from "node:os";
import {join} from "node:path";

/** The file that was compiled and how, or why there is none. */
export type Built = {readonly file: string; readonly compiler: string} | {readonly absent: string};

const WASM_FLAGS = [
  ..."-O3 -DWASM --target=wasm32 -msimd128 -fno-math-errno -nostdlib".split(" "),
  ..."--no-entry --import-memory --export=count --export=record --export=__heap_base"
    .split(" ")
    .map((flag) => `-Wl,${flag}`),
];
/** Without -fno-trapping-math gcc 12 leaves the loop scalar where there is no AVX-512. No bit depends on it. */
const NATIVE_FLAGS = "-O3 -march=native -ffp-contract=off -fno-math-errno -fno-trapping-math".split(" ");

/** The folder where what was compiled is kept. */
export function keptFolder(): string {
  const folder = join(tmpdir(), `spikeloop-bench-peers-${userInfo().username}`);
  mkdirSync(folder, {recursive: true, mode: 0o700});
  return folder;
}

export function buildWasm(source: string): Built {
  return compile(source, "clang", WASM_FLAGS, ".wasm");
}

export function buildNative(source: string): Built {
  const built = compile(source, "clang", NATIVE_FLAGS, "");
  return "file" in built ? built : compile(source, "gcc", NATIVE_FLAGS, "");
}

function compile(source: string, compiler: string, flags: readonly string[], ending: string): Built {
  let version: string;
  try {
    version = (execFileSync(compiler, ["--version"], {encoding: "utf8", stdio: "pipe"}).split("\n")[0] ?? "").trim();
  } catch {
    return {absent: `${compiler} not found`};
  }
  const input = join(source, "peers/lifref.c");
  const hash = createHash("sha256")
    .update(readFileSync(input))
    .update(`${version} ${flags.join(" ")}`);
  const file = join(keptFolder(), `lifref-${compiler}-${hash.digest("hex").slice(0, 16)}${ending}`);
  if (!existsSync(file)) {
    const unfinished = `${file}.${String(process.pid)}`;
    try {
      execFileSync(compiler, [...flags, input, "-o", unfinished], {encoding: "utf8", stdio: "pipe"});
    } catch (error) {
      const reason = error instanceof Error && "stderr" in error ? String(error.stderr).split("\n")[0] : String(error);
      return {absent: `${compiler} cannot compile it (${reason ?? ""})`};
    }
    renameSync(unfinished, file);
  }
  return {file, compiler: version};
}
