// What a page costs, uncompressed.

import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { KINDS, LOCALES, built, open } from "./support/site.js";

const site = await open();

/** The bytes of everything that a page loads at first, by file. */
async function loaded(page, path, locale) {
  /** @type {Promise<[string, number]>[]} */
  const bodies = [];
  const note = (/** @type {import("playwright-core").Response} */ response) => {
    if (response.request().method() === "GET") {
      bodies.push(response.body().then((body) => [response.url(), body.length]));
    }
  };
  page.on("response", note);
  await page.goto(site.url(path, locale), { waitUntil: "networkidle" });
  page.off("response", note);
  const sizes = new Map(await Promise.all(bodies));
  const names = [...sizes.keys()].map((url) => new URL(url).pathname);
  assert.ok(names.some((name) => name.endsWith(".css")), "a style sheet was loaded");
  return sizes;
}

/** The comparison with the largest file. */
async function largest(locale) {
  const folder = join(built("site"), locale === "en" ? "" : locale, "compare");
  const names = (await readdir(folder, { recursive: true })).filter((name) => /-vs-.*\.html$/.test(name));
  let most = { name: "", size: 0 };
  for (const name of names) {
    const { size } = await stat(join(folder, name));
    most = size > most.size ? { name, size } : most;
  }
  return `compare/${most.name.replace(/\.html$/, "")}`;
}

for (const locale of Object.keys(LOCALES)) {
  test(`the largest comparison in ${locale} costs 60 KB`, async (t) => {
    const page = await site.page(t);
    const path = await largest(locale);
    const sizes = await loaded(page, path, locale);
    const sum = [...sizes.values()].reduce((a, b) => a + b, 0);
    assert.ok(sum <= 60_000, `${path}: ${sum} bytes, ${JSON.stringify([...sizes])}`);
  });
}

test("one style sheet of 20 KB and one blocking script of 500 bytes precede the first paint", async (t) => {
  const pages = Object.entries(KINDS).filter(([kind]) => kind !== "not found");
  for (const [kind, path] of [...pages, ["not found", "404"]]) {
    const page = await site.page(t);
    const sizes = await loaded(page, path);
    const blocking = await page.evaluate(() => ({
      styles: [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link["href"]),
      scripts: [...document.querySelectorAll("script[src]")]
        .filter((script) => !script["async"] && !script["defer"] && script["type"] !== "module")
        .map((script) => script["src"]),
    }));
    const [style] = blocking.styles;
    const [script] = blocking.scripts;
    assert.deepEqual([blocking.styles.length, blocking.scripts.length], [1, 1], kind);
    assert.match(style, /\/assets\/style\.css\?v=\w+$/, kind);
    assert.match(script, /\/assets\/theme\.js\?v=\w+$/, kind);
    assert.ok((sizes.get(style) ?? Infinity) <= 20_000, `${kind}: ${sizes.get(style)} bytes of style`);
    assert.ok((sizes.get(script) ?? Infinity) <= 500, `${kind}: ${sizes.get(script)} bytes of script`);
  }
});

test("the largest matrix stays below 200 KB", async (t) => {
  for (const locale of Object.keys(LOCALES)) {
    const page = await site.page(t);
    const sizes = await loaded(page, KINDS.matrix, locale);
    const size = sizes.get(site.url(KINDS.matrix, locale)) ?? Infinity;
    assert.ok(size < 200_000, `${locale}: ${size} bytes`);
  }
});
