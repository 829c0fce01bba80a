// The matrix of all pairs: a grid that shows distance, and a picker where a grid is too wide.

import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 360, height: 740 } };

/** How an element and what is in it look, as far as they may be highlighted. */
function look(locator) {
  return locator.first().evaluate((element) =>
    [element, ...element.querySelectorAll("*")].map((element) => {
      const { backgroundColor, color, fontWeight, outline, boxShadow } = getComputedStyle(element);
      return [backgroundColor, color, fontWeight, outline, boxShadow].join(" ");
    }).join("; "),
  );
}

const cell = (page, pair) => page.locator(`table.matrix a[href$="${pair}"]`);
const rowHead = (page, code) => page.locator(`table.matrix th[scope=row]:has(a[href$="/${code}"])`);
const columnHead = (page, code) => page.locator(`table.matrix th[scope=col]:has(a[href$="/${code}"])`);

test("the examples of these tests are what they are taken for", async (t) => {
  const page = await site.page(t, WIDE);
  await page.goto(site.url(KINDS.matrix));
  const classes = (path) => cell(page, path.split("/").at(-1)).getAttribute("class");
  assert.match((await classes(KINDS["comparison with a note"])) ?? "", /\bnoted\b/);
  assert.match((await classes(KINDS["distant comparison"])) ?? "", /\bdistant\b/);
  assert.match((await classes(KINDS["near comparison"])) ?? "", /^d\d+$/);
});

test("distance can be seen, and pairs that people confuse stand out", async (t) => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await site.page(t, { ...WIDE, colorScheme });
    await page.goto(site.url(KINDS.matrix));
    const near = await look(page.locator("td a.d1:not(.noted, .distant)"));
    const far = await look(page.locator("td a.d5:not(.noted, .distant)"));
    assert.notEqual(near, far, colorScheme);
    assert.notEqual(await look(page.locator("td a.d2.noted")), await look(page.locator("td a.d2:not(.noted)")), colorScheme);
  }
});

test("every cell is named for those who hear the page", async (t) => {
  const page = await site.page(t, WIDE);
  for (const locale of Object.keys(LOCALES)) {
    await page.goto(site.url(KINDS.matrix, locale));
    const names = await page.locator("table.matrix td a").evaluateAll((links) =>
      links.map((link) => [link["pathname"].split("/").at(-1), link.ariaLabel]),
    );
    assert.equal(names.length, (64 * 63) / 2);
    for (const [slug, name] of names) {
      const [a, b] = slug.split("-vs-");
      assert.match(name ?? "", new RegExp(`\\b${a}\\b.*\\b${b}\\b`), `${locale}: ${slug}`);
    }
  }
});

test("the row and the column of a cell light up, by pointer and by keyboard", async (t) => {
  const page = await site.page(t, WIDE);
  await page.goto(site.url(KINDS.matrix), { waitUntil: "networkidle" });
  const heads = {
    row: rowHead(page, 403),
    column: columnHead(page, 401),
    "another row": rowHead(page, 404),
    "another column": columnHead(page, 402),
  };
  const looks = async () =>
    Object.fromEntries(await Promise.all(Object.entries(heads).map(async ([name, head]) => [name, await look(head)])));
  const before = await looks();
  for (const light of [() => cell(page, "401-vs-403").hover(), () => cell(page, "401-vs-403").focus()]) {
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.waitForTimeout(300);
    assert.deepEqual(await looks(), before);
    await light();
    await page.waitForTimeout(300);
    const after = await looks();
    const lit = Object.keys(heads).filter((name) => after[name] !== before[name]);
    assert.deepEqual(lit, ["row", "column"]);
  }
});

test("arrow keys walk the cells", async (t) => {
  const page = await site.page(t, WIDE);
  await page.goto(site.url(KINDS.matrix), { waitUntil: "networkidle" });
  await cell(page, "401-vs-403").focus();
  for (const [key, pair] of [
    ["ArrowRight", "402-vs-403"],
    ["ArrowDown", "402-vs-404"],
    ["ArrowLeft", "401-vs-404"],
    ["ArrowUp", "401-vs-403"],
  ]) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    assert.equal(focused?.split("/").at(-1), pair, key);
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(site.url(KINDS["comparison with a note"]));
});

for (const locale of ["en", "ru", "zh"]) {
  test(`a narrow window has a picker, in ${locale}`, async (t) => {
    const page = await site.page(t, NARROW);
    await page.goto(site.url(KINDS.matrix, locale));
    const label = await page.locator("table.matrix").getAttribute("data-pick");
    const picker = page.getByLabel(label ?? "no label");
    await picker.waitFor();
    assert.equal(await page.locator("table.matrix").isVisible(), false);
    assert.equal(await picker.locator("option").count(), 64);
    await picker.selectOption("403");
    const links = page.locator("main ul a:visible");
    assert.equal(await links.count(), 63);
    const texts = await links.allInnerTexts();
    assert.ok(texts.every((text) => /\b403\b/.test(text)), "each names the pair");
    assert.ok(await page.locator('main ul a[href$="401-vs-403"]:visible').count());
    assert.ok(await page.locator('main ul a[href$="403-vs-404"]:visible').count());
    await page.locator('main ul a[href$="401-vs-403"]:visible').click();
    await page.waitForURL(site.url(KINDS["comparison with a note"], locale));
    await page.goBack();
    await picker.waitFor();
    assert.equal(await picker.inputValue(), "403", "the way back leads to the same list");
  });
}

test("a window that grows has the grid again", async (t) => {
  const page = await site.page(t, NARROW);
  await page.goto(site.url(KINDS.matrix));
  await page.locator("main select").waitFor();
  await page.setViewportSize(WIDE.viewport);
  await page.locator("table.matrix").waitFor();
  assert.equal(await page.locator("main select").count(), 0);
});
