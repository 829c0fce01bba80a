// Stands in the place of the worker that kept pages for offline reading, since the site no longer
// asks for it: browsers that have that worker find this one, which clears up and goes. Open pages
// stay as they are.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { registration } = worker;
const own = `${new URL(registration.scope).pathname} `;

worker.addEventListener("install", () => worker.skipWaiting());

worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(own)) await caches.delete(name);
  }
  await registration.unregister();
}
