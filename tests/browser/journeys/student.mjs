// A student fills in a profile, sees who fits and why, and asks a buddy; the buddy says yes; both see where they stand.

import { person, signIn } from "../chromium.mjs";
import { expect, path, tick, words } from "./step.mjs";

const STUDENT = "kacper";
const CHOICES = [
  ["relations", "voor-de-overstap"], ["relations", "eerste-jaar"], ["relations", "rolmodel"], ["relations", "samen-gelijk"],
  ["relations", "meelopen"], ["goals_wanted", "planning"], ["goals_wanted", "thuis-voelen"],
  ["languages", "nl"], ["way", "online"], ["way", "asynchronous"],
  ["slots", "ma-avond"], ["slots", "wo-avond"], ["slots", "vr-middag"],
];

export async function student(journey, browser, site, script) {
  const [mine, theirs] = [await person(browser, site.url, { script }), await person(browser, site.url, { script })];
  try {
    const page = await mine.newPage();
    await signIn(page, STUDENT);
    await chooses(journey, page);
    const buddy = await looks(journey, page);
    const request = await asks(journey, page, buddy);
    await agrees(journey, await theirs.newPage(), buddy, request);

    journey.step("sees that the buddy said yes");
    await page.goto(request);
    await matched(page);
    await page.goto("/mijn");
    expect(await page.locator(`main a[href="${request}"]`).count(), "the match among what runs");
  } finally {
    await mine.close();
    await theirs.close();
  }
}

async function chooses(journey, page) {
  journey.step("fills in the profile");
  await page.goto("/maatjes/profiel?kant=zoek");
  for (const [name, value] of CHOICES) await tick(page, name, value);
  expect((await page.locator("main textarea").count()) === 0, "no field for a motivation");
  await page.locator("main form .actions button").last().click();
  await page.waitForURL("**/maatjes/voorstellen");
}

async function looks(journey, page) {
  journey.step("sees ten people with reasons");
  const cards = page.locator("main form.match-ask");
  expect((await cards.count()) === 10, `ten people to ask, not ${await cards.count()}`);
  for (const card of await page.locator("main li:has(form.match-ask)").all()) {
    expect((await card.locator("h2, h3").count()) > 0, "a name");
    expect((await words(card)).split(" ").length > 15, "reasons in words");
  }
  expect(!/\bscore\b|niveau|★|punten/i.test(await words(page.locator("main ol, main ul").first())), "no marks for people");
  return cards.first().locator('input[name="buddy"]').getAttribute("value");
}

async function asks(journey, page, buddy) {
  journey.step(`asks ${buddy}`);
  await page.locator(`form.match-ask:has(input[value="${buddy}"]) button`).click();
  await page.waitForURL((url) => url.pathname !== "/maatjes/voorstellen");
  if (!path(page).startsWith("/maatjes/verzoek/")) {
    await page.goto("/maatjes/verzoeken");
    await page.locator('main a[href^="/maatjes/verzoek/"]').first().click();
  }
  await page.waitForURL("**/maatjes/verzoek/**");
  expect(await page.locator("main time").count(), "a date for the next step");
  return path(page);
}

async function agrees(journey, page, buddy, request) {
  journey.step(`${buddy} signs in and sees the question`);
  await signIn(page, buddy);
  await page.goto("/mijn");
  await page.locator(`main a[href="${request}"]`).first().click();
  await page.waitForURL(`**${request}`);

  journey.step(`${buddy} says yes`);
  await page.locator('button[name="daad"][value="ja"]').click();
  await page.locator('button[name="daad"][value="ja"]').waitFor({ state: "detached" });
  await matched(page);
}

/** The request is a match, with a next step and its date. */
async function matched(page) {
  expect(await page.locator('button[name="daad"][value="ontmoet"]').count(), "a button to say that you met");
  expect(await page.locator("main time").count(), "a date for the next step");
}
