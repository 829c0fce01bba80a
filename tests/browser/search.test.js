// The search: one box on every page, for codes and pairs, by keyboard alone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { found, opened, search } from "./support/search.js";
import { KINDS, LOCALES, built, open } from "./support/site.js";

const site = await open();

/** What Enter leads to, in every language alike. */
const EVERYWHERE = {
  1007: "websocket/1007",
  "ws 1007": "websocket/1007",
  "401 403": "compare/http/401-vs-403",
  "403 401": "compare/http/401-vs-403",
  "401 vs 403": "compare/http/401-vs-403",
  "http 404": "http/404",
  StatusNotFound: "http/404",
  "no healthy upstream": "http/503",
  nxdomain: "dns/3",
};

/** What is among the first five, for words of the language. */
const WORDS = {
  en: { timeout: "http/408", "invalid utf-8": "websocket/1007", "not logged in": "http/401" },
  fr: { "non autorisé": "http/401", indisponible: "http/503" },
  id: { "belum login": "http/401", "tidak tersedia": "http/503" },
  pt: { "não autorizado": "http/401", "nao autorizado": "http/401", indisponível: "http/503" },
  ru: { недоступен: "http/503", "не авторизован": "http/401" },
  zh: { 超时: "http/408", 未授权: "http/401" },
};

for (const [locale, words] of Object.entries(WORDS)) {
  test(`a search by keyboard, in ${locale}`, async (t) => {
    const page = await site.page(t);
    for (const [typed, first] of Object.entries(EVERYWHERE)) {
      await page.goto(site.url(KINDS.code, locale));
      await search(page, typed);
      assert.equal((await found(page, site.url("", locale)))[0], first, typed);
      await page.keyboard.press("Enter");
      await page.waitForURL(site.url(first, locale));
      await page.locator(`html[lang="${LOCALES[locale]}"] h1`).waitFor();
    }
  });

  test(`words of the language, in ${locale}`, async (t) => {
    const page = await site.page(t);
    for (const [typed, one] of Object.entries(words)) {
      await page.goto(site.url(KINDS.home, locale));
      await search(page, typed);
      const all = await found(page, site.url("", locale));
      assert.ok(all.slice(0, 5).includes(one), `${typed}: ${all}`);
      while ((await found(page, site.url("", locale))).indexOf(one) !== (await active(page))) {
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(site.url(one, locale));
    }
  });
}

/** The place of the option that is said to be active. */
function active(page) {
  return page.locator("dialog input").first().evaluate((input) => {
    const options = [...document.querySelectorAll("dialog [role=option]")];
    return options.findIndex(({ id }) => id === input.getAttribute("aria-activedescendant"));
  });
}

test("every kind of page has the search", async (t) => {
  const page = await site.page(t);
  for (const [kind, path] of Object.entries(KINDS)) {
    for (const locale of ["en", "pt"]) {
      await page.goto(site.url(path, locale), { waitUntil: "networkidle" });
      await search(page, "404");
      const all = await found(page, site.url("", locale));
      assert.equal(all[0], "http/404", `${kind}, ${locale}`);
    }
  }
});

test("the box opens it, and / does where nobody writes", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  await page.locator("a.search").click();
  await opened(page);
  assert.equal(page.url(), site.url(KINDS.code), "the link was not followed");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await opened(page);
  await page.keyboard.type("a/b");
  assert.equal(await page.getByRole("combobox").inputValue(), "a/b");
});

