// What the search shows of a code or a pair: a link that is an option of its list.

/**
 * @typedef {import("./search-file.js").Knowledge} Knowledge
 * @typedef {import("./search-find.js").Result} Result
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/**
 * @param {Knowledge} knowledge
 * @param {Result} result
 * @param {string} href
 */
export function option({ pair }, { a, b }, href) {
  const link = element("a", "finder-result");
  link.href = href;
  link.role = "option";
  link.tabIndex = -1;
  link.ariaSelected = "false";

  const family = element("span", "finder-family", a.family.name);
  const summary = element("span", "summary");
  if (b) {
    const names = { a: a.glyph, b: b.glyph };
    const text = pair.replace(/\{([ab])\}/g, (_, one) => names[/** @type {"a" | "b"} */ (one)]);
    link.classList.add("finder-pair");
    link.append(element("bdi", "glyph", text));
    summary.append(element("bdi", "", a.label), " · ", element("bdi", "", b.label));
  } else {
    if (a.mark) {
      link.append(element("span", `mark ${a.mark}`), " ");
    }
    link.append(element("bdi", "glyph", a.glyph), " ", element("bdi", "label", a.label));
    summary.textContent = a.summary;
    summary.dir = "auto";
  }
  link.append(" ", family, " ", summary);
  return link;
}

/**
 * Where a result leads. With `first`, a code leads to its comparison with that one.
 *
 * @param {Knowledge} knowledge
 * @param {Result} result
 * @param {import("./search-index.js").Code} [first]
 */
export function address({ root }, { a, b }, first) {
  const family = a.family.id;
  const other = first ?? b;
  if (!other) {
    return new URL(`${family}/${a.slug}`, root).href;
  }
  const [lower, higher] = a.place < other.place ? [a, other] : [other, a];
  return new URL(`compare/${family}/${lower.slug}-vs-${higher.slug}`, root).href;
}
