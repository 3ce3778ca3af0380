/** @file Reads the pages as written: their listings, the values their text states, and what is left as plain prose. */
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {paths} from "../../scripts/paths.js";

/** The pages, as paths under src. */
export const PAGE_FILES = readdirSync(paths.src, {recursive: true, encoding: "utf8"})
  .filter((file) => file.endsWith(".md") && !file.startsWith("."))
  .sort();

export function readPage(file: string): string {
  return readFileSync(join(paths.src, file), "utf8");
}

/** The fenced code of a page that is shown and not run by the page itself, by the place that holds it. */
export function listingsOf(page: string): {place: string; code: string}[] {
  const fences = page.matchAll(/(?:<div data-place="([\w-]+)-code">\s*)?```js run=false\n([^]*?)\n```/g);
  return [...fences].map(([, place = "", code = ""]) => ({place, code}));
}

/** What a page shows as the output of a listing. */
export function outputOf(page: string, place: string): string | undefined {
  const found = new RegExp(`data-place="${place}-output"><pre[^>]*>([^]*?)</pre>`).exec(page);
  return found === null ? undefined : decode(found[1] ?? "");
}

/** The values that the text states, with the names they are computed under. */
export function statedValues(page: string): {name: string; text: string}[] {
  return [...page.matchAll(/data-value="(\w+)">([^<]*)</g)].map(([, name = "", text = ""]) => ({
    name,
    text: decode(text),
  }));
}

/** What is neither code, markup, output nor a stated value: the text in which a number would be one that nothing computes. */
export function proseOf(page: string): string {
  return page
    .replace(/^---\n[^]*?\n---\n/, "")
    .replace(/```[^]*?```/g, "")
    .replace(/<pre[^]*?<\/pre>/g, "")
    .replace(/<span [^>]*data-value="\w+">[^<]*<\/span>/g, "")
    .replace(/`[^`\n]*`/g, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/<[^>]+>/g, "")
    .replace(/^\d+\. /gm, "");
}

function decode(html: string): string {
  return html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
