// The two minutes that the issue promises, at the pace of a person: somebody new reads, types and taps their way from the
// school's sign-in to a finished profile on a phone, and the times are printed. `node tests/browser/run.mjs first`
//
// A visit takes what the person does, at the pace below, and what they wait for: from a press to the next page. What the test
// itself takes to look at the pages and to draw them is in neither.

import { person } from "../chromium.mjs";
import { expect, words } from "./step.mjs";

/** From the first page to a finished profile. */
const PROMISED_MS = 120_000;
/** What somebody does who is neither fast nor in a hurry. */
const KEY_MS = 40;
const WORDS_A_SECOND = 3;
const TAP_MS = 400;

/** What is answered of the profile: the questions that must be, and one more. */
const ANSWERS = [
  ["relations", ["voor-de-overstap"]], ["goals_wanted", ["planning"]], ["languages", ["nl"]],
  ["way", ["online", "asynchronous"]], ["slots", ["ma-avond"]],
];

/** Somebody with a pace, and what each of their pages took. */
export class Pace {
  constructor(page) {
    this.page = page;
    this.pages = [];
    this.read = 0;
    this.keys = 0;
    this.taps = 0;
    this.waited = 0;
  }

  /** What the person did so far, and waited for, in milliseconds. */
  get took() {
    return (this.read / WORDS_A_SECOND) * 1000 + this.keys * KEY_MS + this.taps * TAP_MS + this.waited;
  }

  /** Waits for a page of ours or of the school. */
  async waits(opening) {
    const began = Date.now();
    await opening();
    this.waited += Date.now() - began;
  }

  /** Reads everything that is named, at three words a second. */
  async reads(...locators) {
    for (const locator of locators) {
      for (const one of await locator.all()) {
        if (!(await one.isVisible())) continue;
        const count = await unread(one);
        this.read += count;
        await this.page.waitForTimeout((count / WORDS_A_SECOND) * 1000);
      }
    }
  }

  async types(locator, text) {
    this.keys += text.length;
    await this.tapsOn(locator);
    await locator.pressSequentially(text, { delay: KEY_MS });
  }

  async tapsOn(locator) {
    this.taps += 1;
    await this.page.waitForTimeout(TAP_MS);
    await this.waits(() => locator.click());
  }

  async chooses(locator, value) {
    this.taps += 2;
    await this.page.waitForTimeout(2 * TAP_MS);
    await locator.selectOption(value);
  }

  /** A page is done; says what it took. */
  done(name) {
    this.pages.push([name, this.took - (this.last ?? 0)]);
    this.last = this.took;
  }
}

/** How many words there are to read. That a question may be skipped is read the first time and then known by its look. */
async function unread(locator) {
  const all = (await words(locator)).split(" ").filter(Boolean).length;
  const known = await locator.locator(".optional").allInnerTexts();
  return all - known.join(" ").split(" ").filter(Boolean).length;
}

export async function first(journey, browser, site, providers, script) {
  const context = await person(browser, site.url, { script });
  try {
    const page = await context.newPage();
    const pace = new Pace(page);
    await finds(journey, page, pace);
    await atSchool(journey, page, pace, providers.issuers.surfconext);
    await welcome(journey, page, pace);
    await profile(journey, page, pace);
    tell(pace, script);
  } finally {
    await context.close();
  }
}

async function finds(journey, page, pace) {
  journey.step("reads the first page and finds the way in");
  await pace.waits(() => page.goto("/"));
  await pace.reads(page.locator("main h1"), page.locator("main .lead").first());
  await picture(page, "eerste-1-begin");
  await pace.waits(() => page.goto("/aanmelden"));
  const way = page.locator("main a.button", { hasText: "SURFconext" });
  await pace.reads(page.locator("main h1"), page.locator("main .lead").first(), way);
  await picture(page, "eerste-2-aanmelden");
  await pace.tapsOn(way);
  pace.done("finding the way in");
}

