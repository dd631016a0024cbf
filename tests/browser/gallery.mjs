// All page samples, written by the binary `gallery` and served by a tiny static server.

import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { binary } from "./site.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
/** As the site says it, so that what breaks under it breaks here too (web/src/security.rs). */
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export class Gallery {
  static async start() {
    const gallery = new Gallery();
    gallery.folder = await mkdtemp(path.join(tmpdir(), "kansrijk-gallery-"));
    const { stdout } = await promisify(execFile)(binary("gallery"), [gallery.folder], { maxBuffer: 1 << 24 });
    gallery.names = stdout.split("\n").filter(Boolean);
    if (gallery.names.length === 0) throw new Error("the gallery is empty");
    const assets = await readdir(path.join(gallery.folder, "assets"));
    gallery.icon = assets.find((name) => name.startsWith("favicon"));
    gallery.server = createServer((request, response) => gallery.answer(request, response));
    await new Promise((done) => gallery.server.listen(0, "127.0.0.1", done));
    gallery.url = `http://127.0.0.1:${gallery.server.address().port}`;
    return gallery;
  }

  async answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    // Icons are asked for as /assets/icons.svg#name; names of assets hold no folders.
    // The icon of the site has an address without a version too.
    const asked = pathname === "/favicon.ico" ? `/assets/${this.icon}` : decodeURIComponent(pathname);
    const file = path.join(this.folder, path.normalize(asked));
    const content = await readFile(file).catch(() => null);
    if (content === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "content-security-policy": POLICY,
    });
    response.end(gzipSync(content));
  }

  /** Each sample as { page, state, lang, address }. */
  samples() {
    return this.names.map((name) => {
      const [page, ...rest] = name.replace(/\.html$/, "").split(".");
      const lang = rest.pop();
      return { page, state: rest.join("."), lang, address: `/${name}` };
    });
  }

  async stop() {
    await new Promise((done) => {
      this.server.close(done);
      this.server.closeAllConnections();
    });
    await rm(this.folder, { recursive: true, force: true });
  }
}
