// The switch for the shortcut `/`: who speaks to the computer, or hits keys by accident, needs to
// be able to turn it off. page.js heeds it at every keypress.

import { element } from "./search-option.js";

const key = `${new URL("..", import.meta.url).pathname} slash`;
const box = element("input");
const words = element("span");

/** A checkbox with its label; `nameSlash` gives the words. */
export const slashSwitch = element("label");
slashSwitch.append(box, " ", words);
box.type = "checkbox";
box.addEventListener("change", () => {
  try {
    if (box.checked) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, "off");
    }
  } catch {
    // Where nothing may be stored, the shortcut stays as it is.
  }
});

/** @param {string} text */
export function nameSlash(text) {
  words.textContent = text;
}

/** Another tab may have changed it. */
export function refreshSlash() {
  try {
    box.checked = localStorage.getItem(key) !== "off";
  } catch {
    box.checked = true;
  }
}
