// Where the site asks for it: pages that were visited can be read again without a connection.

const base = new URL("..", import.meta.url).pathname;

async function register() {
  const { serviceWorker } = navigator;
  const unseen = !serviceWorker.controller;
  await serviceWorker.register(`${base}sw.js`, { scope: base });
  if (unseen) {
    // This page came before the worker did, which is told what it was made of.
    const { active } = await serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage([location.href, ...parts]);
  }
}

// A browser may refuse workers, and then nothing is kept.
if (navigator.serviceWorker) register().catch(() => {});
