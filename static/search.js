// The search: a dialog that finds codes and pairs of the whole site, or picks the codes of a
// comparison. A combobox with a listbox, as the ARIA Authoring Practices describe it; its options
// are links, so that a mouse can do with them what it does with links.

import { knowledge } from "./search-file.js";
import { find } from "./search-find.js";
import { address, element, option } from "./search-option.js";
import { nameSlash, refreshSlash, slashSwitch } from "./search-slash.js";

/**
 * Without a family: find. With one: pick two of its codes, of which `code` is the first.
 * @typedef {{ opener: HTMLElement, family?: string, code?: string }} Task
 */

/** More results than this nobody reads: another letter is quicker. */
const SHOWN = 20;

const input = element("input", "finder-input");
const closing = element("button", "finder-close");
const list = element("div", "finder-results");
const status = element("p", "finder-status");
const allCodes = element("a");
const dialog = build();

/** @type {Task} */
let task;
/** @type {import("./search-file.js").Knowledge | undefined} */
let current;
/** @type {HTMLAnchorElement[]} */
let options = [];
/** The place of the option that Enter follows, or -1. */
let active = -1;

/**
 * Shows the dialog at once, so that nothing that is typed gets lost, and fetches what it needs.
 * Fails if that can't be had and the reader still waits for it.
 *
 * @param {Task} asked
 */
export async function open(asked) {
  const link = allCodesLink();
  const place = /** @type {HTMLElement} */ (link.closest("[lang]"));
  task = asked;
  current = undefined;
  input.value = "";
  refreshSlash();
  allCodes.href = link.href;
  dialog.lang = place.lang;
  dialog.dir = place.dir;
  name(link.firstChild?.textContent ?? "");
  if (!dialog.open) {
    dialog.showModal();
  }
  try {
    current = await knowledge(new URL(".", link.href).href, place.lang);
    speak(current.words);
    update();
  } catch (error) {
    if (dialog.open) {
      dialog.close();
      throw error;
    }
  }
}

/** The link that the search stands in for. 404.html has one a language, and shows one of them. */
function allCodesLink() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a.search");
  return [...links].find((link) => link.getClientRects().length > 0) ?? links[0];
}

function build() {
  input.type = "text";
  input.role = "combobox";
  input.autocomplete = "off";
  input.autocapitalize = "off";
  input.spellcheck = false;
  input.enterKeyHint = "go";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", "finder-results");
  input.addEventListener("input", (event) => {
    // Half a word of an input method finds nothing.
    if (!(event instanceof InputEvent && event.isComposing)) {
      update();
    }
  });
  input.addEventListener("compositionend", update);
  input.addEventListener("keydown", press);

  closing.type = "button";
  closing.addEventListener("click", () => dialog.close());

  list.id = "finder-results";
  list.role = "listbox";
  list.tabIndex = -1;
  list.hidden = true;
  // Keeps the focus where the keys are.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  status.role = "status";

  const box = element("div", "finder-box");
  box.append(input, closing);
  const foot = element("div", "finder-foot");
  foot.append(slashSwitch, " ", allCodes);

  const made = element("dialog", "finder");
  made.append(box, status, list, foot);
  made.addEventListener("mousedown", (event) => event.target === made && made.close());
  // The browser gives the focus back to where it was, if it was anywhere.
  made.addEventListener("close", () => {
    const focused = document.activeElement;
    if (focused === document.body || made.contains(focused)) {
      task.opener.focus({ preventScroll: true });
    }
  });
  document.body.append(made);
  return made;
}

/** @param {Record<string, string>} words */
function speak(words) {
  closing.textContent = words.close;
  nameSlash(words.slash);
  allCodes.textContent = words.all;
  list.ariaLabel = words.results;
}

/** @param {string} label What the reader is asked for. */
function name(label) {
  dialog.ariaLabel = label;
  input.ariaLabel = label;
  input.placeholder = label;
}

/** Shows what has been found for what has been typed. */
function update() {
  const known = current;
  if (!known) {
    return;
  }
  const { index, words } = known;
  const first = index.codes.find(
    ({ family, slug }) => family.id === task.family && slug === task.code,
  );
  const label = taskName(words, first);
  name(label);
  if (!task.family) {
    input.placeholder = words.hint;
  }

  const typed = input.value.trim() !== "";
  const found = find(index, input.value, { family: task.family, except: task.code });
  const shown = typed ? found.slice(0, SHOWN) : found;
  options = shown.map((result, place) => listed(known, result, place, first));
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  input.ariaExpanded = String(options.length > 0);
  activate(typed && options.length > 0 ? 0 : -1);

  const count = found.length > shown.length ? `${shown.length} / ${found.length}` : found.length;
  const outcome = found.length > 0 ? `${words.results} (${count})` : words.none;
  status.textContent = typed ? outcome : task.family ? label : "";
}

/**
 * @param {Record<string, string>} words
 * @param {import("./search-index.js").Code} [first]
 */
function taskName(words, first) {
  if (first) {
    return words.compare.replace("{code}", first.glyph);
  }
  return task.family ? words.compare_first : words.search;
}

/**
 * @param {import("./search-file.js").Knowledge} known
 * @param {import("./search-find.js").Result} result
 * @param {number} place
 * @param {import("./search-index.js").Code} [first]
 */
function listed(known, result, place, first) {
  const link = option(known, result, address(known, result, first));
  link.id = `finder-${place}`;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (task.family && !first && !result.b) {
      event.preventDefault();
      task = { ...task, code: result.a.slug };
      input.value = "";
      update();
    } else {
      dialog.close();
    }
  });
  return link;
}

/** @param {number} place */
function activate(place) {
  options[active]?.setAttribute("aria-selected", "false");
  active = place;
  const chosen = options[place];
  if (chosen) {
    chosen.ariaSelected = "true";
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  } else {
    list.scrollTop = 0;
    input.removeAttribute("aria-activedescendant");
  }
}

/** @param {KeyboardEvent} event */
function press(event) {
  // An input method uses the same keys, and Shift selects text.
  if (event.isComposing || event.shiftKey || event.altKey || options.length === 0) {
    return;
  }
  const chosen = options[active];
  const last = options.length - 1;
  /** @type {Record<string, number>} */
  const places = {
    ArrowDown: active < last ? active + 1 : 0,
    ArrowUp: active > 0 ? active - 1 : last,
    Home: 0,
    End: last,
  };
  if (event.key in places) {
    activate(places[event.key]);
  } else if (event.key === "Enter" && chosen && (event.ctrlKey || event.metaKey)) {
    window.open(chosen.href, "_blank");
  } else if (event.key === "Enter" && chosen) {
    chosen.click();
  } else {
    return;
  }
  event.preventDefault();
}
