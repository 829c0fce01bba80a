// Classic and blocking: the remembered theme has to stand before the first paint.
try {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const theme = localStorage.getItem(`${new URL("..", script.src).pathname} theme`);
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Where storage is forbidden, the system's theme it is.
}
