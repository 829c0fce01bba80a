// What the search finds, without a browser: queries against a small index, and against a large one.

import assert from "node:assert/strict";
import test from "node:test";
import { find } from "../../static/search-find.js";
import { prepare } from "../../static/search-index.js";
import { typedWords, words } from "../../static/search-words.js";

/** @typedef {import("../../static/search-index.js").Row} Row */
/** @typedef {import("../../static/search-index.js").SearchFile} SearchFile */

/**
 * @param {string} slug
 * @param {string} name
 * @param {Partial<Record<"number" | "also" | "summary" | "constants" | "messages", string>>} [more]
 * @returns {Row}
 */
const row = (slug, name, { number = slug, also = "", summary = "", constants = "", messages = "" } = {}) =>
  [slug, number, name, "error", also, summary, constants, messages];

/** @type {SearchFile} */
const file = {
  words: {},
  pair: "{a} vs {b}",
  families: [
    {
      id: "http",
      name: "HTTP",
      aliases: ["status code"],
      by: "number",
      codes: [
        row("302", "Found", { messages: "ERR_TOO_MANY_REDIRECTS" }),
        row("401", "Unauthorized", { also: "não autorizado, not logged in", summary: "Sign in." }),
        row("403", "Forbidden", { summary: "Unlike 401, signing in doesn't help." }),
        row("404", "Not Found", {
          constants: "http.StatusNotFound",
          messages: 'open() "/srv/www/logo.png" failed (2: No such file or directory)',
        }),
        row("408", "Request Timeout", { also: "请求超时、等待请求过久", summary: "Too slow." }),
        row("503", "Service Unavailable", { also: "служба недоступна" }),
        row("505", "HTTP Version Not Supported"),
      ],
    },
    {
      id: "websocket",
      name: "WebSocket",
      aliases: ["ws", "WebSocket Close Codes"],
      by: "number",
      codes: [
        row("1006", "Abnormal Closure", { summary: "A timeout on the way, among others." }),
        row("1007", "Invalid Payload Data", { summary: "Text that is not UTF-8: ёлка." }),
        row("3008", "Timeout"),
      ],
    },
    {
      id: "grpc",
      name: "gRPC",
      aliases: [],
      by: "name",
      codes: [
        row("1", "CANCELLED"),
        row("4", "DEADLINE_EXCEEDED", { also: "timed out", messages: "context deadline: timeout" }),
        row("10", "ABORTED"),
        row("14", "UNAVAILABLE"),
      ],
    },
    {
      id: "dns",
      name: "DNS",
      aliases: ["mail server"],
      by: "name",
      codes: [
        row("9-tsig", "NOTAUTH (TSIG)", { number: "9" }),
        row("9-zone", "NOTAUTH (zone)", { number: "9" }),
        row("10", "NOTZONE"),
        row("16-badsig", "BADSIG", { number: "16" }),
        row("16-badvers", "BADVERS", { number: "16" }),
      ],
    },
    { id: "coap", name: "CoAP", aliases: [], by: "number", codes: [row("4-03", "No", { number: "4.03" })] },
    {
      id: "mqtt",
      name: "MQTT",
      aliases: [],
      by: "number",
      codes: [row("0x80", "Unspecified", { number: "0x80" }), row("0x87", "Refused", { number: "0x87" })],
    },
  ],
};

const index = prepare(file, "en");

/**
 * @param {string} query
 * @param {{ family?: string, except?: string }} [scope]
 */
const found = (query, scope) =>
  find(index, query, scope).map(({ a, b }) =>
    b ? `${a.family.id} ${a.glyph} vs ${b.glyph}` : `${a.family.id} ${a.glyph}`,
  );

test("a number finds its code, and the family tells which", () => {
  assert.equal(found("1007")[0], "websocket 1007");
  assert.deepEqual(found("ws 1007"), ["websocket 1007"]);
  assert.deepEqual(found("ws1007"), ["websocket 1007"]);
  assert.deepEqual(found("10").slice(0, 2), ["grpc ABORTED", "dns NOTZONE"], "before 1006 and 1007");
  assert.deepEqual(found("dns 10"), ["dns NOTZONE"]);
  assert.deepEqual(found("0X87"), ["mqtt 0x87"]);
  assert.deepEqual(found("0x8"), ["mqtt 0x80", "mqtt 0x87"]);
  assert.equal(found("error code 404")[0], "http 404", "whatever stands around three digits");
});

test("a number with a point is not the one without it", () => {
  assert.deepEqual(found("4.03"), ["coap 4.03"]);
  assert.ok(!found("403").includes("coap 4.03"));
});

test("two codes give their comparison first, then themselves", () => {
  const expected = ["http 401 vs 403", "http 401", "http 403"];
  for (const query of [
    "401 403", "403 401", "401 vs 403", "401/403", "401,403", "http 401 403", "401 или 403",
    "401 unauthorized vs 403 forbidden", "not logged in versus forbidden", "４０１ 403",
  ]) {
    assert.deepEqual(found(query).slice(0, 3), expected, query);
  }
  assert.equal(found("aborted unavailable")[0], "grpc ABORTED vs UNAVAILABLE");
  assert.equal(found("ws 1006 1007")[0], "websocket 1006 vs 1007");
});

