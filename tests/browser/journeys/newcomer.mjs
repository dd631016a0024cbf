// Somebody new comes through the school's sign-in, answers four questions and has a profile; comes back; links a second
// provider after having shown both; signs out here and there. Somebody without a school account comes by e-mail.

import { fileURLToPath } from "node:url";

import { person } from "../chromium.mjs";
import { SCHOOL } from "../providers.mjs";
import { expect, path, tick, words } from "./step.mjs";

export const INSTITUTIONS = fileURLToPath(new URL("../../../seeds/institutions/mbo.csv", import.meta.url));
/** From the first click to a finished profile; the promise is two minutes. */
const PROMISED_MS = 120_000;
const CHOICES = [
  ["relations", "voor-de-overstap"], ["goals_wanted", "planning"], ["languages", "nl"], ["way", "online"],
  ["way", "asynchronous"], ["slots", "ma-avond"],
];

export async function newcomer(journey, browser, site, providers, script) {
  const [mine, mail, elsewhere] = await Promise.all([0, 1, 2].map(() => person(browser, site.url, { script })));
  try {
    const page = await mine.newPage();
    await arrives(journey, page, providers);
    await comesBack(journey, page, providers);
    await links(journey, page, providers);
    await signsOut(journey, page, providers);
    await byMail(journey, await mail.newPage(), await elsewhere.newPage());
    await awayProvider(journey, page, providers);
  } finally {
    for (const context of [mine, mail, elsewhere]) await context.close();
  }
}

/** Signs in at the provider's own pages, and agrees there when it asks. */
async function atProvider(page, issuer, login) {
  await page.waitForURL(`${issuer}/**`);
  for (let step = 0; step < 3 && page.url().startsWith(issuer); step += 1) {
    const field = page.locator('input[name="login"]');
    if (await field.count()) {
      await field.fill(login);
      await page.locator('input[name="password"]').fill("x");
    }
    await page.locator('form button[type="submit"]').first().click();
    await page.waitForLoadState();
  }
}

async function goes(page, name, back = "") {
  await page.goto(`/aanmelden${back}`);
  await page.locator("main a.button", { hasText: name }).click();
}

async function arrives(journey, page, providers) {
  journey.step("signs in through the school for the first time");
  const began = Date.now();
  await goes(page, "SURFconext");
  await atProvider(page, providers.issuers.surfconext, "student-sam");
  await page.waitForURL("**/welkom");
  await picture(page, "welkom");
  expect((await page.locator('[name="naam"]').inputValue()) === "sam", "the name that the school told, to be changed");
  expect((await words(page.locator("main"))).includes(SCHOOL.name), "the school that the school told");
  expect((await page.locator('[name="school"]').count()) === 0, "no question for what is known");

  journey.step("types a year that is none, and keeps what was typed");
  await page.locator('[name="naam"]').fill("Sam de Wit");
  await page.locator('[name="jaar"]').fill("20o6");
  await page.locator('[name="maand"]').selectOption("4");
  await page.locator("main form.form button").click();
  await page.locator('[name="jaar"][aria-invalid="true"]').waitFor();
  expect((await page.locator('[name="naam"]').inputValue()) === "Sam de Wit", "the name that was typed");

  journey.step("answers four questions and comes to the profile");
  await page.locator('[name="jaar"]').fill("2006");
  await page.locator("main form.form button").click();
  await page.waitForURL("**/maatjes/profiel**");
  if (!page.url().includes("kant=")) await page.goto("/maatjes/profiel?kant=zoek");
  for (const [name, value] of CHOICES) await tick(page, name, value);
  await page.locator("main form .actions button").last().click();
  await page.waitForURL("**/maatjes/voorstellen");
  await picture(page, "profiel-klaar");
  const took = Date.now() - began;
  expect(took < PROMISED_MS, `a profile within two minutes, not ${Math.round(took / 1000)} s`);
  const cookies = await page.context().cookies(page.url());
  const session = cookies.find(({ name }) => name.endsWith("kansrijk-sessie"));
  expect(session?.httpOnly && session.sameSite === "Lax", "a session for this site alone, out of reach of scripts");
  expect(!cookies.some(({ name }) => name.endsWith("kansrijk-aanmelding")), "nothing left of the sign-in");
}

