// “Compare with…”: from a code or a family to the comparison of two codes, by keyboard and by mouse.

import assert from "node:assert/strict";
import test from "node:test";
import { opened } from "./support/search.js";
import { KINDS, LOCALES, open } from "./support/site.js";

const site = await open();

const firstOption = (page) => page.locator("dialog[open] [role=option]").first();

for (const locale of Object.keys(LOCALES)) {
  test(`from a code, in ${locale}`, async (t) => {
    const page = await site.page(t);
    for (const [path, second, pair] of [
      ["http/403", "401", "compare/http/401-vs-403"],
      ["http/401", "403", "compare/http/401-vs-403"],
      ["websocket/1007", "1013", "compare/websocket/1007-vs-1013"],
      ["grpc/14", "aborted", "compare/grpc/10-vs-14"],
    ]) {
      await page.goto(site.url(path, locale), { waitUntil: "networkidle" });
      await page.locator("a.compare").focus();
      await page.keyboard.press("Enter");
      await opened(page);
      await page.keyboard.type(second);
      await page.locator(`dialog [role=option][aria-selected=true][href$="${pair}"]`).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(site.url(pair, locale));
    }
  });

  test(`from a family, in ${locale}`, async (t) => {
    const page = await site.page(t);
    await page.goto(site.url(KINDS.hub, locale), { waitUntil: "networkidle" });
    await page.locator("a.compare").focus();
    await page.keyboard.press("Enter");
    await opened(page);
    await page.keyboard.type("403");
    await page.locator('dialog [role=option][aria-selected=true]:has-text("403")').waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("dialog input")?.["value"] === "");
    assert.match((await page.getByRole("dialog").getAttribute("aria-label")) ?? "", /403/, "it says what was chosen");
    await page.keyboard.type("401");
    await page.locator('dialog [role=option][aria-selected=true][href$="401-vs-403"]').waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(site.url("compare/http/401-vs-403", locale));
  });
}

test("by mouse, from the list that is there at once", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url(KINDS.hub), { waitUntil: "networkidle" });
  await page.locator("a.compare").click();
  const options = page.locator("dialog[open] [role=option]");
  await options.first().waitFor();
  assert.equal(await options.count(), 64, "all codes of the family and no others");
  await options.filter({ hasText: "Unauthorized" }).first().click();
  await page.locator('dialog [role=option][href$="401-vs-403"]').click();
  await page.waitForURL(site.url("compare/http/401-vs-403"));
});

test("a code is not compared with itself", async (t) => {
  const page = await site.page(t);
  await page.goto(site.url("http/401"), { waitUntil: "networkidle" });
  await page.locator("a.compare").click();
  await firstOption(page).waitFor();
  const pairs = await page.locator("dialog[open] [role=option]").evaluateAll((options) =>
    options.map((option) => option["pathname"].split("/").at(-1)),
  );
  assert.equal(pairs.length, 63);
  assert.ok(pairs.every((pair) => /^(\d+-vs-401|401-vs-\d+)$/.test(pair) && pair !== "401-vs-401"), `${pairs}`);
});

test("where the search cannot work, the matrix is a picker too", async (t) => {
  const page = await site.page(t);
  await page.route("**/search.json", (route) => route.abort());
  await page.goto(site.url("http/401"), { waitUntil: "networkidle" });
  await page.locator("a.compare").click();
  await page.waitForURL(site.url(KINDS.matrix));
});
