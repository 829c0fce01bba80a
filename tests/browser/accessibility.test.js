// What axe finds wrong (WCAG 2.2 AA and good practice): nothing, on every kind of page, in every
// language, light and dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import test from "node:test";
import { search } from "./support/search.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
};

/**
 * What axe finds on a page, each with where.
 * @param {import("playwright-core").Page} page
 */
async function violations(page) {
  await page.evaluate(`window.axe || (() => { ${axe} })()`);
  return page.evaluate(async (options) => {
    const results = await window["axe"].run(document, options);
    if (!results.testEngine) {
      throw new Error("axe did not run");
    }
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html, any }) => `${html} (${any[0]?.message ?? ""})`).join("\n")}`,
    );
  }, OPTIONS);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const locale of Object.keys(LOCALES)) {
    test(`pages in ${locale}, ${colorScheme}`, async (t) => {
      // The page's policy would keep axe out.
      const page = await site.page(t, { bypassCSP: true, colorScheme });
      /** @type {Record<string, string[]>} */
      const found = {};
      const examine = async (/** @type {string} */ what) => {
        const problems = await violations(page);
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
