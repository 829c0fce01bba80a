// The matrix of all pairs of a family: lights the row and the column of a cell, lets arrow keys
// move between cells, and is a picker where the screen is too narrow for a grid.

const table = /** @type {HTMLTableElement} */ (document.querySelector("table.matrix"));

/** @param {unknown} node @returns {HTMLTableCellElement | null} The cell that it is in. */
function cellOf(node) {
  return node instanceof Element && table.contains(node) ? node.closest("td, th") : null;
}

/** @param {HTMLTableCellElement} cell */
function rowOf(cell) {
  return /** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex;
}

// Light

/** @type {Set<Element>} */
let lit = new Set();

/** Puts the light on a cell, or out. @param {HTMLTableCellElement | null} cell */
function light(cell) {
  const next = cell ? crossing(cell) : new Set();
  for (const element of lit) if (!next.has(element)) element.classList.remove("on");
  for (const element of next) if (!lit.has(element)) element.classList.add("on");
  lit = next;
}

/**
 * A cell's row, and its column from the head down to it.
 * @param {HTMLTableCellElement} cell
 * @returns {Set<Element>}
 */
function crossing(cell) {
  const row = rowOf(cell);
  const column = cell.cellIndex;
  const crossed = new Set();
  if (row > 0) crossed.add(table.rows[row]).add(table.rows[row].cells[0]);
  if (column > 0) {
    const last = row > 0 ? row : table.rows.length - 1;
    for (let above = 0; above <= last; above++) {
      const part = table.rows[above].cells[column];
      if (part) crossed.add(part);
    }
  }
  return crossed;
}

table.addEventListener("pointerover", ({ target }) => light(cellOf(target)));
table.addEventListener("pointerleave", () => light(cellOf(document.activeElement)));
table.addEventListener("focusin", ({ target }) => light(cellOf(target)));
table.addEventListener("focusout", ({ relatedTarget }) => light(cellOf(relatedTarget)));

// Arrow keys

/** @type {Record<string, [down: number, onward: number]>} */
const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The next link in a key's direction. A column begins at the diagonal, so the way to its header
 * leads past rows that are too short.
 * @param {HTMLTableCellElement} cell
 * @param {string} key
 */
function neighbour(cell, key) {
  const [down, right] = steps[key];
  const onward = getComputedStyle(table).direction === "rtl" ? -right : right;
  let row = rowOf(cell);
  let column = cell.cellIndex;
  do {
    row += down;
    column += onward;
    const link = table.rows[row]?.cells[column]?.querySelector("a");
    if (link) return link;
  } while (down && table.rows[row]);
  return null;
}

table.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, shiftKey, altKey } = event;
  const cell = cellOf(target);
  if (!cell || !(key in steps) || ctrlKey || metaKey || shiftKey || altKey) return;
  const link = neighbour(cell, key);
  if (link) {
    event.preventDefault();
    link.focus();
  }
});

// Picker

/** @typedef {[link: HTMLAnchorElement, other: Code]} Pair */
/** @typedef {{ slug: string, glyph: string, name: string, pairs: Pair[] }} Code */

/** The codes in the order of the table, each with its pairs: its row, and then its column. */
function readCodes() {
  /** @type {Map<string, Code>} */
  const codes = new Map();

  /** @param {HTMLTableCellElement} header */
  function codeOf(header) {
    const link = /** @type {HTMLAnchorElement} */ (header.querySelector("a"));
    const slug = link.pathname.split("/").at(-1) ?? "";
    const { textContent: glyph, title: name } = link;
    const code = codes.get(slug) ?? { slug, glyph, name: name === glyph ? "" : name, pairs: [] };
    codes.set(slug, code);
    return code;
  }

  const [head, ...rows] = table.rows;
  const columns = [...head.cells].slice(1).map(codeOf);
  for (const row of rows) {
    const [header, ...cells] = row.cells;
    const higher = codeOf(header);
    cells.forEach((cell, column) => {
      const link = cell.querySelector("a");
      if (!link) return;
      columns[column].pairs.push([link, higher]);
      higher.pairs.push([link, columns[column]]);
    });
  }
  return codes;
}

/** @param {Pair} pair */
function entry([link, other]) {
  const count = document.createElement("b");
  count.textContent = link.textContent;
  const named = /** @type {HTMLAnchorElement} */ (link.cloneNode());
  named.removeAttribute("aria-label");
  const name = link.getAttribute("aria-label") ?? "";
  named.append(name.slice(0, name.lastIndexOf(",")), " ", count);
  const item = document.createElement("li");
  item.append(named);
  if (other.name) {
    const more = document.createElement("small");
    more.textContent = other.name;
    item.append(" ", more);
  }
  return item;
}

function makePicker() {
  const codes = readCodes();
  const select = document.createElement("select");
  for (const { slug, glyph, name } of codes.values()) {
    select.append(new Option(`${glyph} ${name}`.trim(), slug));
  }
  const label = document.createElement("label");
  label.append(`${table.dataset.pick} `, select);
  const pick = document.createElement("p");
  pick.className = "matrix-pick";
  pick.append(label);
  const list = document.createElement("ul");
  list.className = "matrix-list";

  function show() {
    list.replaceChildren(...(codes.get(select.value)?.pairs ?? []).map(entry));
  }

  // The address says which code was picked, so that the way back from a pair leads to its list.
  function follow() {
    const slug = location.hash.slice(1);
    if (codes.has(slug)) select.value = slug;
    show();
  }

  select.addEventListener("change", () => {
    history.replaceState(history.state, "", `#${select.value}`);
    show();
  });
  addEventListener("hashchange", follow);
  follow();
  return [pick, list];
}

const narrow = matchMedia("(width < 700px)");
const grid = /** @type {HTMLElement} */ (table.closest(".wide") ?? table);
/** @type {HTMLElement[]} */
let picker = [];

function arrange() {
  grid.hidden = narrow.matches;
  if (narrow.matches) {
    if (picker.length === 0) picker = makePicker();
    grid.after(...picker);
  } else {
    for (const part of picker) part.remove();
    // The headers stay in view; what has focus is not to be scrolled behind them.
    const corner = table.rows[0].cells[0];
    grid.style.scrollPaddingBlockStart = `${corner.offsetHeight}px`;
    grid.style.scrollPaddingInlineStart = `${corner.offsetWidth}px`;
  }
}

narrow.addEventListener("change", arrange);
arrange();
