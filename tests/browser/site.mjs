// A real server of its own for a test: free loopback port, fresh data folder, gone afterwards.

import { spawn, execFile } from "node:child_process";
import { createServer } from "node:net";
import { rmSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** A first start creates the store and plants the demo town; a debug build on busy cores takes its time. */
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;
const POLL_MS = 50;

/** Where the `kansrijk` to test lies. */
export function binary(name = "kansrijk") {
  const kansrijk = process.env.KANSRIJK_BIN;
  if (!kansrijk) throw new Error("KANSRIJK_BIN does not say where kansrijk lies: start this through tests/all.");
  return path.join(path.dirname(kansrijk), name);
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A data folder with the demo town: hundreds of writes that each reach the disk, so it is made once and copied. */
let planted;

async function plant() {
  const folder = await mkdtemp(path.join(tmpdir(), "kansrijk-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const site = await new Site().open(folder);
  await site.end();
  return folder;
}

export class Site {
  /**
   * Starts a server with the demo town and waits until it is ready. `settings` is asked for the configuration file, with
   * the address that the site is going to have; `before` is a command that runs on the data first.
   */
  static async start(settings, before) {
    planted ??= plant();
    const folder = await mkdtemp(path.join(tmpdir(), "kansrijk-"));
    await cp(await planted, folder, { recursive: true });
    const url = `http://127.0.0.1:${await freePort()}`;
    if (settings) await writeFile(path.join(folder, "kansrijk.toml"), await settings(url));
    const environment = { ...process.env, KANSRIJK_DATA: folder };
    if (before) await promisify(execFile)(binary(), before, { env: environment, cwd: folder });
    return new Site().open(folder, url);
  }

  async open(folder, url) {
    this.data = folder;
    this.url = url ?? `http://127.0.0.1:${await freePort()}`;
    this.environment = {
      ...process.env,
      KANSRIJK_LISTEN: this.url.slice("http://".length),
      KANSRIJK_DATA: this.data,
      KANSRIJK_DEMO: "true",
    };
    this.said = "";
    this.process = spawn(binary(), ["serve"], { env: this.environment, cwd: this.data, stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((done) => this.process.once("exit", (code, signal) => done(code ?? signal)));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (text) => { this.said = (this.said + text).slice(-20_000); });
    }
    try {
      await this.ready();
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this;
  }

  async ready() {
    const until = Date.now() + READY_WITHIN_MS;
    while (Date.now() < until) {
      if (this.process.exitCode !== null) throw new Error(`the server ended at once:\n${this.said}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.status === 200) return;
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
    throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.said}`);
  }

  /** A personal access token, made as a person would: on the command line, beside the running server. */
  async token(person) {
    const { stdout } = await promisify(execFile)(binary(), ["token", person], { env: this.environment, cwd: this.data });
    return stdout.trim();
  }

  /** Stops the server and takes its data folder away. */
  async stop() {
    await this.end();
    await rm(this.data, { recursive: true, force: true });
  }

  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGTERM");
      const tooLong = setTimeout(() => this.process.kill("SIGKILL"), STOP_WITHIN_MS);
      await this.ended;
      clearTimeout(tooLong);
    }
  }
}
