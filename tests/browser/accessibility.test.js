// What axe finds wrong (WCAG 2.2 AA and good practice): nothing, on every kind of page, in every
// language, light and dark.

import assert from "node:assert/strict";
import test from "node:test";
import { violations, violationsOfColour } from "./support/axe.js";
import { search } from "./support/search.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const locale of Object.keys(LOCALES)) {
    test(`pages in ${locale}, ${colorScheme}`, async (t) => {
      // The page's policy would keep axe out.
      const page = await site.page(t, { bypassCSP: true, colorScheme });
      // In the dark only the palette is another one.
      const judge = colorScheme === "light" ? violations : violationsOfColour;
      /** @type {Record<string, string[]>} */
      const found = {};
      const examine = async (/** @type {string} */ what) => {
        const problems = await judge(page);
        if (problems.length > 0) {
          found[what] = problems;
        }
      };
      for (const [kind, path] of Object.entries(KINDS)) {
        // All cells of a matrix are alike, and axe would look at two thousand for minutes.
        const small = kind === "matrix" ? "compare/grpc/" : path;
        await page.goto(site.url(small, locale));
        await examine(kind);
      }
      await page.goto(site.url(KINDS.code, locale));
      for (const words of ["timeout", "401 403", "qqqqqqqq"]) {
        await search(page, words);
        await examine(`the search for ${words}`);
        await page.keyboard.press("Escape");
      }
      assert.deepEqual(found, {});
    });
  }
}
