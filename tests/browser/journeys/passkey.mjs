// Somebody becomes a moderator and needs a second factor: makes a passkey, comes back and is asked for it. Whoever has none,
// answers twice, answers for another site, or has a passkey that was removed, stays outside.

import { createServer } from "node:http";

import { person, signIn } from "../chromium.mjs";
import { eventually, expect, path, words } from "./step.mjs";

const EMAIL = "mo@school.example";
const ADMIN = "beheer";
/** A page that only a moderator opens. */
const LOCKED = "/meldingen";
/** A session that was looked up is asked for again after half a minute. */
const KNOWN_AGAIN_MS = 45_000;
const REFUSED = "De passkey is niet gelukt";

export async function passkey(journey, browser, site) {
  const url = site.url.replace("127.0.0.1", "localhost");
  const contexts = [];
  const open = async (options) => {
    const context = await person(browser, url, options);
    contexts.push(context);
    return context.newPage();
  };
  try {
    const page = await open();
    await becomesModerator(journey, page, await open());
    const key = await makes(journey, page);
    await comesBack(journey, page);
    await replays(journey, page);
    await fromElsewhere(journey, page, key);
    await removed(journey, page, await open(), key);
    await withoutScript(journey, await open({ script: false }));
    await atAnAddress(journey, browser, site, contexts);
  } finally {
    for (const context of contexts) await context.close();
  }
}

/** An authenticator in the machine, with which somebody shows who they are (CTAP 2). */
async function authenticator(page, isThere = true) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: isThere, automaticPresenceSimulation: true,
    },
  });
  return {
    verifies: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    credentials: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    takes: (credential) => session.send("WebAuthn.addCredential", { authenticatorId, credential }),
  };
}

/** Signs in by mail; the demo keeps the mails at this machine. */
async function byMail(page) {
  await page.goto("/aanmelden");
  const before = await newest(page);
  await page.goto("/aanmelden");
  await page.locator('[name="email"]').fill(EMAIL);
  await page.locator('form[action="/aanmelden/mail"] button').click();
  await page.waitForURL("**/aanmelden/code");
  const text = await eventually(async () => {
    const mail = await newest(page);
    return mail !== before && mail;
  }, "a mail with a code");
  await page.goto("/aanmelden/code");
  await page.locator('[name="code"]').fill(text.match(/\d{3} \d{3}/)[0]);
  await page.locator("main form.form button").click();
  await page.waitForURL((to) => to.pathname !== "/aanmelden/code");
}

async function newest(page) {
  await page.goto("/postvak");
  const tile = page.locator("main li.tile", { hasText: EMAIL }).first();
  return (await tile.count()) ? tile.innerText() : "";
}

async function status(page, address) {
  return (await page.goto(address)).status();
}

async function becomesModerator(journey, page, admin) {
  journey.step("makes an account by mail");
  await byMail(page);
  await page.locator('[name="naam"]').fill("Mo");
  await page.locator('[name="jaar"]').fill("1990");
  await page.locator('[name="maand"]').selectOption("2");
  const school = page.locator('select[name="school"]');
  if (await school.count()) await school.selectOption({ index: 1 });
  await page.locator("main form.form button").click();
  await page.waitForURL("**/maatjes/profiel**");

  journey.step("is made a moderator");
  await signIn(admin, ADMIN);
  await admin.goto("/mijn/rollen");
  await admin.locator('input[name="wie"]:not([type="hidden"])').fill(EMAIL);
  await admin.locator('label:has(input[name="rol"][value="moderator"])').click();
  await admin.locator('label:has(input[name="waar"][value="everywhere"])').click();
  await admin.locator('[name="tot"]').fill(inMonths(3));
  await admin.locator('form[action="/mijn/rollen"] button.button').last().click();
  await admin.getByText("Mo", { exact: false }).first().waitFor();
  expect((await words(admin.locator("main"))).includes("Moderator: Mo"), "the role that was given");

  journey.step("has the role and no second factor: it counts nowhere");
  expect((await status(page, LOCKED)) === 403, "no list of reports");
  // The pages ask anew who somebody is after half a minute.
  const locked = async () => {
    await page.goto("/mijn");
    return (await words(page.locator("main"))).includes("extra slot");
  };
  await eventually(locked, "what is missing, on my page", KNOWN_AGAIN_MS);
}

function inMonths(months) {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return day.toISOString().slice(0, 10);
}

async function makes(journey, page) {
  journey.step("makes a passkey");
  const key = await authenticator(page);
  await page.goto("/mijn/passkey");
  await page.locator('form[data-passkey="create"] button').click();
  await page.waitForURL("**/mijn");
  expect((await key.credentials()).length === 1, "one passkey in the authenticator");
  expect((await status(page, LOCKED)) === 200, "the list of reports");
  await page.goto("/mijn/passkey");
  expect((await page.locator('form[action="/mijn/passkey/weg"]').count()) === 1, "the passkey, with a way to remove it");
  return key;
}

