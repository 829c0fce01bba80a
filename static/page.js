// What every page loads. Each part adds to something that works without it; what only some pages
// need is imported by those.

const root = document.documentElement;
const base = new URL("..", import.meta.url).pathname;

// Memory: sites of one owner share an origin, so a key names its site. Where storage is forbidden,
// nothing is remembered.

/** @typedef {"localStorage" | "sessionStorage"} Area */

/** @param {string} name @param {Area} [area] */
function recall(name, area = "localStorage") {
  try {
    return window[area].getItem(`${base} ${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value @param {Area} [area] */
function remember(name, value, area = "localStorage") {
  try {
    if (value) window[area].setItem(`${base} ${name}`, value);
    else window[area].removeItem(`${base} ${name}`);
  } catch {}
}

// Search

/** @type {NodeListOf<HTMLAnchorElement>} */
const searches = document.querySelectorAll("a.search");
const kbd = document.createElement("kbd");
kbd.ariaHidden = "true";

/** @param {HTMLAnchorElement} opener */
async function openSearch(opener) {
  try {
    const { open } = await import("./search.js");
    await open({ opener, family: opener.dataset.family, code: opener.dataset.code });
  } catch {
    location.href = opener.href;
  }
}

const slashOpens = () => recall("slash") !== "off";

function showShortcut() {
  kbd.textContent = slashOpens() ? "/" : "Ctrl K";
  for (const search of searches) {
    search.setAttribute("aria-keyshortcuts", `Control+K Meta+K${slashOpens() ? " /" : ""}`);
  }
}

/** @param {KeyboardEvent} event */
function asksForSearch({ key, code, target, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return false;
  if (ctrlKey || metaKey) {
    // A Cyrillic keyboard writes no k, but has a key in its place.
    return !shiftKey && (/^[a-z]$/i.test(key) ? /k/i.test(key) : code === "KeyK");
  }
  const writing =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"));
  return key === "/" && !writing && slashOpens();
}

if (searches.length > 0) {
  if (matchMedia("(hover: hover)").matches) document.querySelector(".top .search")?.append(kbd);
  addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    // 404.html has one in each language, and shows one of them.
    const shown = [...searches].find((search) => search.getClientRects().length > 0);
    if (!event.repeat) openSearch(shown ?? searches[0]);
  });
  // The dialog is where `/` can be switched off; its `close` doesn't bubble.
  addEventListener("close", showShortcut, true);
}

addEventListener("click", (event) => {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  const opener = target instanceof Element && target.closest("a.search, a.compare");
  if (!opener || button || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  openSearch(/** @type {HTMLAnchorElement} */ (opener));
});

// Theme: what the reader chose, or else the system's.

const themeButton = document.querySelector("button.theme");
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const systemTheme = () => (systemDark.matches ? "dark" : "light");
const theme = () => root.dataset.theme ?? systemTheme();

/** @param {string | null} chosen */
function showTheme(chosen) {
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  else delete root.dataset.theme;
  themeButton?.setAttribute("aria-pressed", String(theme() === "dark"));
}

themeButton?.addEventListener("click", () => {
  const other = theme() === "dark" ? "light" : "dark";
  const chosen = other === systemTheme() ? "" : other;
  remember("theme", chosen);
  showTheme(chosen);
});
systemDark.addEventListener("change", () => showTheme(root.dataset.theme ?? null));

/** Shows what another tab has changed, or a later page that the reader comes back from. */
function refresh() {
  showTheme(recall("theme"));
  showShortcut();
}
refresh();
addEventListener("storage", refresh);
addEventListener("pageshow", ({ persisted }) => persisted && refresh());

// Permalinks

for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
  const link = document.createElement("a");
  link.className = "permalink";
  link.href = `#${heading.id}`;
  link.textContent = "#";
  const name = heading.textContent.trim();
  link.ariaLabel = `# ${name}`;
  // Otherwise the link would be heard as a part of the heading.
  heading.ariaLabel = name;
  link.addEventListener("click", () => navigator.clipboard?.writeText(link.href).catch(() => {}));
  heading.append(" ", link);
}

// Languages

const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.languages"));

if (menu) {
  const [first] = navigator.languages;
  const asked = recall("language") ?? recall("hint", "sessionStorage");
  if (!asked && first?.split("-")[0] !== root.lang.split("-")[0]) {
    import("./hint.js")
      .then(({ suggest }) => suggest(menu))
      .then((shown) => shown && remember("hint", "shown", "sessionStorage"));
  }
  addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const link = /** @type {HTMLElement | null} */ (target.closest(".languages a, .hint a"));
    if (link) remember("language", link.lang);
    if (!menu.contains(target)) menu.open = false;
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  });
}

// What only some pages have

if (document.querySelector("table.matrix")) import("./matrix.js");
if (document.querySelector(".copy")) import("./copy.js");
