// One Chromium for all, and what it may do: nothing but open our own pages.

import { chromium } from "./packages.mjs";

const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 800 };

export function launch() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("CHROMIUM does not say where Chromium lies: start this through tests/all.");
  return chromium.launch({ executablePath, headless: true, args: SWITCHES });
}

/** A browser of one person: own cookies, a phone unless told otherwise. */
export async function person(browser, url, { script = true, viewport = NARROW, colorScheme = "light", storageState } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: script,
    viewport,
    colorScheme,
    storageState,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
    acceptDownloads: false,
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(30_000);
  return context;
}

/** Signs in somebody of the demo town, by the page that lists them. */
export async function signIn(page, who) {
  await page.goto("/aanmelden");
  const button = page.locator(`button[name="persoon"][value="${who}"]`);
  if (!(await button.isVisible())) await page.locator("details", { has: button }).locator("summary").click();
  await button.click();
  await page.waitForURL((url) => url.pathname !== "/aanmelden");
}