async function comesBack(journey, page) {
  journey.step("comes back and is asked for the passkey");
  await page.context().clearCookies();
  await byMail(page);
  expect((await status(page, LOCKED)) === 403, "no list of reports before the passkey");
  await page.goto("/mijn/passkey?nieuw=1");
  expect((await page.locator("form[data-passkey]").count()) === 0, "no other passkey before the one that is there");

  await page.goto("/mijn/passkey");
  expect((await page.locator('form[action="/mijn/passkey/weg"]').count()) === 0, "no way to remove it before it was used");
  await page.locator('form[data-passkey="get"] button').click();
  await page.waitForURL("**/mijn");
  expect((await status(page, LOCKED)) === 200, "the list of reports");
}

/** Lets the page's own form send an answer, as its script would. */
async function sends(page, answer) {
  await Promise.all([
    // The address stays the same where it is refused: only a new page says that the answer has come.
    page.waitForEvent("load"),
    page.evaluate((text) => {
      const form = document.querySelector("form[data-passkey]");
      form.querySelector("input[name=antwoord]").value = text;
      form.submit();
    }, answer),
  ]);
}

/** What the authenticator of this page answers to the options of `asked`. */
function answer(page, options) {
  return page.evaluate(async (text) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(text).publicKey);
    return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
  }, options);
}

const options = (page) => page.locator("form[data-passkey]").getAttribute("data-options");

async function isRefused(page, what) {
  expect((await words(page.locator("main"))).includes(REFUSED), `${what} refused`);
  expect((await status(page, LOCKED)) === 403, `${what} opens nothing`);
}

async function replays(journey, page) {
  journey.step("answers twice with the same answer");
  await page.context().clearCookies();
  await byMail(page);
  await page.goto("/mijn/passkey");
  const once = await answer(page, await options(page));
  await page.goto("/mijn/passkey");
  await sends(page, once);
  await isRefused(page, "an answer to an earlier question");
  await page.goto("/mijn/passkey");
  await sends(page, "{}");
  await isRefused(page, "an answer that is none");
  await page.goto("/mijn/passkey");
  const [good, token] = [await answer(page, await options(page)), await page.locator('form[data-passkey] [name="csrf"]').inputValue()];
  const cookies = await page.context().cookies();
  await sends(page, good);
  await page.waitForURL("**/mijn");
  expect((await status(page, LOCKED)) === 200, "the list of reports, for an answer that counts");
  // The same request again, from the session as it was: whoever copied both has nothing.
  await page.context().clearCookies();
  await page.context().addCookies(cookies);
  const again = await page.request.post("/mijn/passkey", {
    form: { csrf: token, antwoord: good }, headers: { origin: new URL(page.url()).origin }, maxRedirects: 0,
  });
  expect(again.status() !== 200, `an answer counts once, not ${again.status()}`);
  await page.goto(LOCKED);
  expect(path(page) === "/aanmelden", "a copied session stays outside");
}

async function fromElsewhere(journey, page, key) {
  journey.step("meets a page of another origin that asks for the same passkey");
  const server = createServer((_, response) => response.end("<!doctype html><title>elders</title>"));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const elsewhere = await page.context().newPage();
  try {
    await page.context().clearCookies();
    await byMail(page);
    await page.goto("/mijn/passkey");
    const there = await authenticator(elsewhere);
    for (const credential of await key.credentials()) await there.takes(credential);
    await elsewhere.goto(`http://localhost:${server.address().port}/`);
    const taken = await answer(elsewhere, await options(page));
    await sends(page, taken);
    await isRefused(page, "what another origin got");

    journey.step("does not show who they are to the authenticator");
    await page.goto("/mijn/passkey");
    await key.verifies(false);
    await page.locator('form[data-passkey="get"] button').click();
    await page.locator("[data-passkey-failed]:not([hidden])").waitFor();
    await key.verifies(true);
    await page.locator('form[data-passkey="get"] button').click();
    await page.waitForURL("**/mijn");
  } finally {
    await elsewhere.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

async function removed(journey, page, other, key) {
  journey.step("removes the passkey while another browser is asked for it");
  const copy = await authenticator(other);
  for (const credential of await key.credentials()) await copy.takes(credential);
  await byMail(other);
  await other.goto("/mijn/passkey");
  await page.goto("/mijn/passkey");
  await page.locator('form[action="/mijn/passkey/weg"] button').click();
  await page.waitForURL("**/mijn/passkey");
  await sends(other, await answer(other, await options(other)));
  await isRefused(other, "a passkey that was removed");
}

async function withoutScript(journey, page) {
  journey.step("has no JavaScript, and reads what to do");
  // Not by mail: nobody gets more than five in ten minutes.
  await signIn(page, ADMIN);
  await page.goto("/mijn/passkey");
  expect((await words(page.locator("main"))).includes("Een passkey werkt alleen met JavaScript"), "what to do without JavaScript");
  expect(await page.locator("form[data-passkey] button").isDisabled(), "no button that does nothing");
}

async function atAnAddress(journey, browser, site, contexts) {
  journey.step("comes by the address in numbers, where passkeys do not work");
  const context = await person(browser, site.url);
  contexts.push(context);
  const page = await context.newPage();
  await signIn(page, "dirkje");
  await page.goto("/mijn/passkey");
  expect((await words(page.locator("main"))).includes("Op dit adres werken passkeys niet"), "why not");
  expect(path(page) === "/mijn/passkey", "the page itself");
}
