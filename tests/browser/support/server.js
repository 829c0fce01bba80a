// GitHub Pages in miniature: a built site below the path of a project's site.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";

/** The path that the site is built for: `scripts/browser` says so to `versus build`. */
export const BASE = "/versus";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/**
 * A server on this machine alone, on a port of its own.
 * @param {string} folder where the site was built
 */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    if (!site.online) {
      request.socket.destroy();
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const { status, location, file } = await find(site.folder, pathname);
    if (location) {
      response.writeHead(status, { location }).end();
      return;
    }
    const type = TYPES[file ? extname(file) : ".txt"] ?? "application/octet-stream";
    const body = file ? await readFile(file) : "There is no such site.";
    response.writeHead(status, { "cache-control": "max-age=600", "content-type": type }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(null)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const site = {
    /** What is served; another one in its place is another deployment at the same address. */
    folder,
    /** Whether anybody answers. */
    online: true,
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return site;
}

/**
 * @param {string} folder
 * @param {string} pathname
 * @returns {Promise<{ status: number, location?: string, file?: string }>}
 */
async function find(folder, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return { status: 400 };
  }
  if (path === BASE) {
    return { status: 301, location: `${BASE}/` };
  }
  // Below another path stands another site, or none.
  if (!path.startsWith(`${BASE}/`) || path.includes("\0")) {
    return { status: 404 };
  }
  const target = join(folder, path.slice(BASE.length));
  if (target !== folder && !target.startsWith(folder + sep)) {
    return { status: 404 };
  }
  const candidates = path.endsWith("/")
    ? [join(target, "index.html")]
    : [target, `${target}.html`];
  for (const candidate of candidates) {
    const found = await stat(candidate).catch(() => null);
    if (found?.isDirectory()) {
      return { status: 301, location: `${pathname}/` };
    }
    if (found?.isFile()) {
      return { status: 200, file: candidate };
    }
  }
  return { status: 404, file: join(folder, "404.html") };
}
