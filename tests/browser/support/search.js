// The search as its users meet it.

/**
 * Waits until the dialog is open and has the focus where one types.
 * @param {import("playwright-core").Page} page
 */
export async function opened(page) {
  await page.waitForFunction(() => document.activeElement?.matches("dialog[open] input"));
}

/**
 * Opens the search by keyboard and types.
 * @param {import("playwright-core").Page} page
 * @param {string} words
 */
export async function search(page, words) {
  await page.keyboard.press("Control+k");
  await opened(page);
  await page.keyboard.type(words);
  // What is found for half of the words is not what is found for all.
  await page.waitForFunction((words) => document.querySelector("dialog input")?.["value"] === words, words);
  await page.locator("dialog[open] [role=status]", { hasText: /\S/ }).waitFor();
}

/**
 * The addresses of what was found, below that of the language's home.
 * @param {import("playwright-core").Page} page
 * @param {string} home
 */
export function found(page, home) {
  return page.locator("dialog[open] [role=option]").evaluateAll(
    (options, home) => options.map((option) => option["href"].replace(home, "")),
    home,
  );
}
