// A comparison is printed on one sheet, the longest one of every language too.

import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { KINDS, LOCALES, built, open } from "./support/site.js";

const site = await open();

/** The sheets of a page on A4, with the margins that browsers leave. */
async function sheets(page) {
  const margin = "10mm";
  const pdf = await page.pdf({
    format: "A4",
    margin: { top: margin, right: margin, bottom: margin, left: margin },
  });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
}

/** The words of a page, without its markup. */
function words(html) {
  return html.slice(html.indexOf("<main")).replace(/<[^>]*>/g, "");
}

/** The comparisons of a language with the most words, as their addresses. */
async function longest(locale, count) {
  const folder = join(built("site"), locale === "en" ? "" : locale, "compare");
  const names = (await readdir(folder, { recursive: true })).filter((name) => /-vs-.*\.html$/.test(name));
  const sized = await Promise.all(
    names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
  const large = sized.sort((a, b) => b.size - a.size).slice(0, 40);
  const read = await Promise.all(
    large.map(async ({ name }) => ({
      path: `compare/${name.replace(/\.html$/, "")}`,
      length: words(await readFile(join(folder, name), "utf8")).length,
    })),
  );
  return read.sort((a, b) => b.length - a.length).slice(0, count).map(({ path }) => path);
}

for (const locale of Object.keys(LOCALES)) {
  test(`comparisons in ${locale} fit one sheet`, async (t) => {
    const page = await site.page(t);
    const paths = await longest(locale, 3);
    assert.equal(paths.length, 3);
    for (const path of [...paths, KINDS["comparison with a note"]]) {
      await page.goto(site.url(path, locale));
      assert.equal(await sheets(page), 1, path);
    }
  });
}

test("what only works on a screen is not printed, and what is folded is", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS["comparison with a note"]));
  await page.emulateMedia({ media: "print" });
  for (const selector of ["a.search", "button.theme", "details.languages", ".skip"]) {
    assert.equal(await page.locator(selector).isVisible(), false, selector);
  }
  for (const selector of ["h1", "#answer", ".panel.a .exchange", ".panel.b .exchange", "#choose"]) {
    assert.equal(await page.locator(selector).isVisible(), true, selector);
  }
});
