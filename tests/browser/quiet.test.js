// Every page loads without an error, without breaking its own Content-Security-Policy, and without
// asking anybody else for anything.

import assert from "node:assert/strict";
import test from "node:test";
import { search } from "./support/search.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

/**
 * Listens to a page; what was heard since the last time is returned by each call.
 * @param {import("playwright-core").Page} page
 */
function listen(page) {
  /** @type {string[]} */
  let noises = [];
  page.on("console", (message) => {
    // The browser says so of every missing page; that one is missing on purpose.
    const missing = page.url().endsWith(KINDS["not found"]) && /status of 404/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !missing) {
      noises.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => noises.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    // What a page left behind no longer needs.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") {
      noises.push(`failed: ${request.url()} ${reason}`);
    }
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== site.origin) {
      noises.push(`foreign: ${request.url()}`);
    }
  });
  return () => {
    const heard = noises;
    noises = [];
    return heard;
  };
}

for (const locale of Object.keys(LOCALES)) {
  test(`pages in ${locale} are quiet`, async (t) => {
    const page = await site.page(t);
    const heard = listen(page);
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(site.url(path, locale), { waitUntil: "networkidle" });
      assert.deepEqual(heard(), [], kind);
      const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
      assert.equal(
        await policy.getAttribute("content"),
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
        kind,
      );
    }
  });
}

test("using a page makes no noise either", async (t) => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await site.page(t, { locale: "pt-BR", permissions });
  const heard = listen(page);
  await page.goto(site.url("http/404"), { waitUntil: "networkidle" });
  await page.locator(".copy").first().click();
  await page.locator("button.theme").click();
  await page.locator("#facts a").click();
  await search(page, "401 403");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.url("compare/http/401-vs-403"));
  await page.locator(".walk a[rel=next]").click();
  await page.goto(site.url(KINDS.matrix), { waitUntil: "networkidle" });
  await page.locator("table.matrix td a").last().hover();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator("main select").selectOption("403");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(heard(), []);
});
