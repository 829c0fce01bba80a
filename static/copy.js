// Copy buttons: each copies the code before it and says so for two seconds.

const status = document.createElement("span");
status.className = "aside";
status.role = "status";
document.body.append(status);

/** @type {WeakMap<Element, string>} What a button says when it has nothing to tell. */
const words = new WeakMap();

/** @param {HTMLElement} button */
async function copy(button) {
  const code = button.previousElementSibling;
  if (!code) return;
  const text = code.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed: with the text selected, the reader's own shortcut does it.
    getSelection()?.selectAllChildren(code);
    return;
  }
  if (words.has(button)) return;
  const done = button.dataset.done ?? "";
  words.set(button, button.textContent);
  button.textContent = done;
  // The name of the button is what it copies, so its text is not heard.
  status.textContent = `${done} ${text}`;
  setTimeout(() => {
    button.textContent = words.get(button) ?? "";
    words.delete(button);
    status.textContent = "";
  }, 2000);
}

addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest(".copy");
  if (button) copy(/** @type {HTMLElement} */ (button));
});
