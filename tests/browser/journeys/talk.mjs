// Two people of a match write to each other: with JavaScript what one writes appears at the other by itself, without it by
// a link. A minor is warned before a number is shared, an adult is refused, and a block ends it for both.

import { NARROW, WIDE, person, signIn } from "../chromium.mjs";
import { accessible, looked } from "../checks.mjs";
import { eventually, expect, words } from "./step.mjs";

/** What one writes is at the other within this; who has to ask again in vain waits ten seconds. */
const APPEARS_WITHIN_MS = 8000;
/** So much later than the page of sending a question for news is answered, where that is tried. */
const NEWS_LATER_MS = 400;
/** A block shows within this: the server looks every two seconds. */
const ENDS_WITHIN_MS = 15_000;

export async function talk(journey, browser, site, script) {
  await twoAdults(journey, browser, site, script);
  await minorAndAdult(journey, browser, site, script);
}

async function twoAdults(journey, browser, site, script) {
  const [sanne, hanna] = await Promise.all(["sanne", "hanna"].map((who) => sit(browser, site, script, who)));
  try {
    journey.step("sees on the own page what is new");
    await hanna.page.goto("/mijn");
    await hanna.page.locator('main a[href^="/maatjes/gesprekken/"]').first().click();
    await hanna.page.waitForURL("**/maatjes/gesprekken/**");
    const address = new URL(hanna.page.url()).pathname;
    await hanna.page.goto("/mijn");
    expect((await hanna.page.locator(`main a[href^="${address}"]`).count()) === 0, "nothing new once it is read");

    journey.step("opens the conversation, as the other does");
    await Promise.all([sanne, hanna].map(({ page }) => page.goto(address)));
    await clean(hanna.page, script);

    journey.step("types while the other writes");
    const field = hanna.page.locator("textarea");
    await field.fill("Wat ik aan het typen ben");
    await field.focus();
    await hanna.page.evaluate("window.isTheSamePage = true").catch(() => null);
    await write(sanne.page, "Hoi! Lukt het woensdag ook?", script);
    await arrives(hanna.page, "Lukt het woensdag ook?", script);
    if (script) {
      expect(await hanna.page.evaluate(() => window.isTheSamePage), "no reload");
      expect((await field.inputValue()) === "Wat ik aan het typen ben", "the typed text");
      expect(await hanna.page.evaluate(() => document.activeElement?.name === "tekst"), "the focus in the field");
    }

    journey.step("answers");
    await write(hanna.page, "Ja, woensdag lukt.", script);
    await arrives(sanne.page, "Ja, woensdag lukt.", script);
    const said = await sanne.page.locator(".talk-text").allInnerTexts();
    expect(said.filter((text) => text.includes("woensdag lukt")).length === 1, "each message once");
    await clean(sanne.page, script);

    journey.step("finds the way to report a message");
    await hanna.page.locator('.talk a[href^="/melden/bericht/"]').last().click();
    await hanna.page.waitForURL("**/melden/bericht/**");
    expect((await words(hanna.page.locator("main blockquote"))).includes("woensdag"), "the words that are reported");
    await hanna.page.goto(address);
    if (script) await hearsAfterSending(journey, sanne.page, hanna.page);

    journey.step("wants no more contact");
    await sanne.page.locator("details", { has: sanne.page.locator('button[value="blokkeer"]') }).locator("summary").click();
    await sanne.page.locator('button[value="blokkeer"]').click();
    await sanne.page.waitForURL("**/maatjes/gesprekken");
    expect((await sanne.page.locator(`main a[href^="${address}"]`).count()) === 0, "gone from the list of who blocked");
    const over = async () => {
      if (!script) await hanna.page.reload();
      return (await words(hanna.page.locator(".talk"))).includes("Dit gesprek is klaar");
    };
    await eventually(over, "the other sees that it is over", ENDS_WITHIN_MS);
    await clean(hanna.page, script);
  } finally {
    await Promise.all([sanne.context.close(), hanna.context.close()]);
  }
}

