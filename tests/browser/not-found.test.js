// Where nothing stands at an address, the page that was meant may stand at a neighbouring one.

import assert from "node:assert/strict";
import test from "node:test";
import { LOCALES, open } from "./support/site.js";

const site = await open();

test("a mistyped address leads to the page that was meant", async (t) => {
  const page = await site.page(t);
  for (const locale of ["en", "pt"]) {
    for (const [typed, meant] of [
      ["compare/http/403-vs-401", "compare/http/401-vs-403"],
      ["compare/http/403-vs-401/", "compare/http/401-vs-403"],
      ["compare/http/401-vs-403/", "compare/http/401-vs-403"],
      ["compare/dns/9-zone-vs-3", "compare/dns/3-vs-9-zone"],
      ["http/404/", "http/404"],
      ["HTTP/404", "http/404"],
      ["guides/closing-a-websocket/", "guides/closing-a-websocket"],
    ]) {
      const answer = await page.goto(site.url(typed, locale));
      assert.equal(answer?.status(), 404, typed);
      await page.waitForURL(site.url(meant, locale));
      await page.locator("h1").waitFor();
      await page.goto(`${site.url(typed, locale)}#more`);
      await page.waitForURL(`${site.url(meant, locale)}#more`);
    }
  }
});

test("a page that is not there says so, in the language of its address", async (t) => {
  const page = await site.page(t);
  for (const locale of Object.keys(LOCALES)) {
    const answer = await page.goto(site.url("compare/http/401-vs-999", locale), { waitUntil: "networkidle" });
    assert.equal(answer?.status(), 404, locale);
    assert.equal(page.url(), site.url("compare/http/401-vs-999", locale));
    const shown = page.locator("section.not-found:visible");
    assert.equal(await shown.count(), 1, locale);
    assert.equal(await shown.getAttribute("lang"), LOCALES[locale]);
    await shown.locator("a.button").click();
    await page.waitForURL(site.url("codes", locale));
  }
});

test("nothing outside the site is taken for a part of it", async (t) => {
  const page = await site.page(t);
  const answer = await page.goto(`${site.origin}/other/http/404`);
  assert.equal(answer?.status(), 404);
  assert.equal(await page.locator("section.not-found").count(), 0);
});
