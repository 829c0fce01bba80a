// On 404.html: shows the words of one language, and looks whether the page that was meant stands
// at a neighbouring address. Without this script all languages are shown, with links that help.

const base = document.currentScript?.dataset.base;

/**
 * The addresses that a mistyped path may have meant, most probable first.
 * @param {string} path
 */
function candidates(path) {
  const trimmed = path.replace(/\.html$/, "").replace(/\/+$/, "");
  const found = [trimmed, `${trimmed}/`];
  const pair = /^(.*\/compare\/[^/]+\/)(.+)-vs-(.+)$/.exec(trimmed);
  if (pair) {
    found.unshift(`${pair[1]}${pair[3]}-vs-${pair[2]}`);
  }
  const all = [...found, ...found.map((candidate) => candidate.toLowerCase())];
  return [...new Set(all)].filter((candidate) => candidate !== path && candidate !== "");
}

async function resolve() {
  for (const candidate of candidates(location.pathname)) {
    try {
      const answer = await fetch(candidate, { method: "HEAD" });
      if (answer.ok) {
        location.replace(candidate + location.search + location.hash);
        return;
      }
    } catch {
      return; // Offline: the words on the page say what to do.
    }
  }
}

function showOneLanguage() {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll("section.not-found");
  const path = location.pathname;
  /** @param {HTMLElement} section */
  const home = (section) => section.dataset.home ?? "";
  const own = [...sections]
    .filter((section) => path.startsWith(home(section)))
    .sort((a, b) => home(b).length - home(a).length)[0];
  if (path.startsWith(`${base}/`) && own) {
    for (const section of sections) {
      section.hidden = section !== own;
    }
    document.documentElement.lang = own.lang;
    document.documentElement.dir = own.dir;
  }
}

showOneLanguage();
resolve();