test("/ can be switched off, for good", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  await page.keyboard.press("/");
  await opened(page);
  const checkbox = page.getByRole("checkbox", { name: "Open the search with /" });
  await page.keyboard.press("Tab");
  while (!(await checkbox.evaluate((box) => box === document.activeElement))) {
    assert.notEqual(await page.evaluate(() => document.activeElement), null);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Space");
  assert.equal(await checkbox.isChecked(), false);
  await page.keyboard.press("Escape");

  for (const path of [KINDS.code, KINDS.matrix]) {
    await page.goto(site.url(path), { waitUntil: "networkidle" });
    await page.keyboard.press("/");
    await page.waitForTimeout(300);
    assert.equal(await page.locator("dialog[open]").count(), 0, path);
    await page.keyboard.press("Control+k");
    await opened(page);
    assert.equal(await checkbox.isChecked(), false, "it is remembered");
    await page.keyboard.press("Escape");
  }

  await page.keyboard.press("Control+k");
  await opened(page);
  await checkbox.check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await opened(page);
});

test("Escape gives the focus back", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  for (const selector of ["a.search", "a.brand", "a.compare"]) {
    const before = page.locator(selector).first();
    await before.focus();
    await page.keyboard.press(selector === "a.brand" ? "Control+k" : "Enter");
    await opened(page);
    await page.keyboard.type("40");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "hidden" });
    assert.equal(await before.evaluate((element) => element === document.activeElement), true, selector);
  }
});

test("arrow keys go round, and what is active is told and seen", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.code));
  await search(page, "timeout");
  const count = await page.getByRole("option").count();
  assert.ok(count > 2);
  const places = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "ArrowUp", "Home"]) {
    await page.keyboard.press(key);
    places.push(await active(page));
    const chosen = page.locator("dialog [role=option][aria-selected=true]");
    assert.equal(await chosen.count(), 1);
    const look = (option) => option.evaluate((option) => JSON.stringify([getComputedStyle(option).backgroundColor, getComputedStyle(option).outline]));
    const others = page.locator("dialog [role=option]:not([aria-selected=true])");
    assert.notEqual(await look(chosen), await look(others.first()));
  }
  assert.deepEqual(places, [1, 2, 1, count - 1, 0, count - 1, 0]);
});

test("who finds nothing is told what else to try", async (t) => {
  const page = await site.page(t);
  for (const locale of Object.keys(LOCALES)) {
    const { words } = JSON.parse(await readFile(join(built("site"), locale === "en" ? "" : locale, "search.json"), "utf8"));
    assert.ok(words.none);
    await page.goto(site.url(KINDS.code, locale));
    await search(page, "qqqqqqqq");
    await page.locator("dialog [role=status]", { hasText: words.none }).waitFor();
    assert.equal(await page.getByRole("option").count(), 0);
    await page.keyboard.press("Enter");
    assert.equal(page.url(), site.url(KINDS.code, locale));
  }
});

test("what is typed before the index has come is not lost", async (t) => {
  const page = await site.page(t);
  await page.route("**/search.json", async (route) => {
    await new Promise((later) => setTimeout(later, 700));
    await route.continue();
  });
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  await opened(page);
  await page.keyboard.type("401 403");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(site.url("compare/http/401-vs-403"));
});

test("a reader whose index does not come is led to all codes", async (t) => {
  const page = await site.page(t);
  await page.route("**/search.json", (route) => route.abort());
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  await page.locator("a.search").click();
  await page.waitForURL(site.url("codes"));
});

test("the index is fetched once, and not before it is used", async (t) => {
  const page = await site.page(t);
  /** @type {string[]} */
  const names = [];
  page.on("request", (request) => names.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
  await page.goto(site.url(KINDS.code), { waitUntil: "networkidle" });
  assert.ok(names.includes("page.js"));
  assert.deepEqual(names.filter((name) => name.startsWith("search")), []);
  for (let time = 0; time < 2; time++) {
    await search(page, "404");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
  }
  assert.equal(names.filter((name) => name === "search.json").length, 1);
});

test("the index of every language is at most 40 KB, compressed", async () => {
  for (const locale of Object.keys(LOCALES)) {
    const file = await readFile(join(built("site"), locale === "en" ? "" : locale, "search.json"));
    const size = gzipSync(file).length;
    assert.ok(size <= 40_000, `${locale}: ${size} bytes`);
  }
});
