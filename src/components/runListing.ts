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
  const {before, names, values, body, output} = prepare(code, scope, modules);
  const made = compile(names, body)(...values);
  return {scope: {...before, ...made}, output};
}

/** A listing that was run, or that threw: then it printed the error's own words, and declared nothing. */
export interface ListingTried extends ListingRun {
  /** The error as a text, where it threw. */
  readonly refused?: string;
}

/** Runs a listing that may throw, as some do to show an error. What it printed before is lost: it throws at its end. */
export function tryListing(code: string, scope: Scope, modules: Modules): ListingTried {
  try {
    return runListing(code, scope, modules);
  } catch (error) {
    const refused = String(error);
    return {scope, output: [refused], refused};
  }
}

/**
 * `runListing` for a listing that awaits.
 * @throws what the listing throws, by rejecting the promise
 */
export async function runListingAsync(code: string, scope: Scope, modules: Modules): Promise<ListingRun> {
  const {before, names, values, body, output} = prepare(code, scope, modules);
  const program = compile([], `return {run: async (${names.join(", ")}) => {${body}}};`)().run as AsyncProgram;
  const made = await program(...values);
  return {scope: {...before, ...made}, output};
}

type AsyncProgram = (...values: unknown[]) => Promise<Record<string, unknown>>;

interface Prepared {
  /** What the listing finds: the scope it was given and its imports. */
  readonly before: Scope;
  /** The parameters of the program that the listing becomes, and what they are. */
  readonly names: readonly string[];
  readonly values: readonly unknown[];
  /** The program: what it declares is what it returns. */
  readonly body: string;
  /** Takes what it prints. */
  readonly output: readonly string[];
}

function prepare(code: string, scope: Scope, modules: Modules): Prepared {
  const imported: Record<string, unknown> = {};
  const text = code.replace(IMPORT, (_statement, names: string, from: string) => {
    const module = modules[from];
    if (module === undefined)
      throw new Error(`runListing: unknown module, expected one of ${Object.keys(modules).join(", ")}, got ${from}`);
    for (const name of listed(names)) imported[name] = module[name];
    return "";
  });
  const declared = [...text.matchAll(DECLARATION)].flatMap(([, fields, items, name]) =>
    listed(fields ?? items ?? name ?? ""),
  );
  const before = {...scope, ...imported};
  const known = Object.entries(before).filter(([name]) => !declared.includes(name));
  const output: string[] = [];
  const console = {log: (...parts: unknown[]) => void output.push(parts.map(String).join(" "))};
  return {
    before,
    names: ["console", ...known.map(([name]) => name)],
    values: [console, ...known.map(([, value]) => value)],
    body: `"use strict";\n${text}\nreturn {${declared.join(", ")}};`,
    output,
  };
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
