// What axe finds wrong: WCAG 2.2 AA and good practice.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
};

/** The rules that a palette can break. */
const COLOURS = { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] };

/**
 * What axe finds on a page, each with where.
 * @param {import("playwright-core").Page} page
 */
export function violations(page) {
  return run(page, OPTIONS);
}

/**
 * What axe finds wrong with the colours of a page.
 * @param {import("playwright-core").Page} page
 */
export function violationsOfColour(page) {
  return run(page, COLOURS);
}

/**
 * @param {import("playwright-core").Page} page
 * @param {object} options
 */
async function run(page, options) {
  await page.evaluate(`window.axe || (() => { ${axe} })()`);
  return page.evaluate(async (options) => {
    const results = await window["axe"].run(document, options);
    if (!results.testEngine) {
      throw new Error("axe did not run");
    }
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html, any }) => `${html} (${any[0]?.message ?? ""})`).join("\n")}`,
    );
  }, options);
}
