/**
 * @file Runs the very text of a listing: its imports are taken from the modules given, the names of earlier listings are
 * in scope, and what it prints is caught.
 */

/** What listings share: names and their values. */
export type Scope = Readonly<Record<string, unknown>>;

/** The modules that a listing may import, by name. */
export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ListingRun {
  /** The scope after the listing: what it was given, its imports, and what it declares at its top level. */
  readonly scope: Scope;
  /** The lines that it printed. */
  readonly output: readonly string[];
}

const IMPORT = /^import \{([^}]+)\} from "([^"]+)";$/gm;
const DECLARATION = /^(?:const|let|function|class) +(?:\{([^}]+)\}|\[([^\]]+)\]|([A-Za-z_$][\w$]*))/gm;

/** @throws what the listing throws, and an error for a module that is not there. */
export function runListing(code: string, scope: Scope, modules: Modules): ListingRun {
  const imported: Record<string, unknown> = {};
  const body = code.replace(IMPORT, (_statement, names: string, from: string) => {
    const module = modules[from];
    if (module === undefined)
      throw new Error(`runListing: unknown module, expected one of ${Object.keys(modules).join(", ")}, got ${from}`);
    for (const name of listed(names)) imported[name] = module[name];
    return "";
  });
  const declared = [...body.matchAll(DECLARATION)].flatMap(([, fields, items, name]) =>
    listed(fields ?? items ?? name ?? ""),
  );
  const known = Object.entries({...scope, ...imported}).filter(([name]) => !declared.includes(name));
  const output: string[] = [];
  const console = {log: (...parts: unknown[]) => void output.push(parts.map(String).join(" "))};
  const program = compile(
    ["console", ...known.map(([name]) => name)],
    `"use strict";\n${body}\nreturn {${declared.join(", ")}};`,
  );
  const made = program(console, ...known.map(([, value]) => value));
  return {scope: {...scope, ...imported, ...made}, output};
}

/** The only place where a text becomes code: the texts are the templates of this site with numbers put in. */
function compile(names: readonly string[], body: string): (...values: unknown[]) => Record<string, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(...names, body) as (...values: unknown[]) => Record<string, unknown>;
}

const listed = (names: string): string[] =>
  names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
