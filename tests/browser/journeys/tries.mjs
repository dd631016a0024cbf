// A teacher with ten minutes before a meeting: from a question with a typing mistake to a card on paper, and afterwards the
// report of how it went. On a phone, in less than two minutes of a person's time.

import { person, signIn } from "../chromium.mjs";
import { expect, eventually, tick, words } from "./step.mjs";

/** How fast people are: a key on a phone's keyboard, a word on a screen, finding and pressing something. */
const KEY_MS = 40;
const WORD_MS = 1000 / 3;
const PRESS_MS = 700;
const WITHIN_MS = 120_000;

const SENTENCE = "Het duurde even, daarna vroegen we echt door.";

/** Counts what a person's reading, typing and pressing takes; the machine's part is measured. */
class Human {
  constructor(page) {
    this.page = page;
    this.spent = 0;
    this.began = Date.now();
  }

  async reads(locator) {
    const text = await words(locator);
    this.spent += text.split(" ").length * WORD_MS;
    return text;
  }

  async types(locator, text) {
    this.spent += PRESS_MS + text.length * KEY_MS;
    await locator.fill(text);
  }

  async presses(locator) {
    this.spent += PRESS_MS;
    await locator.click();
  }

  /** Reads a question of a form and its answers, and ticks one. */
  async chooses(name, value) {
    const group = this.page.locator(`fieldset:has(input[name="${name}"][value="${value}"])`);
    await this.reads(group);
    this.spent += PRESS_MS;
    await tick(this.page, name, value);
  }

  get total() {
    return this.spent + Date.now() - this.began;
  }
}

export async function tries(journey, browser, site, script) {
  const context = await person(browser, site.url, { script });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => { window.print = () => { document.documentElement.dataset.printed = "yes"; }; });
    journey.step("signs in");
    await signIn(page, "petra");
    await page.goto("/trukendoos");
    const petra = new Human(page);
    await finds(journey, page, petra);
    await prints(journey, page, petra, script);
    await tells(journey, page, petra);
    const seconds = Math.round(petra.total / 1000);
    expect(petra.total < WITHIN_MS, `less than two minutes of a person's time, not ${seconds} s`);
    console.log(`    from question to report: ${seconds} s of a person's time, ${Math.round(petra.spent / 1000)} s of it reading, typing and pressing`);
    await keeps(journey, page);
  } finally {
    await context.close();
  }
}

async function finds(journey, page, petra) {
  journey.step("asks with a typing mistake");
  const field = page.locator("main input[name=q]");
  await petra.types(field, "intervise met collegas");
  await field.press("Enter");
  await page.waitForURL(/\?.*q=intervise/);
  const hit = page.locator(".hits .hit").first();
  const read = await petra.reads(hit);
  expect(/intervisie/i.test(read), `a card about intervisie first, not: ${read}`);
  await sideways(page);

  journey.step("opens the card and sees whether it fits");
  await petra.presses(hit.locator("a").first());
  await page.waitForURL("**/trukendoos/kaart/**");
  await petra.reads(page.locator("h1"));
  await petra.reads(page.locator(".toolbox-card .glance").first());
  await sideways(page);
}

async function prints(journey, page, petra, script) {
  journey.step("prints the card");
  const print = page.locator("[data-print]");
  if (script) {
    await petra.presses(print);
    expect((await page.locator("html").getAttribute("data-printed")) === "yes", "the print of the browser");
  } else {
    expect(!(await print.isVisible()), "no button that does nothing");
  }
  const paper = await page.pdf({ format: "A4" });
  expect(paper.subarray(0, 5).toString() === "%PDF-" && paper.length > 5_000, "a PDF");
}

async function tells(journey, page, petra) {
  journey.step("tells how it went");
  await petra.presses(page.locator('.toolbox-card a[href$="/vertellen"]'));
  await page.waitForURL("**/vertellen");
  await sideways(page);
  expect((await page.locator("[name=team]").inputValue()) !== "", "the only team chosen already");
  expect((await page.locator("[name=dag]").inputValue()) !== "", "today filled in already");
  await petra.chooses("opnieuw", "ja");
  await petra.chooses("met", "collega-s");
  await petra.types(page.locator("[name=mensen]"), "9");
  await petra.chooses("werkte", "goed-gesprek");
  await petra.types(page.locator("[name=zin]"), SENTENCE);
  await petra.presses(page.locator('form[action$="/vertellen"] button').first());
  await page.waitForURL((url) => !url.pathname.endsWith("/vertellen"));

  journey.step("sees the report");
  const all = page.locator('a[href$="/uitgeprobeerd"]').first();
  if (!page.url().endsWith("/uitgeprobeerd")) await petra.presses(all);
  await page.waitForURL("**/uitgeprobeerd");
  const told = page.locator("main");
  await eventually(async () => (await words(told)).includes(SENTENCE), "the own sentence among what teams say");
  await sideways(page);
}

/** What she looked for she keeps, to hear of new cards. Not a part of the two minutes. */
async function keeps(journey, page) {
  journey.step("keeps the question");
  await page.goto("/trukendoos?q=intervisie");
  await page.locator(".keep-search summary").click();
  await page.locator(".keep-search label.tick").click();
  await page.locator(".keep-search button").click();
  await page.waitForURL("**/trukendoos/zoekvragen");
  const kept = page.locator("main .tile", { hasText: "intervisie" });
  expect((await kept.count()) === 1, "the question among those that are kept");
  await sideways(page);

  journey.step("turns its mail off and throws it away");
  await kept.locator('button[value="uit"]').click();
  await eventually(() => kept.locator('button[value="aan"]').isVisible(), "the mail off");
  await kept.locator('button[value="weg"]').click();
  await eventually(async () => (await kept.count()) === 0, "the question gone");
}

async function sideways(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide <= 0, `nothing ${wide} pixels beside the screen`);
}
