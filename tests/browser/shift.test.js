// Nothing on a page moves while it loads, however late its scripts come.

import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, MAIN_KINDS, open } from "./support/site.js";

const site = await open();

const WINDOWS = { wide: { width: 1280, height: 800 }, narrow: { width: 360, height: 740 } };

for (const [name, viewport] of Object.entries(WINDOWS)) {
  // A reader of the page's language, and one who is given a hint that there is another.
  for (const locale of ["en-US", "pt-BR"]) {
    test(`nothing moves in a ${name} window for ${locale}`, async (t) => {
      for (const kind of MAIN_KINDS) {
        const page = await site.page(t, { viewport, locale });
        await page.addInitScript(() => {
          const shifts = (window["shifts"] = []);
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              const moved = entry["sources"].map((source) => source.node?.outerHTML?.slice(0, 100));
              shifts.push(`${entry["value"]} ${moved.join(" and ")}`);
            }
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.route(/\/assets\/.*\.js/, async (route) => {
          await new Promise((later) => setTimeout(later, 200));
          await route.continue();
        });
        await page.goto(site.url(KINDS[kind]), { waitUntil: "networkidle" });
        const shifts = await page.evaluate(
          () => new Promise((shown) => requestAnimationFrame(() => setTimeout(() => shown(window["shifts"]), 400))),
        );
        assert.deepEqual(shifts, [], kind);
      }
    });
  }
}
