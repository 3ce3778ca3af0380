/** @file The documents hold: listings run and print what they state, links and paths resolve, tables name what there is. */
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import * as spikeloop from "spikeloop";
import * as visualize from "spikeloop/visualize";
import {describe, expect, test} from "vitest";
import {readmePicture} from "../../scripts/readmePicture.js";
import {listingsOf, runAll, typeErrors} from "./listings.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(join(root, "docs"), {recursive: true, encoding: "utf8"})
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
].sort();

const LISTINGS = new Map(DOCUMENTS.map((document) => [document, listingsOf(document, read(document))]));
const MODULES = new Map<string, object>([
  ["spikeloop", spikeloop],
  ["spikeloop/visualize", visualize],
]);

/** What stands between backticks, outside fences. */
function codeIn(markdown: string): string[] {
  return [...markdown.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

describe("listings", () => {
  test("every document that should have some has some", () => {
    const runnable = [...LISTINGS].filter(([, listings]) => listings.length > 0).map(([document]) => document);
    expect(runnable).toEqual(expect.arrayContaining(["README.md", "docs/adding-a-model.md"]));
  });

  test.each([...LISTINGS].filter(([, listings]) => listings.length > 0))("%s: prints what it states", (_, listings) => {
    const printed = runAll(listings, MODULES);
    for (const [i, {output, line, document}] of listings.entries()) {
      expect(printed[i], `${document}:${String(line)}`).toBe(output ?? "");
    }
  });

  test("type-check under the repository's rules", () => {
    expect(typeErrors([...LISTINGS.values()].flat(), root)).toEqual([]);
  });
});

describe.each(DOCUMENTS)("%s", (document) => {
  const text = read(document);

  test("its relative links resolve, headings included", () => {
    const links = [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = "", heading] = link.split("#");
      const file = path === "" ? join(root, document) : join(root, dirname(document), path);
      if (!existsSync(file)) return true;
      return heading !== undefined && !headingsOf(readFileSync(file, "utf8")).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  test("the paths it names exist", () => {
    const paths = codeIn(text).filter((code) =>
      /^(lib|src|test|docs|scripts|bench|\.ci|\.github)\/[\w./-]*$/.test(code),
    );
    expect(paths.filter((path) => !path.startsWith("lib/dist") && !existsSync(join(root, path)))).toEqual([]);
  });

  test("the npm scripts it names exist", () => {
    const {scripts} = JSON.parse(read("package.json")) as {scripts: Record<string, string>};
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

describe("README.md", () => {
  test("its picture says what the package draws now, and its words the number of spikes", () => {
    const {svg, spikes} = readmePicture();
    const words = (picture: string): string[] =>
      [...picture.matchAll(/aria-description="([^"]*)"/g)].map(([, text = ""]) => text);
    expect(words(svg)).toHaveLength(2);
    expect(words(read("docs/images/first-neuron.svg")), "node scripts/readmePicture.js makes it again").toEqual(
      words(svg),
    );
    expect(read("README.md")).toMatch(new RegExp(`!\\[[^\\]]*\\b${String(spikes)} spikes`));
  });
});

describe("docs/architecture.md", () => {
  test("has a row for every folder of lib", () => {
    const folders = readdirSync(join(root, "lib"), {withFileTypes: true})
      .filter((entry) => entry.isDirectory() && entry.name !== "dist")
      .map(({name}) => `lib/${name}/`);
    const named = codeIn(read("docs/architecture.md"));
    expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
  });
});

describe("CHANGELOG.md", () => {
  test("begins with the version of the package", () => {
    const {version} = JSON.parse(read("lib/package.json")) as {version: string};
    expect(/^## (\S+)/m.exec(read("CHANGELOG.md"))?.[1]).toBe(version);
  });
});

describe("docs/compatibility.md", () => {
  const text = read("docs/compatibility.md");
  const rows = text
    .split("\n")
    .filter((line) => /^\| .* \|$/.test(line) && line.split(" | ").length === 4)
    .map((line) => line.slice(2, -2).split(" | "))
    .filter(([first]) => first !== "Upstream" && !/^-+$/.test(first ?? ""))
    .map(([upstream = "", ours = "", status = "", note = ""]) => ({upstream, ours, status, note}));

  test("every row has a status", () => {
    expect(rows.length).toBeGreaterThan(50);
    const known = ["works", "differs", "planned", "not planned"];
    expect(rows.filter(({status}) => !known.includes(status))).toEqual([]);
    expect(rows.filter(({status, note}) => status === "differs" && note.trim() === "")).toEqual([]);
  });

  test.each(["lib/index.ts", "lib/visualize/index.ts"])("names all that %s exports", (index) => {
    const named = new Set(codeIn(text).flatMap((code) => code.split(/[\s.#(]/)));
    // the options of a model X are XOptions, which a sentence says once
    const isOptions = (name: string): boolean =>
      name.endsWith("Options") && named.has(name.slice(0, -"Options".length));
    expect(exportsOf(read(index)).filter((name) => !named.has(name) && !isOptions(name))).toEqual([]);
  });

  test("what works or differs is there", () => {
    const names = rows.filter(({status}) => ["works", "differs"].includes(status)).flatMap(({ours}) => codeIn(ours));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  test("what is planned or not planned is not there", () => {
    const absent = rows.filter(({status}) => ["planned", "not planned"].includes(status));
    expect(absent.filter(({ours}) => codeIn(ours).length > 0)).toEqual([]);
    const names = absent.flatMap(({upstream}) => codeIn(upstream)).map((name) => camelCase(name.replace(/\(.*/, "")));
    expect(names.filter((name) => isThere(name))).toEqual([]);
  });

  /** `mV`, `environ.context`, `Quantity#toDecimal`, or a type of the index. */
  function isThere(name: string): boolean {
    const [path = "", member] = name.split("#");
    const found = path
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], spikeloop);
    if (member !== undefined) return member in ((found as {prototype?: object} | undefined)?.prototype ?? {});
    return found !== undefined || path in visualize || types.has(path);
  }

  const types = new Set(exportsOf(read("lib/index.ts")));
});

/** The names that an index re-exports, types included. */
function exportsOf(index: string): string[] {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  );
}

/** `for_loop` as `forLoop`; a class name stays. */
function camelCase(name: string): string {
  return /^[A-Z]/.test(name) ? name : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
