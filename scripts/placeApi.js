/** @file Places the reference, which TypeDoc wrote to dist/api, inside the built site. */
import {cpSync, existsSync, mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {paths} from "./paths.js";

if (!existsSync(join(paths.api, "index.html"))) {
  throw new Error("placeApi: the reference is missing, expected dist/api/index.html\nhint: run typedoc first");
}
const target = join(paths.site, "api");
mkdirSync(paths.site, {recursive: true});
rmSync(target, {recursive: true, force: true});
cpSync(paths.api, target, {recursive: true});
console.log("dist/site/api: reference placed");
