// Light and dark: by the system, or as the reader chose, from the first paint on.

import assert from "node:assert/strict";
import test from "node:test";
import { isDark } from "./support/colour.js";
import { KINDS, open } from "./support/site.js";

const site = await open();

test("every kind of page follows the system", async (t) => {
  const page = await site.page(t);
  for (const [kind, path] of Object.entries(KINDS)) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(site.url(path));
    assert.equal(await isDark(page), true, `${kind}, dark`);
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await isDark(page), false, `${kind}, light`);
  }
});

for (const system of /** @type {const} */ (["light", "dark"])) {
  test(`the switch survives a reload and leads to other pages, on a ${system} system`, async (t) => {
    const page = await site.page(t, { colorScheme: system });
    const other = system === "light";
    await page.goto(site.url(KINDS.code));
    await page.locator("button.theme").click();
    assert.equal(await isDark(page), other, "at once");
    await page.reload();
    assert.equal(await isDark(page), other, "after a reload");
    await page.goto(site.url(KINDS.matrix, "ru"));
    assert.equal(await isDark(page), other, "on another page");
    await page.goto(site.url(KINDS["not found"]));
    assert.equal(await isDark(page), other, "where nothing is found");

    await page.goto(site.url(KINDS.code));
    await page.locator("button.theme").click();
    await page.reload();
    assert.equal(await isDark(page), !other, "switched back");
  });
}

test("the switch works by keyboard and tells its state", async (t) => {
  const page = await site.page(t, { colorScheme: "light" });
  await page.goto(site.url(KINDS.home));
  const button = page.getByRole("button", { name: "Light or dark" });
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await isDark(page), true);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
});

test("the remembered theme is that of the first paint", async (t) => {
  for (const path of [KINDS.code, KINDS["not found"]]) {
    for (const theme of ["light", "dark"]) {
      const colorScheme = theme === "light" ? "dark" : "light";
      const page = await site.page(t, { colorScheme });
      // What comes later than the first paint does not come at all.
      await page.route(/\/assets\/(?!theme\.js|style\.css)/, (route) => route.abort());
      await page.addInitScript(({ base, theme }) => {
        localStorage.setItem(`${base} theme`, theme);
        new MutationObserver((_, observer) => {
          if (document.body) {
            window["first"] = document.documentElement.dataset.theme;
            observer.disconnect();
          }
        }).observe(document, { childList: true, subtree: true });
      }, { base: site.base, theme });
      await page.goto(site.url(path));
      assert.equal(await page.evaluate(() => window["first"]), theme, "before there is a body");
      assert.equal(await isDark(page), theme === "dark");
    }
  }
});

test("the theme of another site at the same origin is not taken", async (t) => {
  const page = await site.page(t, { colorScheme: "light" });
  await page.addInitScript(() => {
    localStorage.setItem("theme", "dark");
    localStorage.setItem("/ theme", "dark");
    localStorage.setItem("/other/ theme", "dark");
  });
  await page.goto(site.url(KINDS.code));
  assert.equal(await isDark(page), false);
  await page.locator("button.theme").click();
  const keys = await page.evaluate(() => Object.keys(localStorage).sort());
  assert.deepEqual(keys, ["/ theme", "/other/ theme", "/versus/ theme", "theme"]);
});
