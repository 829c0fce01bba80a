// Takes a picture of every kind of page into the folder that is named.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./browser.js";
import { search } from "./search.js";
import { BASE, serve } from "./server.js";
import { KINDS, built } from "./site.js";

const WIDTHS = { wide: 1280, narrow: 360 };
const LANGUAGES = ["en", "ru", "zh"];
const SCHEMES = /** @type {const} */ (["light", "dark"]);

const [folder] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serve(built("site"));
const browser = await launch();

/**
 * @param {string} locale
 * @param {keyof typeof WIDTHS} width
 * @param {(typeof SCHEMES)[number]} colorScheme
 */
async function picture(locale, width, colorScheme) {
  const context = await browser.newContext({
    colorScheme,
    // A reader of the page's language is given no hint.
    locale,
    reducedMotion: "reduce",
    viewport: { width: WIDTHS[width], height: 800 },
  });
  const page = await context.newPage();
  const home = `${server.origin}${BASE}/${locale === "en" ? "" : `${locale}/`}`;
  const path = (/** @type {string} */ kind) =>
    join(folder, `${kind.replaceAll(" ", "-")}-${locale}-${width}-${colorScheme}.png`);
  for (const [kind, address] of Object.entries(KINDS)) {
    await page.goto(home + address, { waitUntil: "networkidle" });
    await page.screenshot({ path: path(kind), fullPage: true });
  }
  await page.goto(home + KINDS.code, { waitUntil: "networkidle" });
  await search(page, "401 403");
  await page.screenshot({ path: path("search") });
  await context.close();
}

for (const locale of LANGUAGES) {
  for (const width of /** @type {(keyof typeof WIDTHS)[]} */ (Object.keys(WIDTHS))) {
    for (const colorScheme of SCHEMES) {
      await picture(locale, width, colorScheme);
    }
  }
}
await browser.close();
await server.close();
console.log(`pictures of ${Object.keys(KINDS).length + 1} kinds of pages in ${folder}`);
