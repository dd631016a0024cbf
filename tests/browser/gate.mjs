// The page gate: every page and state, at both widths, light and dark, with and without JavaScript.
//
// All promises of checks.mjs hold everywhere; axe-core, the slow one, reads the first state of each page in all four
// looks and every other state in one look, by turns. The long size has all of it read in all looks.

import { NARROW, WIDE, person, signIn } from "./chromium.mjs";
import { ROLES, livePages } from "./addresses.mjs";
import * as checks from "./checks.mjs";
import { Faults } from "./faults.mjs";
import { Gallery } from "./gallery.mjs";
import { Tabs, bytes } from "./tabs.mjs";

/** As many pages at a time as two cores have use for: one waits for a frame while two are read. */
const WORKERS = 3;
/** In the bounded size no page is begun after this. */
const BOUNDED_MS = 135_000;
const LOOKS = [
  { viewport: NARROW, colorScheme: "light" },
  { viewport: NARROW, colorScheme: "dark" },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: WIDE, colorScheme: "light" },
];
/** Dark differs from light in colours only, so of a page that is read in light too only these are asked in dark. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** Opens everything there is, or the pages whose names begin as one of `only`; gives the faults found and how much was seen and left out. */
export async function gate(browser, site, { long, only = [] }) {
  const gallery = await Gallery.start();
  try {
    const faults = new Faults();
    const isWanted = ({ page }) => only.length === 0 || only.some((beginning) => page.startsWith(beginning));
    const visits = [...(await live(browser, site, faults)), ...samples(gallery)].filter(isWanted);
    const until = long ? Infinity : Date.now() + BOUNDED_MS;
    const queue = inOrder(visits, long);
    const total = queue.length;
    await Promise.all(Array.from({ length: WORKERS }, () => work(browser, queue, faults, until)));
    return { faults, total, left: queue.length };
  } finally {
    await gallery.stop();
  }
}

/** Every sample of the gallery. */
function samples(gallery) {
  return gallery.samples().map((sample) => ({ ...sample, origin: gallery.url, state: `${sample.state} (${sample.lang})` }));
}

/** Every live page of every role; a page to which no link leads for anyone is a fault. */
async function live(browser, site, faults) {
  await shareCard(site);
  const visits = [];
  const unreachedBy = new Map();
  for (const [role, who] of Object.entries(ROLES)) {
    const { storageState, pages, unreached } = await asRole(browser, site, role, who);
    visits.push(...pages.map((page) => ({ ...page, origin: site.url, page: page.name, state: `live as ${role}`, storageState })));
    unreached.forEach((name) => unreachedBy.set(name, (unreachedBy.get(name) ?? 0) + 1));
  }
  for (const [name, times] of unreachedBy) {
    if (times === Object.keys(ROLES).length) faults.add({ page: name, state: "live" }, "", [{ rule: "no link leads here", node: name }]);
  }
  return visits;
}

/** A card of the teacher's own, so that there is one to edit. */
async function shareCard(site) {
  const body = { title: "Kaart van de paginaproef", kind: "werkvorm", goal: "Er is iets om te bewerken.", body: "Zo." };
  const answer = await fetch(`${site.url}/api/toolbox/cards`, {
    method: "POST",
    headers: { authorization: `Bearer ${await site.token(ROLES.docent)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`a card is not shared: ${answer.status} ${await answer.text()}`);
}

async function asRole(browser, site, role, who) {
  const context = await person(browser, site.url);
  try {
    if (who) await signIn(await context.newPage(), who);
    return { ...(await livePages(role, context.request)), storageState: await context.storageState() };
  } finally {
    await context.close();
  }
}

/** First one state of each page, so that a budget that runs out leaves out the least; then the rest. */
function inOrder(visits, long) {
  const seen = new Set();
  const first = [];
  const rest = [];
  for (const visit of visits) {
    const isFirst = !seen.has(visit.page);
    seen.add(visit.page);
    const axe = long || isFirst ? LOOKS.map((_, index) => index) : [rest.length % LOOKS.length];
    (isFirst ? first : rest).push({ ...visit, axe, thorough: long || isFirst });
  }
  return [...first, ...spread(rest)];
}

/** In steps through the list, so that what a budget leaves out is not all of one kind. */
function spread(list) {
  const step = 7;
  return Array.from({ length: step }, (_, start) => list.filter((_, index) => index % step === start)).flat();
}

async function work(browser, queue, faults, until) {
  const tabs = new Tabs(browser);
  try {
    while (queue.length > 0 && Date.now() < until) {
      const visit = queue.shift();
      try {
        await withScript(await tabs.of(visit, true), visit, faults);
        await withoutScript(await tabs.of(visit, false), visit, faults);
      } catch (error) {
        faults.add(visit, "", [{ rule: "cannot be opened", node: error.message.split("\n")[0] }]);
      }
    }
  } finally {
    await tabs.close();
  }
}

async function open(page, visit) {
  const response = await page.goto(visit.origin + visit.address, { waitUntil: "load" });
  const status = response.status();
  // Whoever may not see a page is told so by a page.
  const isMeant = visit.status ? status === visit.status : status === 200 || (visit.role && [403, 404].includes(status));
  return { response, faults: isMeant ? [] : [{ rule: "status", node: `${status} at ${visit.address}` }] };
}

function heardWrong({ said, foreign }) {
  return [
    ...said.map((text) => ({ rule: "console", node: text })),
    ...foreign.map((url) => ({ rule: "request leaves the site", node: url })),
  ];
}

async function withScript(tab, visit, faults) {
  const { page, heard } = tab;
  const { response, faults: unopened } = await open(page, visit);
  const html = await response.text();
  const weight = { html, requests: [...heard.requests], bytes: await bytes(heard) };
  faults.add(visit, "", [...unopened, ...(await checks.validHtml(html)), ...checks.light(weight)]);
  faults.add(visit, "360 px", await checks.stands(page));
  for (const [index, look] of LOOKS.entries()) await inLook(page, visit, look, visit.axe.includes(index), faults);
  if (visit.thorough) {
    await page.reload({ waitUntil: "load" });
    faults.add(visit, "1280 px", await checks.stands(page));
    await page.setViewportSize(NARROW);
    faults.add(visit, "360 px", await checks.focusShows(page));
  }
  faults.add(visit, "with JavaScript", heardWrong(heard));
}

async function inLook(page, visit, { viewport, colorScheme }, withAxe, faults) {
  if (colorScheme === "dark" && !withAxe) return;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  const where = `${viewport.width} px ${colorScheme}`;
  const readInLight = colorScheme === "dark" && visit.axe.some((index) => LOOKS[index].colorScheme === "light");
  faults.add(visit, where, await checks.looked(page));
  if (withAxe) faults.add(visit, where, await checks.accessible(page, readInLight ? RULES_OF_COLOUR : null));
}

async function withoutScript(tab, visit, faults) {
  const { page, heard } = tab;
  const { faults: unopened } = await open(page, visit);
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    faults.add(visit, `${viewport.width} px without JavaScript`, await checks.looked(page));
  }
  faults.add(visit, "without JavaScript", [...unopened, ...heardWrong(heard)]);
}
