// Fetches what the search knows: `search.json` of the page's language, when it is first asked for.

import { prepare } from "./search-index.js";

/**
 * `root` is the address that all of the language's pages stand under, `words` are those that the
 * search says, `pair` is the pattern that names a comparison.
 * @typedef {{ root: string, words: Record<string, string>, pair: string,
 *   index: import("./search-index.js").Index }} Knowledge
 */

/** @type {Map<string, Promise<Knowledge>>} */
const known = new Map();

/**
 * @param {string} root
 * @param {string} language
 */
export function knowledge(root, language) {
  const loading = known.get(root) ?? load(root, language);
  known.set(root, loading);
  // Whoever asks again after a failure may be back online.
  loading.catch(() => known.delete(root));
  return loading;
}

/**
 * @param {string} root
 * @param {string} language
 * @returns {Promise<Knowledge>}
 */
async function load(root, language) {
  const answer = await fetch(new URL("search.json", root));
  if (!answer.ok) {
    throw new Error(`search.json: ${answer.status}`);
  }
  /** @type {import("./search-index.js").SearchFile} */
  const file = await answer.json();
  return { root, words: file.words, pair: file.pair, index: prepare(file, language) };
}
