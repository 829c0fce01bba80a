// Keeps the pages that were visited, so that they can be read again without a connection. What is
// online comes first, except for scripts and styles, whose addresses carry a version.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { registration } = worker;

// Sites of one owner share an origin and its caches, so a cache names its site.
const own = `${new URL(registration.scope).pathname} `;
const pages = { name: `${own}pages`, limit: 200 };
const assets = { name: `${own}assets`, limit: 50 };

worker.addEventListener("install", () => worker.skipWaiting());

worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  for (const name of await caches.keys()) {
    const known = [pages.name, assets.name].includes(name);
    if (name.startsWith(own) && !known) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await worker.clients.claim();
}

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  event.respondWith(isVersioned(url) ? fromCache(event) : fromNetwork(event));
});

// A page that was loaded before this worker was there tells what it is made of.
worker.addEventListener("message", (event) => {
  const urls = /** @type {string[]} */ (event.data).filter((url) =>
    url.startsWith(registration.scope),
  );
  event.waitUntil(Promise.allSettled(urls.map(async (url) => keep(url, await fetch(url)))));
});

/** @param {string} url */
function isVersioned(url) {
  const { pathname, searchParams } = new URL(url);
  return pathname.startsWith(`${own.trim()}assets/`) && searchParams.has("v");
}

/** What an address is kept under: a page is the same with any query. @param {string} url */
function key(url) {
  const { origin, pathname } = new URL(url);
  return isVersioned(url) ? url : origin + pathname;
}

/** @param {FetchEvent} event */
async function fromCache(event) {
  const { url } = event.request;
  const cache = await caches.open(assets.name);
  const kept = await cache.match(url);
  if (kept) return kept;
  try {
    return await fetchAndKeep(event);
  } catch (error) {
    // An older page may ask for a version that has gone; the one that is here will do.
    const other = await cache.match(url, { ignoreSearch: true });
    if (other) return other;
    throw error;
  }
}

/** @param {FetchEvent} event */
async function fromNetwork(event) {
  try {
    return await fetchAndKeep(event);
  } catch (error) {
    const cache = await caches.open(pages.name);
    const kept = await cache.match(key(event.request.url));
    if (kept) return kept;
    throw error;
  }
}

/** @param {FetchEvent} event */
async function fetchAndKeep(event) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

/**
 * Keeps a whole answer of this origin, and lets the oldest ones go.
 * @param {string} url
 * @param {Response} response
 */
async function keep(url, response) {
  if (response.status !== 200 || response.type !== "basic" || response.redirected) return;
  const { name, limit } = isVersioned(url) ? assets : pages;
  const cache = await caches.open(name);
  await cache.put(key(url), response);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - limit))) await cache.delete(old);
}
