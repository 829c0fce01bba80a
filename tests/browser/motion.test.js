// Pages move from pair to pair, unless the reader asked for less motion.

import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, open } from "./support/site.js";

const site = await open();

for (const reducedMotion of /** @type {const} */ (["no-preference", "reduce"])) {
  test(`motion: ${reducedMotion}`, async (t) => {
    const page = await site.page(t, { reducedMotion });
    await page.addInitScript(() => {
      addEventListener("pagereveal", (event) => (window["moved"] = Boolean(event["viewTransition"])));
    });
    await page.goto(site.url(KINDS["comparison with a note"]), { waitUntil: "networkidle" });
    await page.locator(".walk a[rel=next]").click();
    await page.waitForURL(site.url("compare/http/401-vs-404"));
    await page.waitForLoadState("networkidle");
    assert.equal(await page.evaluate(() => window["moved"]), reducedMotion === "no-preference");
  });
}

test("with less motion nothing is animated", async (t) => {
  const page = await site.page(t, { reducedMotion: "reduce" });
  for (const kind of ["home", "code", "matrix", "comparison with a note"]) {
    await page.goto(site.url(KINDS[kind]), { waitUntil: "networkidle" });
    const moving = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("*")]
        .flatMap((element) =>
          ["", "::before", "::after"].map((pseudo) => {
            const style = getComputedStyle(element, pseudo || null);
            const longest = (/** @type {string} */ times) => Math.max(...times.split(",").map(parseFloat));
            const moves =
              style.scrollBehavior === "smooth" ||
              longest(style.transitionDuration) > 0.01 ||
              (style.animationName !== "none" && longest(style.animationDuration) > 0.01);
            return moves ? `${element.tagName}.${element.className}${pseudo}` : "";
          }),
        )
        .filter(Boolean),
    );
    assert.deepEqual(moving, [], kind);
  }
});
