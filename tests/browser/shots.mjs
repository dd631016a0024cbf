// Pictures of the main pages, to look at; a few of them, small, for docs/screenshots.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { NARROW, WIDE, person, signIn } from "./chromium.mjs";
import { Site } from "./site.mjs";

const DOCS = fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
const MOST_BYTES = 120 * 1024;
/** Each page with who looks at it; `doc` names the pictures that the README shows. */
const PAGES = [
  { name: "begin", address: "/", doc: [NARROW, WIDE] },
  { name: "zoeken", address: "/zoeken?q=feedback" },
  { name: "trukendoos", address: "/trukendoos?q=intervise", doc: [WIDE] },
  { name: "kaart", address: "/trukendoos/kaart/incidentmethode", doc: [NARROW] },
  { name: "uitgeprobeerd", address: "/trukendoos/kaart/check-in-ronde/uitgeprobeerd", doc: [NARROW] },
  { name: "vertellen", address: "/trukendoos/kaart/check-in-ronde/vertellen", who: "petra", doc: [NARROW] },
  { name: "familie", address: "/trukendoos/kaart/check-in-ronde/familie" },
  { name: "niets-gevonden", address: "/trukendoos?q=%22feedback+met+een+lama%22+-kring", who: "petra" },
  { name: "zoekvragen", address: "/trukendoos/zoekvragen", who: "petra", doc: [NARROW] },
  { name: "kaart-delen", address: "/trukendoos/nieuw", who: "petra" },
  { name: "maatjes", address: "/maatjes" },
  { name: "profiel", address: "/maatjes/profiel?kant=zoek", who: "noor" },
  { name: "voorstellen", address: "/maatjes/voorstellen", who: "noor", doc: [NARROW] },
  { name: "verzoeken", address: "/maatjes/verzoeken", who: "hanna", doc: [NARROW] },
  { name: "wachtlijst", address: "/maatjes/wachtlijst", who: "noor", doc: [NARROW] },
  { name: "rolmodellen", address: "/maatjes/rolmodellen", who: "yusra", doc: [NARROW] },
  { name: "programma-overzicht", address: "/maatjes/programmas/overstap-naar-het-hbo/overzicht", who: "samira", doc: [WIDE] },
  { name: "programma-indeling", address: "/maatjes/programmas/overstap-naar-het-hbo/indeling", who: "samira", doc: [WIDE] },
  { name: "programma-weging", address: "/maatjes/programmas/overstap-naar-het-hbo/weging", who: "samira", doc: [WIDE] },
  { name: "bijeenkomsten", address: "/bijeenkomsten", doc: [WIDE] },
  { name: "bijeenkomst-nieuw", address: "/bijeenkomsten/nieuw", who: "yvonne" },
  { name: "kaart-van-regios", address: "/regio" },
  { name: "regio", address: "/regio/NL-UT", doc: [WIDE] },
  { name: "coordineren", address: "/regio/NL-UT/coordineren", who: "yvonne", doc: [NARROW] },
  { name: "gemeenschap", address: "/gemeenschap/utrecht-mbo", doc: [NARROW] },
  { name: "leergroep", address: "/gemeenschap/stagekring-utrecht", who: "yvonne", doc: [NARROW] },
  { name: "bijeenkomst", address: "/bijeenkomsten/groningen-overstap", who: "noor", doc: [NARROW] },
  { name: "mijn", address: "/mijn", who: "noor", doc: [NARROW] },
  { name: "mijn-maatje", address: "/mijn", who: "hanna" },
  { name: "aanmelden", address: "/aanmelden" },
  { name: "niet-gevonden", address: "/dit-bestaat-niet" },
];

/** Into `folder` all pages at both widths, light and dark; without a folder those for the README. */
export async function shots(browser, folder) {
  const site = await Site.start();
  try {
    for (const page of PAGES) await (folder ? all(browser, site, page, folder) : documented(browser, site, page));
  } finally {
    await site.stop();
  }
  return 0;
}

async function opened(browser, site, { address, who }, look, deed) {
  const context = await person(browser, site.url, look);
  try {
    const page = await context.newPage();
    if (who) await signIn(page, who);
    await page.goto(address, { waitUntil: "load" });
    await deed(page);
  } finally {
    await context.close();
  }
}

async function all(browser, site, page, folder) {
  await mkdir(folder, { recursive: true });
  for (const viewport of [NARROW, WIDE]) {
    for (const colorScheme of ["light", "dark"]) {
      const file = path.join(folder, `${page.name}-${viewport.width}-${colorScheme}.png`);
      await opened(browser, site, page, { viewport, colorScheme }, (tab) => tab.screenshot({ path: file, fullPage: true }));
    }
  }
}

async function documented(browser, site, page) {
  await mkdir(DOCS, { recursive: true });
  for (const viewport of page.doc ?? []) {
    await opened(browser, site, page, { viewport }, async (tab) => {
      const picture = await small(tab);
      await writeFile(path.join(DOCS, `${page.name}-${viewport.width}.jpg`), picture);
    });
  }
}

/** The first screen of a page, in the best quality that stays small. */
async function small(page) {
  for (const quality of [90, 80, 70, 60, 50]) {
    const picture = await page.screenshot({ type: "jpeg", quality });
    if (picture.length <= MOST_BYTES) return picture;
  }
  throw new Error(`a picture of ${page.url()} does not fit in ${MOST_BYTES} bytes`);
}
