// Exchanges are drawn as sequence diagrams, which can be seen in every light.

import assert from "node:assert/strict";
import test from "node:test";
import { longestLine } from "./support/colour.js";
import { KINDS, open } from "./support/site.js";

const site = await open();

const ARROWS = ".panel.a .exchange li:not(.wait, .cut)";

for (const [name, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "forced colours, dark": { forcedColors: "active", colorScheme: "dark" },
  narrow: { viewport: { width: 360, height: 740 } },
  print: {},
})) {
  test(`arrows can be seen: ${name}`, async (t) => {
    const page = await site.page(t, /** @type {import("playwright-core").BrowserContextOptions} */ (options));
    await page.goto(site.url(KINDS["comparison with a note"]));
    if (name === "print") {
      await page.emulateMedia({ media: "print" });
    }
    const arrows = await page.locator(ARROWS).all();
    assert.ok(arrows.length > 1);
    for (const arrow of arrows) {
      const line = await longestLine(page, arrow);
      assert.ok(line >= 40, `a line of ${line} pixels in ${await arrow.textContent()}`);
    }
  });
}

test("both diagrams of a comparison are on one time axis", async (t) => {
  const page = await site.page(t, { viewport: { width: 1280, height: 800 } });
  for (const path of ["compare/http/401-vs-403", "compare/http/100-vs-417", "compare/websocket/1000-vs-1006"]) {
    await page.goto(site.url(path));
    const ends = (/** @type {string} */ selector) =>
      page.locator(selector).evaluateAll((steps) => steps.map((step) => step.getBoundingClientRect().bottom));
    const [a, b] = [await ends(".panel.a .exchange li"), await ends(".panel.b .exchange li")];
    const both = Math.min(a.length, b.length);
    assert.ok(both > 1, path);
    for (let step = 0; step < both; step++) {
      // Who waits is drawn as a box, which leaves some room below it.
      assert.ok(Math.abs(a[step] - b[step]) < 8, `${path}, step ${step + 1}: ${a[step]} and ${b[step]}`);
    }
  }
});

test("who sends to whom is told to those who don't see it", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS["comparison with a note"]));
  const heard = await page.locator(".panel.a").ariaSnapshot();
  assert.match(heard, /Client → Origin server/);
  assert.equal(await page.locator(".panel.a .lanes").getAttribute("aria-hidden"), "true");
});
