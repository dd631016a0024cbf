// The page gate and the journeys in a real Chromium: `node tests/browser/run.mjs [gate] [journeys]`, both when none
// is named; the name of a journey walks it alone, beginnings of pages' names after `gate` open those alone (`gate toolbox-`).
// `--shots FOLDER` takes pictures of the main pages instead, `--docs` those of docs/screenshots.

import { launch } from "./chromium.mjs";
import { gate } from "./gate.mjs";
import { Site } from "./site.mjs";
import { shots } from "./shots.mjs";
import { Journey } from "./journeys/step.mjs";
import { coordinator } from "./journeys/coordinator.mjs";
import { first } from "./journeys/first.mjs";
import { minute } from "./journeys/minute.mjs";
import { INSTITUTIONS, newcomer } from "./journeys/newcomer.mjs";
import { passkey } from "./journeys/passkey.mjs";
import { Providers } from "./providers.mjs";
import { student } from "./journeys/student.mjs";
import { talk } from "./journeys/talk.mjs";
import { teacher } from "./journeys/teacher.mjs";
import { tries } from "./journeys/tries.mjs";

const JOURNEYS = { teacher, exchange: tries, student, coordinator, talk };
const FIRST = ["first visitor", first];
const MINUTE = [["coordinator in a minute", minute]];
const LONG = process.env.KANSRIJK_TEST_SIZE === "long";

/** The journeys on a phone, each with and without JavaScript; gives how many failed. */
async function walk(browser) {
  let failed = 0;
  for (const script of [true, false]) {
    failed += await walkThese(browser, Object.entries(JOURNEYS), script);
    failed += await arrive(browser, script);
    // At the pace of a person: minutes, so not each time.
    if (LONG) failed += (await arrive(browser, script, FIRST)) + (await walkThese(browser, MINUTE, script));
  }
  return failed + (await lock(browser));
}

/** The journey of a moderator with a passkey: at a name, because passkeys know no addresses in numbers. */
async function lock(browser) {
  const site = await Site.start();
  try {
    return await one("moderator with a passkey", (journey) => passkey(journey, browser, site), browser, site, true);
  } finally {
    await site.stop();
  }
}

/** Some journeys, one after the other, at a site of their own. */
async function walkThese(browser, journeys, script) {
  let failed = 0;
  const site = await Site.start();
  try {
    for (const [name, go] of journeys) failed += await one(name, go, browser, site, script);
  } finally {
    await site.stop();
  }
  return failed;
}

/** The journey of somebody new, who comes through two providers of their own. */
async function arrive(browser, script, [name, go] = ["newcomer", newcomer]) {
  const providers = new Providers();
  const site = await Site.start((url) => providers.start(url), ["import", "institutions", INSTITUTIONS]);
  try {
    return await one(name, (journey) => go(journey, browser, site, providers, script), browser, site, script);
  } finally {
    await site.stop();
    await providers.stop();
  }
}

async function one(name, go, browser, site, script) {
  const journey = new Journey(name);
  const began = Date.now();
  const how = script ? "with JavaScript" : "without JavaScript";
  try {
    await go(journey, browser, site, script);
    console.log(`journey of the ${name} ${how}: arrived in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return 0;
  } catch (error) {
    console.error(`journey of the ${name} ${how}: STOPPED where this person ${journey.at}\n    ${reason(error)}`);
    return 1;
  }
}

/** What went wrong and where, without the browser's own log. */
function reason(error) {
  const lines = String(error.stack ?? error).split("\n");
  return [lines[0], ...lines.filter((line) => line.includes("/journeys/"))].join("\n    ");
}

/** The page gate, over all pages or those whose names begin as one of `only`; gives how many faults it found. */
async function watch(browser, only) {
  const site = await Site.start();
  try {
    const began = Date.now();
    const { faults, total, left } = await gate(browser, site, { long: LONG, only });
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    console.log(`page gate: ${total - left} of ${total} pages and states seen in ${seconds} s, ${left} left out for time, ${faults.count} faults`);
    if (faults.count > 0) console.error(String(faults));
    return faults.count;
  } finally {
    await site.stop();
  }
}

async function main(wanted) {
  const browser = await launch();
  try {
    const pictures = wanted.indexOf("--shots");
    if (pictures >= 0) return await shots(browser, wanted[pictures + 1]);
    if (wanted.includes("--docs")) return await shots(browser, null);
    let failed = 0;
    const named = Object.entries(JOURNEYS).filter(([name]) => wanted.includes(name));
    if (named.length > 0) failed += (await walkThese(browser, named, true)) + (await walkThese(browser, named, false));
    if (wanted.includes("newcomer")) failed += (await arrive(browser, true)) + (await arrive(browser, false));
    if (wanted.includes("first")) failed += (await arrive(browser, true, FIRST)) + (await arrive(browser, false, FIRST));
    if (wanted.includes("minute")) failed += (await walkThese(browser, MINUTE, true)) + (await walkThese(browser, MINUTE, false));
    if (wanted.includes("passkey")) failed += await lock(browser);
    if (wanted.length === 0 || wanted.includes("journeys")) failed += await walk(browser);
    const gated = wanted.indexOf("gate");
    if (wanted.length === 0 || gated >= 0) failed += await watch(browser, gated >= 0 ? wanted.slice(gated + 1).filter((word) => word !== "journeys") : []);
    return failed;
  } finally {
    await browser.close();
  }
}

process.exitCode = (await main(process.argv.slice(2))) > 0 ? 1 : 0;
