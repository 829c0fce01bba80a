/**
 * Waits until something is so, and fails if it does not become so.
 * @param {() => unknown} check it may take its time
 * @param {string} what what is waited for
 */
export async function until(check, what, patience = 10_000) {
  const end = Date.now() + patience;
  while (!(await check())) {
    if (Date.now() > end) {
      throw new Error(`waited ${patience} ms in vain: ${what}`);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
}
