// A reader without JavaScript has everything but comfort.

import assert from "node:assert/strict";
import test from "node:test";
import { isDark } from "./support/colour.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

/** @param {import("node:test").TestContext} t */
function plainPage(t, options = {}) {
  return site.page(t, { javaScriptEnabled: false, ...options });
}

test("the search box leads to all codes", async (t) => {
  const page = await plainPage(t);
  for (const locale of Object.keys(LOCALES)) {
    await page.goto(site.url(KINDS.code, locale));
    await page.locator("header a.search").click();
    await page.waitForURL(site.url("codes", locale));
    assert.ok((await page.locator("main a.code:visible").count()) > 190, locale);
  }
});

test("the buttons that need JavaScript are not shown", async (t) => {
  const page = await plainPage(t);
  await page.goto(site.url("http/404"));
  assert.equal(await page.locator("button").count() > 2, true, "there are some");
  assert.equal(await page.locator("button:visible").count(), 0);
});

test("languages can be switched, and the theme follows the system", async (t) => {
  const page = await plainPage(t, { colorScheme: "dark" });
  await page.goto(site.url(KINDS.code));
  assert.equal(await isDark(page), true);
  await page.locator("details.languages summary").click();
  await page.locator('details.languages a[lang="ru"]').click();
  await page.waitForURL(site.url(KINDS.code, "ru"));
});

test("“Compare with…” leads to the matrix, and each of its cells to a comparison", async (t) => {
  for (const width of [1280, 360]) {
    const page = await plainPage(t, { viewport: { width, height: 800 } });
    for (const path of [KINDS.code, KINDS.hub]) {
      await page.goto(site.url(path));
      await page.locator("a.compare").click();
      await page.waitForURL(site.url(KINDS.matrix));
      assert.equal(await page.locator("table.matrix td a:visible").count(), (64 * 63) / 2);
    }
    await page.getByRole("link", { name: /^401 vs 403\b/ }).click();
    await page.waitForURL(site.url(KINDS["comparison with a note"]));
  }
});

test("a comparison is complete", async (t) => {
  const page = await plainPage(t);
  await page.goto(site.url(KINDS["comparison with a note"]));
  for (const text of ["#answer + p", "table.facts", "#differences", "#choose", "#more"]) {
    assert.equal(await page.locator(text).first().isVisible(), true, text);
  }
  for (const panel of [".panel.a", ".panel.b"]) {
    assert.equal(await page.locator(`${panel} > p:visible`).count() >= 3, true, panel);
    assert.equal(await page.locator(`${panel} .exchange li b:visible`).count() >= 2, true, panel);
    assert.equal(await page.locator(`${panel} .links a:visible`).count() >= 1, true, panel);
  }
  const equal = page.locator("dl.equal dd").first();
  assert.equal(await equal.isVisible(), false, "what is the same is folded");
  await page.locator("main details summary").click();
  assert.equal(await equal.isVisible(), true);
  await page.locator(".walk a[rel=next]").click();
  await page.waitForURL(site.url("compare/http/401-vs-404"));
  await page.locator(".walk a[rel=prev]").click();
  await page.waitForURL(site.url(KINDS["comparison with a note"]));
});

test("a page that is not there helps in every language", async (t) => {
  const page = await plainPage(t);
  await page.goto(site.url(KINDS["not found"]));
  for (const lang of Object.values(LOCALES)) {
    assert.equal(await page.locator(`section.not-found[lang="${lang}"] a.button`).isVisible(), true, lang);
  }
});
