// Tabs that are opened once and used for many pages: a fresh browser profile for each page would take most of the
// time. The cache is off, so that each page is weighed as a first visit.

import { NARROW, person } from "./chromium.mjs";
import { watchLayout } from "./checks.mjs";

export class Tabs {
  #open = new Map();

  constructor(browser) {
    this.browser = browser;
  }

  /** A tab of this person at this origin, with or without JavaScript; it has forgotten what it heard before. */
  async of(visit, script) {
    const key = `${visit.origin} ${visit.role ?? ""} ${script}`;
    if (!this.#open.has(key)) this.#open.set(key, await this.#fresh(visit, script));
    const tab = this.#open.get(key);
    tab.heard = { requests: [], foreign: [], said: [], sizes: [] };
    await tab.page.setViewportSize(NARROW);
    await tab.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    return tab;
  }

  async #fresh({ origin, storageState }, script) {
    const context = await person(this.browser, origin, { storageState, script });
    if (script) await context.addInitScript(watchLayout);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    const tab = { page, context, origin };
    listen(tab);
    return tab;
  }

  async close() {
    for (const { context } of this.#open.values()) await context.close();
  }
}

/** Hears all that a tab asks for and says. */
function listen(tab) {
  const { page, origin } = tab;
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:")) return;
    (url.startsWith(`${origin}/`) ? tab.heard.requests : tab.heard.foreign).push(url.replace(origin, ""));
  });
  page.on("requestfinished", (request) => tab.heard.sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize, () => 0)));
  page.on("console", (message) => {
    // Chromium reports the status of an error page itself; that status is meant.
    const itself = message.location().url === page.url() && message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !itself) tab.heard.said.push(message.text());
  });
  page.on("pageerror", (error) => tab.heard.said.push(String(error)));
}

/** The bytes that came over the wire for what was heard. */
export async function bytes(heard) {
  return (await Promise.all(heard.sizes)).reduce((sum, size) => sum + size, 0);
}
