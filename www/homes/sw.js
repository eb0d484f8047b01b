// The service worker of the hosted page: it keeps the page's files and answers from them, so that the page
// opens without a network. A new version is fetched whole beside the old one, and takes over when no page of
// the old one is open: files of two versions never meet.

/** @type {any} The scope of a service worker, which the types of pages do not know. */
const worker = globalThis;
const { version, files } = HOSO_SITE;
const prefix = `hoso ${worker.registration.scope} `; // other pages of the site keep theirs
const cache = prefix + version;
const addresses = new Set(files.map(file => new URL(file, worker.registration.scope).href));

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(takeIn()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOlder()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, url } = event.request;
  if (method === "GET" && addresses.has(url.split(/[?#]/)[0])) event.respondWith(answer(event.request));
});

async function takeIn() {
  await (await caches.open(cache)).addAll(files.map(file => new Request(file, { cache: "no-cache" })));
}

async function dropOlder() {
  const older = (await caches.keys()).filter(name => name.startsWith(prefix) && name !== cache);
  await Promise.all(older.map(name => caches.delete(name)));
}

/** @param {Request} request */
async function answer(request) {
  const kept = await (await caches.open(cache)).match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
