// How the search finds codes and pairs. No page is needed for this.

import { key } from "./search-index.js";
import { fitting, fold, typedWords } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-index.js").Family} Family
 * @typedef {import("./search-index.js").Code} Code
 *
 * A code, or with `b` a pair.
 * @typedef {{ a: Code, b?: Code }} Result
 */

/** What a query adds that names a code and nothing else; words alone never reach this. */
const EXACT = { number: 20_000, name: 10_000, half: 5_000 };

/** More words than this name no pair: they are a line from a log. */
const LONGEST = 12;

/**
 * The pairs and codes that a query means, best first. Every word of it has to be found in a code,
 * except beside a number of three digits, which means its code in "error 404" as well. Within a
 * family, all of its codes are found while nothing has been typed; `except` is the code that is to
 * be compared: no pair is offered then, nor that code.
 *
 * @param {Index} index
 * @param {string} query
 * @param {{ family?: string, except?: string }} [scope]
 * @returns {Result[]}
 */
export function find(index, query, { family, except } = {}) {
  const asked = askedWords(index, query);
  const families = index.families.filter(({ id }) => !family || id === family);
  const within = index.codes.filter(
    (code) => families.includes(code.family) && !(family && code.slug === except),
  );
  if (asked.length === 0) {
    return family ? within.map((code) => ({ a: code })) : [];
  }

  const scores = scoresOfWords(index, asked);
  const numbers = asked.filter((word) => /^\d{3,}$/.test(word));
  const pairs = families.flatMap((one) => {
    const forms = [asked, asked.filter((word) => !one.words.has(word)), numbers];
    raiseNamed(one, forms, scores);
    return pairsNamed(one, forms);
  });
  for (const { a, b } of pairs) {
    scores[a.place] = Math.max(scores[a.place], EXACT.half);
    scores[b.place] = Math.max(scores[b.place], EXACT.half);
  }
  if (!within.some(({ place }) => scores[place] > 0)) {
    raiseQuoted(index, asked, scores);
  }
  const codes = within
    .filter(({ place }) => scores[place] > 0)
    .sort((a, b) => scores[b.place] - scores[a.place] || a.place - b.place)
    .map((code) => ({ a: code }));
  return except ? codes : [...pairs, ...codes];
}

/**
 * The words of a query without "vs". A number that is spelled with a point ("4.03") stays whole.
 *
 * @param {Index} index
 * @param {string} query
 */
function askedWords(index, query) {
  return fold(query)
    .split(/[\s,;]+/)
    .flatMap((chunk) =>
      index.spelled.some((number) => chunk !== "" && number.startsWith(chunk))
        ? [chunk]
        : typedWords(chunk, index.language),
    )
    .filter((word) => !index.between.has(word));
}

/**
 * The score of every code: the sum over the words, or 0 where one of them is missing.
 *
 * @param {Index} index
 * @param {string[]} asked
 */
function scoresOfWords(index, asked) {
  let sums = scoresOfWord(index, asked[0]);
  for (const word of asked.slice(1)) {
    if (!sums.some(Boolean)) {
      break;
    }
    const scores = scoresOfWord(index, word);
    sums = sums.map((sum, place) => sum && scores[place] && sum + scores[place]);
  }
  return sums;
}

/**
 * @param {Index} index
 * @param {string} word
 */
function scoresOfWord(index, word) {
  const scores = new Float64Array(index.codes.length);
  const fit = fitting(word);
  for (const [candidate, mentions] of index.vocabulary) {
    const how = fit(candidate);
    if (how) {
      for (const { place, ranks, share } of mentions) {
        scores[place] = Math.max(scores[place], ranks[how] && ranks[how] + share);
      }
    }
  }
  return scores;
}

/**
 * Raises the codes of a family that the query names: by number, by name, or as people call them.
 *
 * @param {Family} family
 * @param {string[][]} forms
 * @param {Float64Array} scores
 */
function raiseNamed(family, forms, scores) {
  const named = new Set(forms.map(key));
  for (const name of named) {
    for (const code of family.keys.get(name) ?? []) {
      scores[code.place] += fold(code.number) === name ? EXACT.number : EXACT.name;
    }
  }
}

/**
 * The pairs of a family that the query names, wherever it is parted: "aborted unavailable",
 * "403 Forbidden 401".
 *
 * @param {Family} family
 * @param {string[][]} forms
 */
function pairsNamed(family, forms) {
  /** @type {Map<string, { a: Code, b: Code }>} */
  const pairs = new Map();
  const parted = forms.filter((form) => form.length <= LONGEST && !family.keys.has(key(form)));
  for (const form of parted) {
    for (let middle = 1; middle < form.length; middle += 1) {
      for (const one of family.keys.get(key(form.slice(0, middle))) ?? []) {
        for (const other of family.keys.get(key(form.slice(middle))) ?? []) {
          const [a, b] = one.place < other.place ? [one, other] : [other, one];
          if (a !== b) {
            pairs.set(`${a.place} ${b.place}`, { a, b });
          }
        }
      }
    }
  }
  return [...pairs.values()];
}

/**
 * Raises the codes whose log message stands in the query, when somebody pastes a whole line with
 * its times and addresses.
 *
 * @param {Index} index
 * @param {string[]} asked
 * @param {Float64Array} scores
 */
function raiseQuoted(index, asked, scores) {
  const said = new Set(asked);
  for (const { place, words: message } of index.messages) {
    const heard = message.filter((word) => said.has(word)).length;
    if (heard > 1 && heard >= Math.min(message.length, 3) && heard >= message.length * 0.6) {
      scores[place] = Math.max(scores[place], heard);
    }
  }
}