async function comesBack(journey, page, providers) {
  journey.step("signs out and comes back to the page that asked for it");
  await page.context().clearCookies();
  await page.goto("/mijn/apparaten");
  await page.waitForURL("**/aanmelden?terug=**");
  await page.locator("main a.button", { hasText: "SURFconext" }).click();
  await atProvider(page, providers.issuers.surfconext, "student-sam");
  await page.waitForURL("**/mijn/apparaten");
  expect((await page.locator("main .device").count()) === 2, "both browsers that are signed in");
  expect((await words(page.locator("main"))).includes("Chrome"), "a browser by its family");
}

async function links(journey, page, providers) {
  journey.step("links a second provider after showing both");
  await goes(page, "Entree");
  await atProvider(page, providers.issuers.entree, "leerling-sam");
  await page.waitForURL("**/welkom");
  expect((await words(page.locator("main"))).includes("Sam de Wit"), "the account to link to");
  await page.locator('form[action="/welkom/koppelen"] button').click();
  await page.waitForURL("**/mijn");
  await page.context().clearCookies();
  await goes(page, "Entree");
  await atProvider(page, providers.issuers.entree, "leerling-sam");
  await page.waitForURL("**/mijn");
  expect((await words(page.locator("h1"))).includes("Sam"), "the same account through the other provider");
}

async function signsOut(journey, page, providers) {
  journey.step("signs out here, and at the provider");
  await page.goto("/mijn/apparaten");
  await page.locator('form[action="/afmelden"] button').first().or(page.locator("main .device:has(.tag-good) button")).first().click();
  const there = page.locator("main a.button", { hasText: "Entree" });
  if ((await there.count()) === 0) await page.waitForURL("**/");
  else {
    await there.click();
    await page.waitForURL(`${providers.issuers.entree}/**`);
    await page.locator('button[type="submit"], form button').first().click();
    await page.waitForURL("**/");
  }
  await page.goto("/mijn");
  expect(path(page) === "/aanmelden", "nobody signed in");
}

async function byMail(journey, page, elsewhere) {
  journey.step("asks for a mail");
  await page.goto("/aanmelden");
  await page.locator('[name="email"]').fill("fatima@school.example");
  await page.locator('form[action="/aanmelden/mail"] button').click();
  await page.waitForURL("**/aanmelden/code");
  await elsewhere.goto("/postvak");
  const letter = elsewhere.locator("main .mail").first();
  for (let look = 0; look < 40 && (await letter.count()) === 0; look += 1) {
    await elsewhere.waitForTimeout(250);
    await elsewhere.reload();
  }
  const text = await letter.innerText();
  const link = new URL(text.match(/http:\S+\/aanmelden\/link\/\S+/)[0]).pathname;

  journey.step("opens the link elsewhere: nothing happens there");
  await elsewhere.goto(link);
  expect((await elsewhere.locator(`form[action="${link}"]`).count()) === 0, "no button in a browser that did not ask");

  journey.step("types a wrong code and then the right one");
  const code = text.match(/\d{3} \d{3}/)[0];
  await page.locator('[name="code"]').fill("12");
  await page.locator("main form.form button").click();
  await page.locator('[name="code"][aria-invalid="true"]').waitFor();
  await page.locator('[name="code"]').fill(code);
  await page.locator("main form.form button").click();
  await page.waitForURL("**/welkom");
  expect((await page.locator('select[name="school"]').count()) === 1, "a question for the school");
  await page.locator('[name="naam"]').fill("Fatima");
  await page.locator('[name="jaar"]').fill("2007");
  await page.locator('[name="maand"]').selectOption("2");
  await page.locator('[name="school"]').selectOption(SCHOOL.code);
  await page.locator("main form.form button").click();
  await page.waitForURL("**/maatjes/profiel**");
}

async function awayProvider(journey, page, providers) {
  journey.step("meets a provider that is away, while the rest works");
  await providers.stop();
  await page.goto("/aanmelden");
  const answer = await page.goto("/aanmelden/terug/entree?state=x&code=y");
  expect(answer.status() === 403, `a refusal, not ${answer.status()}`);
  expect((await words(page.locator("main"))).includes("opnieuw"), "what to do now");
  expect((await page.goto("/trukendoos")).status() === 200, "the rest of the site");
}

/** Pictures for the eye, when KANSRIJK_SHOTS names a folder. */
async function picture(page, name) {
  const folder = process.env.KANSRIJK_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
