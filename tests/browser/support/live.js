// The development server, on a copy of the project that a test may edit.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { BASE } from "./server.js";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Serves a project of its own for one test.
 * @param {import("node:test").TestContext} t
 * @param {string} settings what `site.yaml` says beyond the site's own
 */
export async function edit(t, settings = "") {
  const root = await mkdtemp(join(tmpdir(), "versus-"));
  t.after(() => rm(root, { recursive: true }));
  for (const folder of ["content", "i18n", "templates", "static"]) {
    await cp(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  }
  const read = (/** @type {string} */ file) => readFile(join(root, file), "utf8");
  const write = (/** @type {string} */ file, /** @type {string} */ text) => writeFile(join(root, file), text);
  await write("content/site.yaml", (await read("content/site.yaml")) + settings);

  const url = ["--base-url", "https://example.org/versus"];
  const serve = ["run", "--locked", "--quiet", "--", "serve", "--port", "0", "--root", root, ...url];
  const server = spawn("cargo", serve, { cwd: REPOSITORY, stdio: ["ignore", "ignore", "pipe"] });
  t.after(() => server.kill());
  const lines = createInterface(server.stderr);
  const origin = await new Promise((found, failed) => {
    lines.on("line", (line) => {
      const address = /^(http:\/\/[^/]+)\/ /.exec(line);
      if (address) found(address[1]);
    });
    server.on("exit", () => failed(new Error("the server does not start")));
  });

  return {
    read,
    write,

    /** Changes the one place of a file that holds a text. */
    async replace(/** @type {string} */ file, /** @type {string} */ text, /** @type {string} */ other) {
      const before = await read(file);
      if (before.split(text).length !== 2) {
        throw new Error(`${file} does not hold it once: ${text}`);
      }
      await write(file, before.replace(text, () => other));
    },

    url: (/** @type {string} */ path) => `${origin}${BASE}/${path}`,
  };
}
