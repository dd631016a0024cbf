// A coordinator publishes a meetup; within a second it stands on the board, in the feed and in the search; one person
// takes the only place, the next one waits.

import { person, signIn } from "../chromium.mjs";
import { expect, eventually, path, words } from "./step.mjs";

const MEETUP = {
  titel: "Zwaluwmiddag voor teams en studenten",
  van: "15:30",
  tot: "17:00",
  plek: "Wijkcentrum De Brug, Utrecht",
  plaatsen: "1",
  tekst: "We kijken samen terug en kiezen één ding voor morgen.",
};
const REGION = "RMC-19";
const AT_ONCE_MS = 5000;

export async function coordinator(journey, browser, site, script) {
  const contexts = await Promise.all([0, 1, 2].map(() => person(browser, site.url, { script })));
  const [hers, first, second] = contexts;
  try {
    const page = await hers.newPage();
    const address = await publishes(journey, page);
    await isEverywhere(journey, page.context().request, address);
    await signsUp(journey, await first.newPage(), "sanne", address, true);
    await signsUp(journey, await second.newPage(), "fenna", address, false);

    journey.step("sees who comes and who waits");
    await page.goto(`${address}/deelnemers`);
    const list = await words(page.locator("main"));
    expect(list.indexOf("Sanne") >= 0 && list.indexOf("Sanne") < list.indexOf("Fenna"), "Sanne with a place and Fenna after her");
  } finally {
    for (const context of contexts) await context.close();
  }
}

async function publishes(journey, page) {
  journey.step("fills in a meetup that ends before it starts");
  await signIn(page, "yvonne");
  await page.goto("/bijeenkomsten");
  await page.locator('main a[href="/bijeenkomsten/nieuw"]').first().click();
  await page.waitForURL("**/bijeenkomsten/nieuw**");
  for (const [name, value] of Object.entries({ ...MEETUP, tot: "14:00" })) await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('select[name="regio"]').selectOption(REGION);
  await page.locator("main form .actions button:not([name])").first().click();
  await page.locator('main [aria-invalid="true"]').first().waitFor();
  for (const [name, value] of Object.entries({ ...MEETUP, tot: "14:00" })) {
    expect((await page.locator(`main [name="${name}"]`).inputValue()) === value, `what was typed in ${name}`);
  }

  journey.step("publishes it");
  await page.locator('[name="tot"]').fill(MEETUP.tot);
  await page.locator("main form .actions button:not([name])").first().click();
  await page.waitForURL((url) => /^\/bijeenkomsten\/(?!nieuw)[^/]+$/.test(url.pathname));
  expect((await words(page.locator("h1"))) === MEETUP.titel, "the meetup's own page");
  return path(page);
}

async function isEverywhere(journey, request, address) {
  journey.step("finds it on the board, in the feed and in the search at once");
  const text = async (url) => (await request.get(url)).text();
  const places = {
    board: async () => (await text(`/bijeenkomsten?regio=${REGION}`)).includes(address),
    feed: async () => (await text(`/kalender/${REGION}.ics`)).includes("Zwaluwmiddag"),
    search: async () => (await text("/zoeken?q=zwaluwmiddag")).includes(address),
  };
  await Promise.all(Object.entries(places).map(([name, holds]) => eventually(holds, `the meetup in the ${name}`, AT_ONCE_MS)));
}

async function signsUp(journey, page, who, address, hasPlace) {
  journey.step(`lets ${who} sign up`);
  await signIn(page, who);
  await page.goto("/bijeenkomsten?q=zwaluwmiddag");
  await page.locator(`main a[href="${address}"]`).first().click();
  await page.waitForURL(`**${address}`);
  await page.locator(`form[action="${address}/aanmelden"] button`).click();
  await page.locator("main .next-step").waitFor();
  const shown = await words(page.locator("main .next-step"));
  expect(hasPlace !== /wachtlijst/i.test(shown), hasPlace ? "a place" : "a place in the waiting list");
  await page.goto("/mijn");
  expect(await page.locator(`main a[href="${address}"]`).count(), `the meetup among what runs for ${who}`);
}
