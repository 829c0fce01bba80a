// The development server in a real browser: edits show in open tabs, and so do mistakes.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { violations } from "./support/axe.js";
import { launch } from "./support/browser.js";
import { edit } from "./support/live.js";

const browser = await launch();
after(() => browser.close());

const CODE = "content/http/404.yaml";
const SUMMARY = "summary: There is nothing at this address,";
const PROBLEMS = "#versus-problems";

/**
 * A tab, and what its console has said that it should not.
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} options
 */
async function tab(t, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  /** @type {string[]} */
  const noises = [];
  page.on("pageerror", (error) => noises.push(error.message));
  page.on("console", (message) => {
    // The last of them when the server of the test has ended.
    const expected = /status of (404|500)|ERR_CONNECTION_REFUSED/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) noises.push(message.text());
  });
  t.after(() => assert.deepEqual(noises, []));
  return page;
}

test("an edit shows in every open tab", async (t) => {
  const project = await edit(t);
  const [code, comparison] = [await tab(t), await tab(t)];
  await code.goto(project.url("http/404"));
  await comparison.goto(project.url("http/"));
  await project.replace(CODE, SUMMARY, "summary: Newly there is nothing at this address,");
  for (const page of [code, comparison]) {
    await page.getByText("Newly there is nothing at this address").first().waitFor();
  }
  // And the next one as well.
  await project.replace(CODE, "Newly there", "Again there");
  await code.getByText("Again there is nothing at this address").first().waitFor();
});

test("a page that is not there yet comes with its file", async (t) => {
  const project = await edit(t);
  const page = await tab(t);
  await page.goto(project.url("http/499"));
  await page.getByRole("heading", { name: "404", exact: true }).waitFor();
  const code = await project.read(CODE);
  await project.write("content/http/499.yaml", code.replace("code: 404", "code: 499"));
  await page.locator("h1", { hasText: "499" }).waitFor();
});

test("a style sheet is put on without a reload", async (t) => {
  const project = await edit(t);
  const page = await tab(t);
  await page.goto(project.url("compare/http/401-vs-403"));
  await page.evaluate(() => Object.assign(window, { kept: true }));
  const style = await project.read("static/style.css");
  await project.write("static/style.css", `${style}h1 { color: rgb(1, 2, 3) !important }`);
  const isPutOn = () => getComputedStyle(document.querySelector("h1") ?? document.body).color === "rgb(1, 2, 3)";
  await page.waitForFunction(isPutOn);
  assert.equal(await page.evaluate(() => "kept" in window), true);
  assert.equal(await page.locator('link[rel="stylesheet"]').count(), 1);
});

test("problems stand over the page until they are mended", async (t) => {
  const project = await edit(t);
  // The page's policy would keep axe out.
  const page = await tab(t, { bypassCSP: true, permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(project.url("http/404"));
  await page.evaluate(() => Object.assign(window, { kept: true }));
  await project.replace(CODE, "summary:", "sumary:");
  const problems = page.locator(PROBLEMS);
  await problems.getByRole("heading", { name: "1 error" }).waitFor();
  await problems.getByText("did you mean `summary`?").waitFor();
  assert.equal(await page.locator("h1", { hasText: "404" }).isVisible(), true);
  assert.deepEqual(await violations(page), []);

  const place = problems.getByRole("button", { name: CODE });
  const line = (await project.read(CODE)).split("\n").findIndex((line) => line.startsWith("sumary:")) + 1;
  assert.equal(await place.textContent(), `${CODE}:${line}:1`);
  await place.click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${CODE}:${line}:1`);

  await project.replace(CODE, "sumary:", "summary:");
  await problems.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => "kept" in window), true, "a whole page was loaded again");
});

test("problems can be put away, and come back with the next edit", async (t) => {
  const project = await edit(t);
  const page = await tab(t);
  await page.goto(project.url("http/404"));
  const problems = page.locator(PROBLEMS);
  await project.replace(CODE, "summary:", "sumary:");
  await problems.getByRole("button", { name: "Hide" }).click();
  assert.equal(await problems.count(), 0);
  await project.replace(CODE, "sumary:", "sumary2:");
  await problems.waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await problems.count(), 0);
});

test("a template that fails for one page says so on that page, and the page comes back", async (t) => {
  const project = await edit(t);
  const page = await tab(t);
  await page.goto(project.url("http/"));
  const start = "{% block content -%}";
  const trap = `${start}{% if code.number == "404" %}{{ nothing.at_all }}{% endif %}`;
  await project.replace("templates/code.html", start, trap);
  await page.waitForEvent("load");
  await page.goto(project.url("http/404"));
  await page.locator(PROBLEMS).getByRole("heading", { name: "1 error" }).waitFor();
  await page.locator(PROBLEMS).getByRole("button", { name: "templates/code.html:" }).waitFor();
  await project.replace("templates/code.html", trap, start);
  await page.locator("h1", { hasText: "404" }).waitFor();
  assert.equal(await page.locator(PROBLEMS).count(), 0);
});

test("a service worker of the site's is in nobody's way", async (t) => {
  const project = await edit(t, "offline: yes\n");
  const page = await tab(t);
  await page.goto(project.url("http/404"));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  for (const [old, other] of [["There is", "First there is"], ["First there is", "Second there is"]]) {
    await project.replace(CODE, `summary: ${old}`, `summary: ${other}`);
    await page.getByText(`${other} nothing at this address`).first().waitFor();
  }
});