async function atSchool(journey, page, pace, issuer) {
  journey.step("signs in at the school's own pages");
  await pace.waits(() => page.waitForURL(`${issuer}/**`));
  for (let step = 0; step < 3 && page.url().startsWith(issuer); step += 1) {
    await pace.reads(page.locator("body"));
    const field = page.locator('input[name="login"]');
    if (await field.count()) {
      await pace.types(field, "student-lena");
      await pace.types(page.locator('input[name="password"]'), "een wachtwoord");
    }
    await pace.tapsOn(page.locator('form button[type="submit"]').first());
    await pace.waits(() => page.waitForLoadState());
  }
  pace.done("signing in at the school");
}

async function welcome(journey, page, pace) {
  journey.step("reads the welcome page and answers it");
  await pace.waits(() => page.waitForURL("**/welkom"));
  // Down to the button: what stands below it is for others.
  await pace.reads(page.locator("main h1"), page.locator("main .lead").first(), page.locator("main form.form"));
  const name = page.locator('[name="naam"]');
  await name.fill("");
  await pace.types(name, "Lena de Wit");
  await pace.types(page.locator('[name="jaar"]'), "2006");
  await pace.chooses(page.locator('[name="maand"]'), "4");
  await picture(page, "eerste-3-welkom");
  await pace.tapsOn(page.locator("main form.form button"));
  pace.done("the welcome page");
}

async function profile(journey, page, pace) {
  journey.step("reads every question of the profile and answers those that must be");
  await pace.waits(() => page.waitForURL("**/maatjes/profiel**"));
  expect((await page.locator('main form.form input[name="kant"]').inputValue()) === "zoek", "the questions of who looks for somebody");
  await pace.reads(page.locator("main h1"), page.locator("main .lead").first());
  for (const question of await page.locator("main form.form > fieldset, main form.form > .field").all()) {
    await answer(page, pace, question);
  }
  await picture(page, "eerste-4-profiel");
  await pace.tapsOn(page.locator("main form .actions button").last());
  await pace.waits(() => page.waitForURL("**/maatjes/voorstellen"));
  pace.done("the profile");
  await picture(page, "eerste-5-klaar");
}

/** Every question is read; of one that is answered also why it is asked, and what can be chosen up to what is. */
async function answer(page, pace, question) {
  for (const [name, values] of ANSWERS) {
    const chips = values.map((value) => question.locator(`label:has(input[name="${name}"][value="${value}"])`));
    if ((await chips[0].count()) === 0) continue;
    await pace.reads(question.locator("legend").first(), question.locator(".hint").first());
    const last = chips.at(-1);
    for (const choice of await question.locator("label:has(input)").all()) {
      await pace.reads(choice);
      if (await choice.evaluate((one, other) => one === other, await last.elementHandle())) break;
    }
    for (const chip of chips) {
      if (!(await chip.locator("input").isChecked())) await pace.tapsOn(chip);
      expect(await chip.locator("input").isChecked(), `${name} answered`);
    }
    return;
  }
  await pace.reads(question.locator("legend, label").first());
}

function tell(pace, script) {
  const took = pace.took;
  const seconds = (ms) => (ms / 1000).toFixed(1);
  console.log(`first visit ${script ? "with" : "without"} JavaScript at 360 pixels: ${seconds(took)} s from the first page to a finished profile`);
  console.log(`    ${seconds(took - pace.waited)} s of them are the person's, ${seconds(pace.waited)} s waiting for a page`);
  console.log(`    ${pace.read} words read at ${WORDS_A_SECOND} a second, ${pace.keys} keys at ${KEY_MS} ms, ${pace.taps} taps at ${TAP_MS} ms`);
  for (const [name, ms] of pace.pages) console.log(`    ${seconds(ms).padStart(6)} s  ${name}`);
  expect(took < PROMISED_MS, `a profile within two minutes, not ${seconds(took)} s`);
}

/** Pictures for the eye, when KANSRIJK_SHOTS names a folder. */
async function picture(page, name) {
  const folder = process.env.KANSRIJK_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
