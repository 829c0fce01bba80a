// Copying: names and messages by a button, the address of a section by the link on its heading.

import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./support/site.js";
import { until } from "./support/until.js";

const site = await open();

/** Waits until something was copied. */
async function copied(page, text) {
  await until(
    async () => (await page.evaluate(() => navigator.clipboard.readText())) === text,
    `${text} is copied`,
  );
}

/** @param {import("node:test").TestContext} t */
function copying(t) {
  return site.page(t, { permissions: ["clipboard-read", "clipboard-write"] });
}

test("each button copies what stands before it", async (t) => {
  const page = await copying(t);
  await page.goto(site.url("http/404"));
  const codes = await page.locator("dd:has(.copy) code").allTextContents();
  assert.ok(codes.includes("http.StatusNotFound"), "a constant");
  assert.ok(codes.length > 5);
  const buttons = page.locator("dd .copy");
  assert.equal(await buttons.count(), codes.length);
  for (const [index, code] of codes.entries()) {
    await buttons.nth(index).click();
    await copied(page, code);
  }
});

test("a button says what it copies and that it has, to the eye and to the ear", async (t) => {
  const page = await copying(t);
  await page.goto(site.url("http/404", "pt"), { waitUntil: "networkidle" });
  const button = page.getByRole("button", { name: "Copiar http.StatusNotFound" });
  const before = await button.textContent();
  await button.focus();
  await page.keyboard.press("Enter");
  const done = await button.getAttribute("data-done");
  assert.equal(done, "Copiado");
  await page.waitForFunction(([button, done]) => button?.textContent === done, [await button.elementHandle(), done]);
  await page.locator("[role=status]", { hasText: "Copiado" }).waitFor();
  assert.equal(await button.evaluate((button) => button === document.activeElement), true);
  await page.waitForFunction(([button, before]) => button?.textContent === before, [await button.elementHandle(), before]);
});

test("where copying is forbidden, the text is selected instead", async (t) => {
  const page = await site.page(t);
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.goto(site.url("http/404"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Copy http.StatusNotFound" }).click();
  await page.waitForFunction(() => String(getSelection()) === "http.StatusNotFound");
});

test("headings have permalinks", async (t) => {
  const page = await copying(t);
  await page.goto(site.url("http/404"));
  // By keyboard it is seen once it has the focus.
  const first = page.locator("#facts a");
  await first.focus();
  assert.equal(await first.evaluate((link) => getComputedStyle(link).opacity), "1");
  for (const id of ["facts", "confused", "compare"]) {
    const link = page.locator(`#${id} a[href="#${id}"]`);
    await page.locator(`#${id}`).hover();
    await link.click();
    assert.equal(page.url(), `${site.url("http/404")}#${id}`);
    await copied(page, page.url());
  }
});
