// The built site, in a browser: what each file of tests begins with.

import { after } from "node:test";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.js";
import { BASE, serve } from "./server.js";

const BUILT = fileURLToPath(new URL("../../../target/browser/", import.meta.url));

/** Where `scripts/browser` has built a site: `site`, the real one, or one of the others. */
export function built(name) {
  return resolve(process.env.SITES ?? BUILT, name);
}

/** The languages by their part of an address, with what they are called in HTML. */
export const LOCALES = {
  en: "en",
  fr: "fr",
  id: "id",
  pt: "pt-BR",
  ru: "ru",
  zh: "zh-Hans",
};

/** Every kind of page, by an address of it. */
export const KINDS = {
  home: "",
  hub: "http/",
  code: "http/401",
  comparisons: "compare/",
  matrix: "compare/http/",
  "comparison with a note": "compare/http/401-vs-403",
  "near comparison": "compare/http/402-vs-406",
  "distant comparison": "compare/http/200-vs-503",
  codes: "codes",
  guides: "guides/",
  guide: "guides/closing-a-websocket",
  translations: "translations",
  "not found": "no/such/page",
};

/** The kinds on which a reader lingers, and on which nothing may move. */
export const MAIN_KINDS = ["comparison with a note", "code", "hub", "matrix"];

/** Serves a site and opens a browser, for all tests of a file. */
export async function open(folder = built("site")) {
  const server = await serve(folder);
  const browser = await launch();
  after(async () => {
    await browser.close();
    await server.close();
  });

  return {
    browser,
    server,
    origin: server.origin,
    base: `${BASE}/`,

    /**
     * The address of a page in a language.
     * @param {string} path
     */
    url(path, locale = "en") {
      return `${server.origin}${BASE}/${locale === "en" ? "" : `${locale}/`}${path}`;
    },

    /**
     * A page for one test, in a browser that remembers nothing.
     * @param {import("node:test").TestContext} t
     * @param {import("playwright-core").BrowserContextOptions} options
     */
    async page(t, options = {}) {
      // While pages move into each other, nothing can be clicked: motion has tests of its own.
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      t.after(() => context.close());
      return context.newPage();
    },
  };
}
