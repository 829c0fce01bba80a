// Everything can be reached by keyboard, and seen when it is.

import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, open } from "./support/site.js";

const site = await open();

test("the first stop skips what every page has", async (t) => {
  const page = await site.page(t);
  for (const [kind, path] of Object.entries(KINDS).filter(([kind]) => kind !== "not found")) {
    await page.goto(site.url(path));
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    assert.equal(await skip.getAttribute("href"), "#main", kind);
    const box = await skip.boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0 && box.width > 24 && box.height >= 24, `${kind}: it is seen`);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => Boolean(document.activeElement?.closest("main"))), true, kind);
  }
});

test("what has the focus is seen to have it", async (t) => {
  for (const options of /** @type {import("playwright-core").BrowserContextOptions[]} */ ([
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { forcedColors: "active" },
  ])) {
    const page = await site.page(t, options);
    for (const kind of ["code", "comparison with a note"]) {
      await page.goto(site.url(KINDS[kind]));
      const seen = new Set();
      for (let stop = 0; stop < 30; stop++) {
        await page.keyboard.press("Tab");
        const { name, outline } = await page.evaluate(() => {
          const element = document.activeElement ?? document.body;
          const style = getComputedStyle(element);
          return {
            name: element.outerHTML.slice(0, 100),
            outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
          };
        });
        seen.add(name);
        assert.ok(outline >= 2, `${JSON.stringify(options)}, ${kind}: ${name}`);
      }
      assert.ok(seen.size > 25, `${kind}: stops differ`);
    }
  }
});
