// A teacher finds a card in spite of a typing mistake, opens and prints it, and shares one after looking at it first.

import { person, signIn } from "../chromium.mjs";
import { expect, eventually, path, tick, words } from "./step.mjs";

const CARD = {
  titel: "Vogelvlucht over de week",
  doel: "Het team ziet in tien minuten wat er deze week speelt.",
  minuten: "10",
  "groep-van": "3",
  "groep-tot": "14",
  stappen: "Ieder noemt één plan (5 min)\nKies samen wat eerst komt (5 min)",
};

export async function teacher(journey, browser, site, script) {
  const context = await person(browser, site.url, { script });
  try {
    const page = await context.newPage();
    await finds(journey, page);
    await prints(journey, page);
    await shares(journey, page);
  } finally {
    await context.close();
  }
}

async function finds(journey, page) {
  journey.step("opens the toolbox from the first page");
  await page.goto("/");
  await page.locator('main a[href="/trukendoos"]').first().click();
  await page.waitForURL("**/trukendoos");

  journey.step("searches with a typing mistake");
  await page.locator("main input[name=q]").fill("intervise");
  await page.locator("main input[name=q]").press("Enter");
  await page.waitForURL(/\?.*q=intervise/);
  const hit = page.locator(".hits a", { hasText: /intervisie/i }).first();
  expect(await hit.count(), "a card about intervisie among the hits");

  journey.step("opens the card");
  const title = await words(hit);
  await hit.click();
  await page.waitForURL("**/trukendoos/kaart/**");
  expect((await words(page.locator("h1"))) === title, `the heading "${title}"`);
}

async function prints(journey, page) {
  journey.step("prints the card");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("h1").isVisible(), "the title on paper");
  for (const screen of ["header nav", "header form", "main .actions", "footer nav"]) {
    for (const element of await page.locator(screen).all()) expect(!(await element.isVisible()), `no ${screen} on paper`);
  }
  const paper = await page.pdf({ format: "A4" });
  expect(paper.subarray(0, 5).toString() === "%PDF-" && paper.length > 5_000, "a PDF");
  await page.emulateMedia({ media: "screen" });
}

async function shares(journey, page) {
  journey.step("signs in");
  await signIn(page, "petra");

  journey.step("fills in a card that is refused");
  await page.goto("/trukendoos/nieuw");
  await fill(page, { ...CARD, titel: "Vr" });
  await tick(page, "soort", "werkvorm");
  await page.locator('button[name="doe"][value="deel"]').last().click();
  const title = page.locator("#titel");
  await eventually(async () => (await title.getAttribute("aria-invalid")) === "true", "the title at fault");
  expect((await words(page.locator("#titel-fout"))).length > 10, "a sentence that says what to do");
  for (const [name, value] of Object.entries({ ...CARD, titel: "Vr" })) {
    expect((await page.locator(`[name="${name}"]`).inputValue()) === value, `what was typed in ${name}`);
  }

  journey.step("looks at the card before sharing it");
  await title.fill(CARD.titel);
  await page.locator('form#kaart button[value="bekijk"]').click();
  const preview = page.locator(".preview");
  await preview.waitFor();
  const shown = await words(preview);
  expect(shown.includes(CARD.titel) && shown.includes(CARD.doel), "title and goal in the preview");
  expect((await found(page)) === 0, "nothing shared yet");

  journey.step("shares it");
  await preview.locator('button[value="deel"]').click();
  await page.waitForURL("**/trukendoos/kaart/**");
  expect((await words(page.locator("h1"))) === CARD.titel, "the card's own page");
  const address = path(page);

  journey.step("finds it");
  await eventually(async () => (await found(page)) === 1, "the card in the search");
  await page.goto("/trukendoos?q=vogelvlucht");
  expect((await page.locator(".hits a").first().getAttribute("href")) === address, "the card as first hit");
}

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
}

/** How many cards the search finds by the new card's first word. */
async function found(page) {
  const answer = await page.context().request.get("/api/toolbox/cards?q=vogelvlucht&mine=");
  const { hits } = await answer.json();
  return hits.filter(({ title }) => title === CARD.titel).length;
}
