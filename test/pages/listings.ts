/**
 * @file The runnable listings of the documents: fences marked `ts run`. A fence `text` right below states what the
 * listing prints. `ts run ./name.js` makes a listing a module that later listings of the same document may import.
 */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {format} from "node:util";
import {compileFunction} from "node:vm";
import {transformSync} from "esbuild";
import ts from "typescript";

/** A listing of a document. */
export interface Listing {
  readonly document: string;
  readonly line: number;
  readonly code: string;
  /** The name under which later listings import it, or null. */
  readonly module: string | null;
  /** What the document says that it prints; null where it says nothing. */
  readonly output: string | null;
}

/** The modules a listing may import, by name. */
export type Modules = ReadonlyMap<string, object>;

const FENCE = /^```ts run(?: (\S+))?\n([\s\S]*?)^```\n(?:\n*```text\n([\s\S]*?)^```$)?/gm;

/** The runnable listings of a document, in order. */
export function listingsOf(document: string, markdown: string): Listing[] {
  return [...markdown.matchAll(FENCE)].map(([, module = null, code = "", output = null], i, all) => ({
    document,
    line: markdown.slice(0, all[i]?.index).split("\n").length,
    code,
    module,
    output,
  }));
}

/** Runs a listing; gives what it printed, a line each, and what it exports. */
export function runListing({document, line, code}: Listing, modules: Modules): {output: string; exports: object} {
  const {code: javascript} = transformSync(code, {loader: "ts", format: "cjs", target: "es2022"});
  const run = compileFunction(javascript, ["require", "module", "console"], {filename: `${document}:${line}`}) as (
    require: (name: string) => object,
    module: {exports: object},
    console: {log: (...values: unknown[]) => void},
  ) => void;
  let output = "";
  const module = {exports: {}};
  const require = (name: string): object => {
    const found = modules.get(name);
    if (found !== undefined) return found;
    throw new Error(
      `${document}:${line}: unknown module, expected one of ${[...modules.keys()].join(", ")}, got ${name}`,
    );
  };
  run(require, module, {log: (...values) => void (output += `${format(...values)}\n`)});
  return {output, exports: module.exports};
}

/** Runs the listings of one document in order, and gives what each printed. */
export function runAll(listings: readonly Listing[], modules: Modules): string[] {
  const known = new Map(modules);
  return listings.map((listing) => {
    const {output, exports} = runListing(listing, known);
    if (listing.module !== null) known.set(listing.module, exports);
    return output;
  });
}

/**
 * What the compiler says against the listings, under the rules of the repository's tsconfig.json: `README.md:12: ...`.
 * @param root the repository's folder
 */
export function typeErrors(listings: readonly Listing[], root: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "spikeloop-listings-"));
  try {
    const sources = new Map(listings.map((listing) => [pathOf(listing, folder), listing]));
    for (const [path, {code}] of sources) {
      mkdirSync(dirname(path), {recursive: true});
      writeFileSync(path, code);
    }
    const {config} = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
      config: object;
    };
    const {options} = ts.parseJsonConfigFileContent(config, ts.sys, root);
    // types of Node are of no use to a listing, and found only from inside the repository
    const program = ts.createProgram([...sources.keys()], {...options, types: []});
    return [...sources].flatMap(([path, {document, line}]) =>
      ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map(({messageText, start = 0, file}) => {
        const row = file?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${document}:${String(line + 1 + row)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      }),
    );
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** A folder a document, so that a listing finds the modules of its own document only. */
function pathOf({document, line, module}: Listing, folder: string): string {
  const file = module === null ? `line${String(line)}.ts` : module.replace(/\.js$/, ".ts");
  return join(folder, document.replace(/\W/g, "-"), file);
}