test("two codes are compared in every family that has both, in its order", () => {
  assert.deepEqual(found("10 9").slice(0, 2), [
    "dns NOTAUTH (TSIG) vs NOTZONE", "dns NOTAUTH (zone) vs NOTZONE",
  ]);
  assert.equal(found("notzone notauth")[0], "dns NOTAUTH (TSIG) vs NOTZONE");
});

test("what names one code is no pair", () => {
  assert.equal(found("16-badsig")[0], "dns BADSIG");
  assert.deepEqual(found("401 unauthorized"), ["http 401"]);
  assert.deepEqual(found("404 404"), ["http 404"]);
});

test("two numbers are not the number that they make together", () => {
  assert.equal(found("1 4")[0], "grpc CANCELLED vs DEADLINE_EXCEEDED");
  assert.ok(!found("1 4").includes("grpc UNAVAILABLE"));
});

test("a name outranks part of one, that what people say, and that a message and a summary", () => {
  assert.deepEqual(found("timeout"), [
    "websocket 3008", "http 408", "grpc DEADLINE_EXCEEDED", "websocket 1006",
  ]);
  assert.deepEqual(found("unavailable"), ["grpc UNAVAILABLE", "http 503"]);
  assert.equal(found("http version not supported")[0], "http 505");
});

test("constants and messages are found, however they are written", () => {
  assert.deepEqual(found("ERR_TOO_MANY_REDIRECTS"), ["http 302"]);
  for (const query of ["NotFound", "not_found", "http.StatusNotFound"]) {
    assert.equal(found(query)[0], "http 404", query);
  }
});

test("a whole line of a log finds the message in it", () => {
  const line =
    '2030/01/31 12:00:00 [error] 31#31: *1 open() "/var/www/favicon.ico" failed (2: No such file or directory), client: 192.0.2.1';
  assert.equal(found(line)[0], "http 404");
});

test("neither case nor diacritics nor punctuation matter", () => {
  for (const query of ["invalid utf-8", "Invalid UTF8", "invalid utf 8", "елка", "ЁЛКА"]) {
    assert.deepEqual(found(query), ["websocket 1007"], query);
  }
  for (const query of ["não autorizado", "nao autorizado", "NÃO AUTORIZADO"]) {
    assert.deepEqual(found(query), ["http 401"], query);
  }
});

test("endings bend", () => {
  assert.deepEqual(found("недоступен"), ["http 503"]);
  assert.deepEqual(found("служба недоступны"), ["http 503"]);
});

test("Chinese is cut into words, and they are found inside of others", () => {
  assert.deepEqual(found("超时"), ["http 408"]);
  assert.deepEqual(found("超时请求"), ["http 408"]);
  assert.deepEqual(words("无效的UTF-8数据"), ["无效的", "utf", "8", "数据"]);
  assert.ok(typedWords("请求超时", "zh-Hans").length > 1);
});

test("every word has to be found, and nothing typed finds nothing", () => {
  assert.deepEqual(found("forbidden zebra"), []);
  assert.deepEqual(found(""), []);
  assert.deepEqual(found(" / "), []);
});

test("a family's words alone find its codes, in their order", () => {
  assert.deepEqual(found("ws"), ["websocket 1006", "websocket 1007", "websocket 3008"]);
  assert.equal(found("mail")[0], "dns NOTAUTH (TSIG)");
});

test("for a comparison, codes of one family are found, without the first and without pairs", () => {
  assert.equal(found("", { family: "http" }).length, 7);
  assert.deepEqual(found("", { family: "grpc", except: "4" }), [
    "grpc CANCELLED", "grpc ABORTED", "grpc UNAVAILABLE",
  ]);
  assert.deepEqual(found("40", { family: "http", except: "401" }), ["http 403", "http 404", "http 408"]);
  assert.deepEqual(found("401 403", { family: "http", except: "401" }), ["http 403"]);
  assert.equal(found("401 403", { family: "http" })[0], "http 401 vs 403");
});

test("a thousand codes are told apart", () => {
  const codes = Array.from({ length: 1000 }, (_, place) =>
    row(String(10_000 + place), `Name ${place} of many`, {
      also: String.fromCharCode(97 + (place % 26)).repeat(6),
      summary: `What code number ${place} means, in a line of words like all the others`,
      messages: `error E${place}: it failed`,
    }),
  );
  const large = prepare(
    { ...file, families: [{ id: "big", name: "Big", aliases: [], by: "number", codes }] },
    "en",
  );
  assert.deepEqual(find(large, "10500").map(({ a }) => a.slug), ["10500"]);
  assert.equal(find(large, "109").length, 101, "one hundred begin so, and 10109 has it inside");
  const [{ a, b }] = find(large, "10999 10001");
  assert.deepEqual([a.slug, b?.slug], ["10001", "10999"]);
  assert.equal(find(large, "name many failed").length, 1000);
  assert.deepEqual(find(large, "cccccc").map(({ a }) => a.place % 26), Array(39).fill(2));
});
