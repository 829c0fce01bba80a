// Text as the search compares it: words without case, diacritics and punctuation.

/** The scripts that put no spaces between words. */
const unspacedScripts =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
const unspaced = new RegExp(`[${unspacedScripts}]`, "u");
const oneScript = new RegExp(`[${unspacedScripts}]+|[^${unspacedScripts}]+`, "gu");

/**
 * A text without what people leave out when they type: "É" is "e", "ё" is "е", "４０１" is "401".
 * Only the marks of Latin, Greek and Cyrillic go; those of Devanagari or kana tell words apart.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase();
}

/**
 * The words of a text. "UTF-8", "utf 8" and "utf8" are the same two words. A run of a script
 * without spaces is one word: whatever is looked for may stand inside of it.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const runs = fold(text).replace(/(\p{L}{2})(?=\p{N})/gu, "$1 ").match(/[\p{L}\p{N}\p{M}]+/gu);
  return (runs ?? []).flatMap((run) => (unspaced.test(run) ? (run.match(oneScript) ?? []) : run));
}

/**
 * The words of what somebody types, where runs of a script without spaces are cut into their words.
 *
 * @param {string} text
 * @param {string} language
 */
export function typedWords(text, language) {
  return words(text).flatMap((run) => (unspaced.test(run) ? segments(run, language) : [run]));
}

/** @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/**
 * @param {string} run
 * @param {string} language
 */
function segments(run, language) {
  if (!("Segmenter" in Intl)) {
    return [...run];
  }
  const segmenter =
    segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: "word" });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(run)].map(({ segment }) => segment);
}

/** @typedef {"whole" | "start" | "inside" | "stem"} Fit How a word is found in another one. */

/**
 * What tells how `typed` is found in a word of a text. The stem stands in for a knowledge of
 * endings ("недоступен" finds "недоступна"); two letters inside a word are an accident.
 *
 * @param {string} typed
 * @returns {(candidate: string) => Fit | undefined}
 */
export function fitting(typed) {
  const anywhere = typed.length > 2 || unspaced.test(typed);
  const inflected = typed.length > 4 && /^\p{L}+$/u.test(typed) && !unspaced.test(typed);
  const stem = inflected ? typed.slice(0, typed.length > 5 ? -2 : -1) : undefined;
  return (candidate) => {
    if (candidate.startsWith(typed)) {
      return candidate.length === typed.length ? "whole" : "start";
    }
    if (anywhere && candidate.includes(typed)) {
      return "inside";
    }
    if (stem && candidate.startsWith(stem) && candidate.length - stem.length < 4) {
      return "stem";
    }
    return undefined;
  };
}
