// Nothing needs sideways scrolling: on the narrowest screen, enlarged to 200 %, and right to left.

import assert from "node:assert/strict";
import test from "node:test";
import { search } from "./support/search.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

/**
 * By how many pixels a page is wider than its window, and the outermost elements that make it so.
 * @param {import("playwright-core").Page} page
 */
function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return element.checkVisibility() && (box.right > width + 1 || (box.left < -1 && box.right > 0));
    });
    // What scrolls by itself may be wider.
    const own = out.filter((element) => {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        if (parent !== document.body && getComputedStyle(parent).overflowX !== "visible") {
          return false;
        }
      }
      return true;
    });
    return {
      pixels: root.scrollWidth - width,
      elements: own.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)),
    };
  });
}

const FITS = { pixels: 0, elements: [] };

for (const locale of Object.keys(LOCALES)) {
  test(`pages in ${locale} fit 320 pixels`, async (t) => {
    const page = await site.page(t, { viewport: { width: 320, height: 640 } });
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(site.url(path, locale));
      assert.deepEqual(await overflow(page), FITS, kind);
    }
  });

  test(`pages in ${locale} fit at 200 %`, async (t) => {
    const page = await site.page(t, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(site.url(path, locale));
      assert.deepEqual(await overflow(page), FITS, kind);
    }
  });
}

test("what opens fits too", async (t) => {
  for (const width of [320, 640, 1280]) {
    const page = await site.page(t, { viewport: { width, height: 640 }, locale: "pt-BR" });
    for (const locale of Object.keys(LOCALES)) {
      for (const dir of ["ltr", "rtl"]) {
        const where = `${locale}, ${dir}, ${width} wide`;
        await page.goto(site.url(KINDS["comparison with a note"], locale), { waitUntil: "networkidle" });
        await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
        assert.deepEqual(await overflow(page), FITS, `${where}: a hint`);
        await page.locator("details.languages summary").click();
        await page.locator("main details summary").click();
        await page.locator("details.languages").evaluate((details) => (details["open"] = true));
        assert.deepEqual(await overflow(page), FITS, `${where}: what was folded`);
        await search(page, "timeout");
        assert.deepEqual(await overflow(page), FITS, `${where}: the search`);
      }
    }
  }
});

test("pages fit right to left", async (t) => {
  for (const width of [320, 1280]) {
    const page = await site.page(t, { viewport: { width, height: 800 } });
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(site.url(path));
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      assert.deepEqual(await overflow(page), FITS, `${kind}, ${width} wide`);
    }
  }
});

test("the lower code stands where reading begins", async (t) => {
  const page = await site.page(t, { viewport: { width: 1280, height: 800 } });
  await page.goto(site.url(KINDS["comparison with a note"]));
  const start = (selector) => page.locator(selector).evaluate((panel) => panel.getBoundingClientRect().x);
  assert.ok((await start(".panel.a")) < (await start(".panel.b")), "left to right");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.ok((await start(".panel.a")) > (await start(".panel.b")), "right to left");
});
