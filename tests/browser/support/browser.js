// A real Chromium, and pages in it that know nothing of each other.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser of this machine: what `CHROMIUM` names, else the first found on the path. */
function executable() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) {
    throw new Error("there is no Chromium: install it, or name its program in CHROMIUM");
  }
  return found;
}

/** A browser that reaches this machine and nothing else. */
export function launch() {
  return chromium.launch({
    executablePath: executable(),
    args: [
      // Chromium's sandbox is not to be had for root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--no-first-run",
    ],
  });
}
