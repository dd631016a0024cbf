// Publishing in under a minute, at the pace of a person, on a phone: a coordinator reads the form, types what only she knows,
// and leaves the rest as it is filled. Then she keeps another one for later, which nobody else sees.
// `node tests/browser/run.mjs minute`

import { person, signIn } from "../chromium.mjs";
import { Pace } from "./first.mjs";
import { expect, path, words } from "./step.mjs";

const PROMISED_MS = 60_000;
const TITLE = "Spreeuwmiddag over feedback";
const LATER = "Koekoeksmiddag voor later";
const TYPED = { titel: TITLE, plek: "De Brug, Utrecht", tekst: "We oefenen in tweetallen." };

export async function minute(journey, browser, site, script) {
  const [hers, strangers] = await Promise.all([0, 1].map(() => person(browser, site.url, { script })));
  try {
    const page = await hers.newPage();
    await signIn(page, "yvonne");
    await page.goto("/bijeenkomsten");
    const address = await publishes(journey, page, script);
    const stranger = await strangers.newPage();
    journey.step("lets everybody see it");
    await stranger.goto(address);
    expect((await words(stranger.locator("h1"))) === TITLE, "the page of the meetup");
    await keeps(journey, page, stranger);
    await another(journey, page, address);
  } finally {
    await hers.close();
    await strangers.close();
  }
}

async function publishes(journey, page, script) {
  journey.step("opens the form");
  const pace = new Pace(page);
  await pace.tapsOn(page.locator('main a[href="/bijeenkomsten/nieuw"]').first());
  await pace.waits(() => page.waitForURL("**/bijeenkomsten/nieuw"));
  for (const name of ["dag", "van", "tot", "regio", "gemeenschap"]) {
    expect(await page.locator(`main [name="${name}"]`).inputValue(), `${name} filled in already`);
  }
  await pace.reads(page.locator("main h1"), page.locator("main .lead"));

  journey.step("types what only she knows");
  for (const [name, text] of Object.entries(TYPED)) {
    await pace.reads(page.locator(`main label[for="${name}"]`));
    await pace.types(page.locator(`main [name="${name}"]`), text);
  }
  await pace.reads(...["dag", "van", "tot", "regio", "soort", "gemeenschap"].map((name) => page.locator(`main label[for="${name}"]`)));

  journey.step("publishes it");
  const button = page.locator("main form .actions button:not([name])").first();
  await pace.reads(button);
  await pace.tapsOn(button);
  await pace.waits(() => page.waitForURL((url) => /^\/bijeenkomsten\/(?!nieuw)[^/]+$/.test(url.pathname)));
  expect((await words(page.locator("h1"))) === TITLE, "the meetup's own page");
  const seconds = (pace.took / 1000).toFixed(1);
  console.log(`a meetup published ${script ? "with" : "without"} JavaScript at 360 pixels: ${seconds} s, ${(pace.waited / 1000).toFixed(1)} s of them waiting`);
  expect(pace.took < PROMISED_MS, `published within a minute, not ${seconds} s`);
  return path(page);
}

async function keeps(journey, page, stranger) {
  journey.step("keeps another one as a draft, without a day");
  await page.goto("/bijeenkomsten/nieuw");
  await page.locator('main [name="titel"]').fill(LATER);
  await page.locator('main [name="dag"]').fill("");
  await page.locator('main button[name="doe"][value="concept"]').click();
  await page.waitForURL("**/bijeenkomsten/concepten");
  await page.locator("main li a", { hasText: LATER }).click();
  await page.waitForURL((url) => /^\/bijeenkomsten\/concepten\/[^/]+$/.test(url.pathname));
  expect((await page.locator('main [name="titel"]').inputValue()) === LATER, "the title that was typed");
  expect((await page.locator('main [name="dag"]').inputValue()) === "", "the day still open");
  const draft = path(page);

  journey.step("is the only one who sees the draft");
  await stranger.goto("/bijeenkomsten?q=koekoeksmiddag");
  expect((await stranger.locator("main .tiles").count()) === 0, "nothing on the board");
  await stranger.goto(draft);
  expect(path(stranger) !== draft, "a stranger at the door");
}

async function another(journey, page, address) {
  journey.step("fills the form with one like it");
  await page.goto(address);
  const day = await page.locator("main time").first().getAttribute("datetime");
  await page.locator('main a[href^="/bijeenkomsten/nieuw?zoals="]').click();
  await page.waitForURL("**/bijeenkomsten/nieuw?zoals=*");
  expect((await page.locator('main [name="titel"]').inputValue()) === TITLE, "the same title");
  const later = await page.locator('main [name="dag"]').inputValue();
  const days = (Date.parse(later) - Date.parse(day.slice(0, 10))) / 86_400_000;
  expect(days === 7, `a week later, not ${days} days`);
}