/** What somebody sends reaches their own question for news as well, here last: they hear the other as soon as before. */
async function hearsAfterSending(journey, writer, other) {
  journey.step("hears the other at once after sending");
  const asksForNews = (url) => url.searchParams.has("na");
  await writer.route(asksForNews, async (route) => {
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, NEWS_LATER_MS));
    await route.fulfill({ response: answer });
  });
  const begun = writer.waitForRequest((request) => asksForNews(new URL(request.url())));
  await writer.reload();
  await begun;
  await write(writer, "Neem je je boek mee?", true);
  await write(other, "Ja, ik neem het mee.", true);
  await arrives(writer, "Ja, ik neem het mee.", true);
  await writer.unrouteAll({ behavior: "ignoreErrors" });
}

async function minorAndAdult(journey, browser, site, script) {
  const [fenna, meike] = await Promise.all(["fenna", "meike"].map((who) => sit(browser, site, script, who)));
  try {
    journey.step("is 17 and types a number");
    await fenna.page.goto("/maatjes/gesprekken");
    await fenna.page.locator('main a[href^="/maatjes/gesprekken/"]').first().click();
    await fenna.page.waitForURL("**/maatjes/gesprekken/**");
    const address = new URL(fenna.page.url()).pathname;
    const number = "Bel me maar op 06 12 34 56 78";
    await fenna.page.locator("textarea").fill(number);
    await fenna.page.locator('button[value="stuur"]').click();
    const anyway = fenna.page.locator('button[value="toch"]');
    await anyway.waitFor();
    expect((await fenna.page.locator("textarea").inputValue()) === number, "the text is kept");
    expect((await words(fenna.page.locator(".talk-write .notice"))).includes("06 12 34 56 78"), "what was seen");
    await clean(fenna.page, script);

    journey.step("sends it all the same");
    await anyway.click();
    await anyway.waitFor({ state: "detached" });
    expect((await fenna.page.locator(".talk-text").last().innerText()).includes("06 12"), "the message");

    journey.step("an adult shares an address with a minor");
    await meike.page.goto(address);
    await meike.page.locator("textarea").fill("Kom naar Dorpsstraat 12");
    await meike.page.locator('button[value="stuur"]').click();
    await meike.page.locator(".talk-write .notice-alert").waitFor();
    expect((await meike.page.locator('button[value="toch"]').count()) === 0, "no way to send it anyway");
    await clean(meike.page, script);
    await meike.page.locator("textarea").fill("Kom naar de kantine");
    await meike.page.locator('button[value="stuur"]').click();
    await eventually(async () => (await words(meike.page.locator(".talk-lines"))).includes("de kantine"), "the changed message");
    await fenna.page.reload();
    const heard = await words(fenna.page.locator(".talk-lines"));
    expect(heard.includes("Kom naar de kantine") && !heard.includes("Dorpsstraat"), "only what was sent");
  } finally {
    await Promise.all([fenna.context.close(), meike.context.close()]);
  }
}

async function sit(browser, site, script, who) {
  const context = await person(browser, site.url, { script });
  const page = await context.newPage();
  await signIn(page, who);
  return { context, page };
}

async function write(page, text, script) {
  await page.locator("textarea").fill(text);
  await page.locator('button[value="stuur"]').click();
  await eventually(async () => (await words(page.locator(".talk-lines"))).includes(text), "the own message");
  await eventually(async () => (await page.locator("textarea").inputValue()) === "", "an empty field");
  if (script) await eventually(() => page.evaluate(() => document.activeElement?.name === "tekst"), "the focus in the field");
}

async function arrives(page, text, script) {
  const there = async () => (await words(page.locator(".talk-lines"))).includes(text);
  if (!script) {
    expect(!(await there()), "nothing new before asking");
    await page.locator('[data-no-script] a').click();
  }
  await eventually(there, `"${text}" at the other`, script ? APPEARS_WITHIN_MS : undefined);
}

/** No fault for people who do not see or use a small phone, at both widths and in both colours. */
async function clean(page, script) {
  for (const [viewport, colorScheme] of [[NARROW, "light"], [WIDE, "dark"]]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const faults = [...(await looked(page)), ...(script ? await accessible(page) : [])];
    expect(faults.length === 0, `no faults, not ${JSON.stringify(faults)}`);
  }
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
