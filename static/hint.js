// Tells readers that this page is there in a language they like better: by a link that goes as soon
// as they turn to something else, never by sending them there.

/** Language and script: pt-PT reads pt-BR, zh-TW doesn't read zh-Hans. @param {string} tag */
function reading(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return "";
  }
}

/** @param {HTMLDetailsElement} menu */
function preferred(menu) {
  const links = [...menu.querySelectorAll("a")];
  for (const wanted of navigator.languages.map(reading)) {
    if (wanted === reading(document.documentElement.lang)) return;
    const link = links.find(({ lang }) => reading(lang) === wanted);
    if (link) return link;
  }
}

/**
 * Shows the hint below the menu, and tells whether there was one.
 * @param {HTMLDetailsElement} menu
 */
export async function suggest(menu) {
  const link = preferred(menu);
  if (!link) return false;
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.role = "status";
  menu.after(hint);
  // A status is announced when something comes into it, not when it comes.
  await new Promise((resolve) => setTimeout(resolve, 100));
  hint.append(link.cloneNode(true));

  const left = new AbortController();
  const { signal } = left;
  const hasFocus = () => hint.contains(document.activeElement);
  function leave() {
    left.abort();
    if (hasFocus()) menu.querySelector("summary")?.focus();
    hint.remove();
  }
  addEventListener("keydown", ({ key }) => key === "Escape" && leave(), { signal });
  addEventListener("scroll", () => hasFocus() || leave(), { signal });
  addEventListener(
    "click",
    ({ target }) => (target instanceof Node && hint.contains(target)) || leave(),
    { signal },
  );
  return true;
}
