// Offline reading: only where the site asks for it, and gone without a trace when it no longer does.

import assert from "node:assert/strict";
import test from "node:test";
import { built, open } from "./support/site.js";
import { until } from "./support/until.js";

const site = await open(built("offline"));

/** Waits until the worker has kept a page. */
function kept(page, url) {
  const path = new URL(url).pathname;
  return until(() => page.evaluate(async (path) => Boolean(await caches.match(path)), path), `${path} is kept`);
}

test("a site that does not ask for it has no worker", async (t) => {
  t.after(() => (site.server.folder = built("offline")));
  site.server.folder = built("online");
  const page = await site.page(t);
  await page.goto(site.url("tls/40"), { waitUntil: "networkidle" });
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
});

test("pages that were visited can be read without a network, others cannot", async (t) => {
  t.after(() => (site.server.online = true));
  const page = await site.page(t);
  const visited = [site.url("tls/40"), site.url("tls/48"), site.url("compare/tls/", "pt")];
  for (const url of visited) {
    await page.goto(url, { waitUntil: "networkidle" });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await kept(page, url);
  }
  site.server.online = false;
  for (const url of [...visited, `${visited[0]}?from=elsewhere#facts`]) {
    await page.goto(url);
    assert.match(await page.locator("h1").innerText(), /\S/);
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector("header.top") ?? document.body).display);
    assert.notEqual(styled, "block", `${url} has its style`);
  }
  await assert.rejects(page.goto(site.url("tls/42")), /ERR_/);
});

test("what is online comes first", async (t) => {
  t.after(() => (site.server.folder = built("offline")));
  const page = await site.page(t);
  const url = site.url("tls/40");
  await page.goto(url, { waitUntil: "networkidle" });
  await kept(page, url);
  await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), "the worker rules the page");
  assert.equal(await page.locator('script[src*="offline.js"]').count(), 1);
  site.server.folder = built("online");
  await page.reload();
  assert.equal(await page.locator('script[src*="offline.js"]').count(), 0, "the new page");
});

test("a site that no longer asks for it clears up, and only after itself", async (t) => {
  t.after(() => (site.server.folder = built("offline")));
  const page = await site.page(t);
  const url = site.url("tls/40");
  await page.goto(url, { waitUntil: "networkidle" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await kept(page, url);
  await page.evaluate(() => Promise.all(["/other/ pages", "pages", "/versus2/ pages"].map((name) => caches.open(name))));
  const before = await page.evaluate(() => caches.keys());
  assert.ok(before.length > 3, "the site has a cache of its own");

  site.server.folder = built("online");
  await page.reload({ waitUntil: "networkidle" });
  await until(
    () => page.evaluate(async () => !(await navigator.serviceWorker.getRegistration())),
    "the worker has gone",
  );
  const after = await page.evaluate(async () => (await caches.keys()).sort());
  assert.deepEqual(after, ["/other/ pages", "/versus2/ pages", "pages"]);

  site.server.online = false;
  t.after(() => (site.server.online = true));
  await assert.rejects(page.goto(`${url}?again`), /ERR_/);
});
