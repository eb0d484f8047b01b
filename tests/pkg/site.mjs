// A small server of one folder for tests, which sends the headers that the test asks for.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".csv": "text/csv"
});

/**
 * @param {string} folder
 * @param {(path: string) => Record<string, string>} [headersOf] by path, "/index.html"
 * @param {Record<string, string>} [pages] pages that lie nowhere, by path
 * @param {(path: string) => string} [placeOf] where in the folder a path lies
 */
export async function serve(folder, headersOf = () => ({}), pages = {}, placeOf = path => path) {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = decodeURIComponent(url.split("?")[0]);
    const file = join(folder, normalize(placeOf(path)));
    const body = pages[path] ?? (await readFile(file).catch(() => null));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    if (body === null) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": type, ...headersOf(path) }).end(body);
  });
  await new Promise(done => server.listen(0, "127.0.0.1", () => done(null)));
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
