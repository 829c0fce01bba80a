// At the end of every page that the development server makes. It follows what the server tells: a
// new site to load, new styles to put on, or problems to show over the page.

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const version = script.dataset.version ?? "";

  /** @typedef {{ place: string | null, text: string }} Problem */
  /** @typedef {{ title: string, list: Problem[] }} Problems */
  /** @typedef {{ version: string | null, styles: string[], problems: Problems | null }} Message */

  /** @type {EventSource | undefined} */
  let events;

  // A tab that nobody sees asks again when it is seen: browsers open only six connections to a server.
  function listen() {
    if (document.visibilityState === "hidden") {
      events?.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource(new URL("events", script.src));
      events.onmessage = ({ data }) => follow(JSON.parse(data));
    }
  }
  listen();
  document.addEventListener("visibilitychange", listen);

  /** @param {Message} message */
  function follow(message) {
    if (message.version && message.version !== version) location.reload();
    else {
      putOn(message.styles);
      tell(message.problems);
    }
  }

  /** @param {string[]} styles */
  function putOn(styles) {
    const fresh = new Map(styles.map((style) => new URL(style, location.href)).map((url) => [url.pathname, url.href]));
    /** @type {NodeListOf<HTMLLinkElement>} */
    const links = document.querySelectorAll('link[rel="stylesheet"]');
    for (const link of links) {
      const href = fresh.get(new URL(link.href).pathname);
      if (!href || href === link.href) continue;
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = href;
      // The old one goes when the new one is there, so that the page is never bare.
      next.onload = () => link.remove();
      link.after(next);
    }
  }

  const host = document.createElement("div");
  host.id = "versus-problems";
  host.lang = "en";
  host.dir = "ltr";
  host.popover = "manual";
  const shadow = host.attachShadow({ mode: "open" });

  /** @param {Problems | null} problems */
  function tell(problems) {
    host.remove();
    if (!problems) return;
    const style = element("link", { rel: "stylesheet", href: new URL("overlay.css", script.src).href });
    const hide = element("button", { type: "button", textContent: "Hide" });
    hide.onclick = () => host.remove();
    const head = element("div", { className: "head" }, [element("h2", { textContent: problems.title }), hide]);
    const about = version
      ? "This page shows the site as it was before. As soon as the files have no errors, it shows the new one."
      : "As soon as the files have no errors, the page comes by itself.";
    const list = problems.list.map(({ place, text }) =>
      element("section", {}, [...(place ? [copyable(place)] : []), element("pre", { textContent: text.trimEnd(), tabIndex: 0 })]),
    );
    const box = element("div", { className: "box", role: "alert" }, [head, element("p", { textContent: about }), ...list]);
    shadow.replaceChildren(style, box);
    document.body.append(host);
    // Above whatever dialog is open.
    host.showPopover();
  }

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") host.remove();
  });

  /** @param {string} place */
  function copyable(place) {
    const button = element("button", { type: "button", className: "place", textContent: place, title: "Copy" });
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(place);
        button.dataset.copied = "";
        setTimeout(() => delete button.dataset.copied, 2000);
      } catch {
        // Where the clipboard is forbidden, the text can be selected.
        getSelection()?.selectAllChildren(button);
      }
    };
    return button;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} properties
   * @param {Node[]} children
   */
  function element(name, properties, children = []) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }
})();
