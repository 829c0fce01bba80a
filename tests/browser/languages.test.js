// The switch of languages keeps the page; a browser's language brings a hint, never a redirect.

import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

/** Everything but the page that is not there, which is in all languages. */
const PAGES = Object.entries(KINDS).filter(([kind]) => kind !== "not found");

test("every kind of page can be switched to every language", async (t) => {
  const page = await site.page(t);
  const locales = Object.keys(LOCALES);
  for (const [index, [kind, path]] of PAGES.entries()) {
    const from = locales[index % locales.length];
    const others = locales.filter((locale) => locale !== from);
    await page.goto(site.url(path, from));
    const links = await page.locator("details.languages a").evaluateAll((links) =>
      links.map((link) => [link["lang"], link["href"]]),
    );
    const expected = others.map((locale) => [LOCALES[locale], site.url(path, locale)]);
    assert.deepEqual(Object.fromEntries(links), Object.fromEntries(expected), kind);

    const to = others[index % others.length];
    await page.locator("details.languages summary").click();
    await page.locator(`details.languages a[lang="${LOCALES[to]}"]`).click();
    await page.waitForURL(site.url(path, to));
    assert.equal(await page.locator("html").getAttribute("lang"), LOCALES[to], `${kind}, ${to}`);
  }
});

test("the list of languages works by keyboard, and Escape folds it", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.code));
  const summary = page.locator("details.languages summary");
  const links = page.locator("details.languages a");
  assert.equal(await links.first().isVisible(), false);
  await summary.focus();
  await page.keyboard.press("Enter");
  await links.first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await links.first().waitFor({ state: "hidden" });
  assert.equal(await summary.evaluate((summary) => summary === document.activeElement), true);
});

/** The links to a page in another language that can be seen, the list being folded. */
function hints(page, url) {
  return page.locator(`a[href="${new URL(url).pathname}"]:visible`);
}

for (const [locale, path] of [
  ["pt-BR", "pt"],
  ["pt-PT", "pt"],
  ["ru-RU", "ru"],
  ["zh-CN", "zh"],
]) {
  test(`a browser in ${locale} is told that the page is there in its language`, async (t) => {
    const page = await site.page(t, { locale });
    await page.goto(site.url(KINDS.code));
    const hint = hints(page, site.url(KINDS.code, path));
    await hint.waitFor();
    assert.equal(page.url(), site.url(KINDS.code), "no redirect");
    assert.equal(await hint.getAttribute("lang"), LOCALES[path]);
    await hint.click();
    await page.waitForURL(site.url(KINDS.code, path));
  });
}

test("a hint is an offer, made once", async (t) => {
  const page = await site.page(t, { locale: "pt-BR" });
  await page.goto(site.url(KINDS.code));
  await hints(page, site.url(KINDS.code, "pt")).waitFor();
  await page.keyboard.press("Escape");
  await hints(page, site.url(KINDS.code, "pt")).waitFor({ state: "hidden" });
  await page.goto(site.url(KINDS.hub), { waitUntil: "networkidle" });
  await page.waitForTimeout(500);
  assert.equal(await hints(page, site.url(KINDS.hub, "pt")).count(), 0);
});

test("who reads the page's language, or chose it, is left alone", async (t) => {
  for (const [locale, path] of [
    ["en-GB", "en"],
    ["ja", "en"],
    ["pt-BR", "pt"],
    ["zh-TW", "en"],
  ]) {
    const page = await site.page(t, { locale });
    await page.goto(site.url(KINDS.code, path), { waitUntil: "networkidle" });
    await page.waitForTimeout(500);
    for (const other of Object.keys(LOCALES).filter((other) => other !== path)) {
      assert.equal(await hints(page, site.url(KINDS.code, other)).count(), 0, `${locale}: ${other}`);
    }
  }

  const page = await site.page(t, { locale: "pt-BR" });
  await page.goto(site.url(KINDS.code, "fr"));
  await page.locator("details.languages summary").click();
  await page.locator('details.languages a[lang="en"]').click();
  await page.waitForURL(site.url(KINDS.code));
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(site.url(KINDS.hub), { waitUntil: "networkidle" });
  await page.waitForTimeout(500);
  assert.equal(await hints(page, site.url(KINDS.hub, "pt")).count(), 0, "English was chosen");
});
