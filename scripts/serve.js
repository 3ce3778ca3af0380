/** @file A static file server for the built site, under any path: `node scripts/serve.js [port] [/sub/path/]`. */
import {createReadStream, existsSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {extname, join, normalize, sep} from "node:path";
import {pathToFileURL} from "node:url";
import {paths} from "./paths.js";

/** @type {Record<string, string | undefined>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/**
 * Serves a folder as static hosts do: a folder by its index.html, a page with or without `.html`.
 * @param {{folder?: string, base?: string, port?: number}} [options] port 0 takes a free one
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve({folder = paths.site, base = "/", port = 0} = {}) {
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? "/", "http://localhost");
    const file = pathname.startsWith(base) ? find(folder, decodeURIComponent(pathname.slice(base.length))) : undefined;
    if (file === undefined) {
      response.writeHead(404, {"content-type": "text/plain"}).end(`not found: ${pathname}\n`);
      return;
    }
    response.writeHead(200, {"content-type": TYPES[extname(file)] ?? "application/octet-stream"});
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("internal: serve: the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string | undefined}
 */
function find(folder, path) {
  const target = normalize(join(folder, path));
  if (target !== normalize(folder) && !target.startsWith(normalize(folder + sep))) return undefined;
  return [target, `${target}.html`, join(target, "index.html")].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , port = "4173", base = "/"] = process.argv;
  const {url} = await serve({base, port: Number(port)});
  console.log(`dist/site: ${url}`);
}
