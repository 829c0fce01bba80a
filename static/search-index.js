// What the search knows: `search.json`, read once so that every keystroke only compares words.

import { fold, words } from "./search-words.js";

/**
 * A code in `search.json`. `also` is a list with commas; constants and messages have a line each.
 * @typedef {[slug: string, number: string, name: string, mark: string, also: string,
 *   summary: string, constants: string, messages: string]} Row
 *
 * @typedef {{ id: string, name: string, aliases: string[], by: "number" | "name", codes: Row[] }}
 *   FamilyRows
 *
 * @typedef {{ words: Record<string, string>, pair: string, families: FamilyRows[] }} SearchFile
 */

/**
 * `glyph` is what a sentence calls the code, `label` the other one of its number and its name.
 * @typedef {{ place: number, family: Family, slug: string, number: string, name: string,
 *   mark: string, summary: string, glyph: string, label: string }} Code
 *
 * `keys` holds everything that names a code by itself: "401", "unauthorized", "401unauthorized".
 * @typedef {{ id: string, name: string, phrases: string[][], words: Set<string>,
 *   keys: Map<string, Code[]> }} Family
 *
 * `share` is what the word makes up of its phrase: of two codes, the one said in fewer words fits.
 * @typedef {{ place: number, ranks: Record<import("./search-words.js").Fit, number>,
 *   share: number }} Mention
 *
 * @typedef {{ language: string, families: Family[], codes: Code[],
 *   between: Set<string>, spelled: string[], vocabulary: Map<string, Mention[]>,
 *   messages: { place: number, words: string[] }[] }} Index
 */

/** How much a word counts, by where it stands and how it is found there. */
const RANKS = {
  number: { whole: 100, start: 70, inside: 15, stem: 0 },
  name: { whole: 60, start: 58, inside: 56, stem: 6 },
  family: { whole: 55, start: 53, inside: 0, stem: 0 },
  familyPart: { whole: 1, start: 1, inside: 0, stem: 0 },
  also: { whole: 50, start: 48, inside: 46, stem: 5 },
  constants: { whole: 40, start: 38, inside: 36, stem: 4 },
  messages: { whole: 30, start: 28, inside: 26, stem: 3 },
  summary: { whole: 20, start: 18, inside: 16, stem: 2 },
};

/**
 * Reads `search.json` for a page in `language`.
 *
 * @param {SearchFile} file
 * @param {string} language
 * @returns {Index}
 */
export function prepare(file, language) {
  /** @type {Index} */
  const index = {
    language,
    families: [],
    codes: [],
    between: new Set(["vs", "versus", ...words(file.pair.replace(/\{[ab]\}/g, " "))]),
    spelled: [],
    vocabulary: new Map(),
    messages: [],
  };
  for (const { id, name, aliases, by, codes } of file.families) {
    const phrases = [id, name, ...aliases].map(words);
    const family = { id, name, phrases, words: new Set(phrases.flat()), keys: new Map() };
    index.families.push(family);
    for (const row of codes) {
      addCode(index, family, row, by);
    }
  }
  return index;
}

/**
 * @param {Index} index
 * @param {Family} family
 * @param {Row} row
 * @param {"number" | "name"} by
 */
function addCode(index, family, row, by) {
  const [slug, number, name, mark, also, summary, constants, messages] = row;
  const place = index.codes.length;
  const [glyph, label] = by === "name" ? [name, number] : [number, name];
  const code = { place, family, slug, number, name, mark, summary, glyph, label };
  index.codes.push(code);

  const digits = fold(number);
  if (words(number)[0] !== digits) {
    index.spelled.push(digits);
  }
  const alsoCalled = also.split(/[,،，、]/).map(words);
  const lines = messages.split("\n").map(words);
  mention(index, place, RANKS.number, [[digits]]);
  mention(index, place, RANKS.name, [words(name)]);
  mention(index, place, RANKS.family, family.phrases.filter(({ length }) => length === 1));
  mention(index, place, RANKS.familyPart, family.phrases);
  mention(index, place, RANKS.also, alsoCalled);
  mention(index, place, RANKS.constants, constants.split("\n").map(words));
  mention(index, place, RANKS.messages, lines);
  mention(index, place, RANKS.summary, [words(summary)]);
  for (const line of lines) {
    index.messages.push({ place, words: [...new Set(line)] });
  }

  const called = key(words(name));
  // Two codes of DNS are NOTAUTH, "NOTAUTH (TSIG)" and "NOTAUTH (zone)".
  const unqualified = key(words(name.replace(/[(（].*/, "")));
  const names = [digits, called, unqualified, digits + called, ...alsoCalled.map(key)];
  for (const one of new Set(names.filter(Boolean))) {
    family.keys.set(one, [...(family.keys.get(one) ?? []), code]);
  }
}

/**
 * @param {Index} index
 * @param {number} place
 * @param {Mention["ranks"]} ranks
 * @param {string[][]} phrases
 */
function mention(index, place, ranks, phrases) {
  for (const phrase of phrases) {
    for (const word of new Set(phrase)) {
      const mentions = index.vocabulary.get(word) ?? [];
      mentions.push({ place, ranks, share: 1 / phrase.length });
      index.vocabulary.set(word, mentions);
    }
  }
}

/**
 * The same name however it is parted: "not found" is "NotFound", but "1 4" is not "14".
 *
 * @param {string[]} parts
 */
export function key(parts) {
  return parts.join(" ").replace(/(?<!\d) | (?!\d)/g, "");
}
