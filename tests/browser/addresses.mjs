// Which live pages there are: every address that web/src/urls.rs declares, for everyone who may come by. An address
// that takes an id is found by following links, so a page that nobody can reach is missed aloud.

import { readFileSync } from "node:fs";

/** No pages, or no pages to open: each with its reason. */
const NO_PAGES = {
  ASSETS: "a folder",
  MY_DATA_FILE: "a download",
  ROBOTS: "plain text",
  SECURITY_TXT: "plain text",
  FAVICON: "a picture",
  TOOLBOX_SUGGEST: "an API",
  TOOLBOX_FEED: "a feed",
  OAI: "XML for harvesters",
  OAI_MEETUPS: "XML for harvesters",
  ANSWER_QUESTION: "a deed",
  REPORT_QUESTION: "leads from a question; the page is the one of REPORT_CARD",
  REPORT_ANSWER: "leads from an answer; the page is the one of REPORT_CARD",
  SAVED_SEARCH: "a deed",
  STOP_SEARCHES: "stands in a mail; its samples are in the gallery",
  COMPARE_CARDS: "leads from a second version or a relative; tests/src/journeys/shelf.rs and its samples see it",
  SIGN_OUT: "a deed",
  REVOKE_ACCESS: "a deed",
  CALENDAR: "a feed",
  EMBEDDED_REGION: "stands in frames of other sites; tests/src/rights.rs opens it, and its samples are in the gallery",
  COMMUNITY_CALENDAR: "a feed",
  REGION_SOURCES: "for who coordinates the region; its samples are in the gallery",
  DROP_SOURCE: "a deed",
  KIND_CALENDAR: "a feed",
  OWN_CALENDAR: "a feed of one person, by its secret",
  STOP_CALENDAR: "a deed",
  WITHDRAW_CARD: "a deed",
  RESTORE_CARD: "a deed",
  SHELF_REVIEW: "a deed",
  DRAFT_REVIEW: "the demo town has none; tests/src/journeys/shelf.rs and its samples see it",
  MEETUPS_NEARBY: "a deed",
  MEETUP_CONCEPT: "the demo town has none; its samples are in the gallery",
  DROP_MEETUP_CONCEPT: "a deed",
  DROP_MEETUP_IMAGE: "a deed",
  IMAGE: "a picture",
  MEETUP_SIGNUP: "a deed",
  MEETUP_LEAVE: "a deed",
  MEETUP_CONFIRM: "a deed",
  MEETUP_BY_MAIL: "a deed",
  MEETUP_REMINDERS: "a deed",
  MEETUP_DOOR: "leads from the list of a meetup of today; its samples are in the gallery",
  PLACE: "stands in a mail; its samples are in the gallery",
  PLACE_REMINDERS: "a deed",
  LEAVE_PLACE: "a deed",
  MEETUP_CALENDAR: "a feed",
  MATCH_CALENDAR: "a file for a calendar",
  MEETUP_ENTRY: "a deed",
  PLACE_ENTRY: "a deed",
  MEETUP_LIST: "a file for a spreadsheet",
  MEETUP_CERTIFICATE: "a file to print: tests/conformance/attendance.py reads it",
  PLACE_CERTIFICATE: "a file to print: tests/conformance/attendance.py reads it",
  HELP_NEXT: "leads from a match that came to its end; its samples are in the gallery",
  ROLE_MODEL_INVITATION: "handed over by a student: tests/src/journeys/role_model.rs opens it, and its samples are in the gallery",
  JOIN_COMMUNITY: "a deed",
  LEAVE_COMMUNITY: "a deed",
  REGION_DESK: "leads from the region of whoever coordinates it; its samples are in the gallery",
  MEETUP_FOLLOW_UP: "leads from a meetup that was, for who organised it; its samples are in the gallery",
  ASK_TO_JOIN: "a deed",
  TAKE_BACK_JOIN: "a deed",
  ANSWER_JOIN: "a deed",
  COMMUNITY_SPACE: "a deed",
  ASK_TEAM: "a deed",
  TAKE_BACK_TEAM: "a deed",
  ANSWER_TEAM: "a deed",
  LEAVE_TEAM: "a deed",
  INVITE_TEAM: "a deed",
  REVOKE_INVITE: "a deed",
  WITHDRAW_TRIED: "a deed",
  TEAM_INVITE: "handed over by a member: tests/src/journeys/team.rs opens it, and its samples are in the gallery",
  SIGN_IN_MAIL: "a deed",
  WELCOME_LINK: "a deed",
  WELCOME: "shows itself after a first sign-in: the journey of the newcomer sees it",
  WAITING: "shows itself to a child after the welcome form; tests/src/journeys/child.rs and its samples see it",
  REMOVE_PASSKEY: "a deed",
  WITHDRAW_RECOVERY: "a deed",
  AGREE_RECOVERY: "a deed",
  SIGN_OUT_EVERYWHERE: "a deed",
  RECOVERIES: "for administrators; its samples are in the gallery",
  RECOVERY: "handed over by an administrator; its samples are in the gallery",
  STOP_RECOVERY: "stands in a mail about a recovery; its samples are in the gallery",
  SUSPENSIONS: "for moderators and administrators; tests/src/journeys/suspension.rs and its samples see it",
  LIFT_SUSPENSION: "a deed",
  UPHOLD_SUSPENSION: "a deed",
  SUSPENDED: "shows itself to who is suspended; tests/src/journeys/suspension.rs and its samples see it",
  INVITE_MEMBER: "a deed",
  TAKE_OFF_MEMBER: "a deed",
  INVITATION: "stands in a mail; its samples are in the gallery",
  DECLINE_INVITATION: "a deed",
  BLOCK: "a deed",
  REPORT_ENTRY: "leads from what somebody asks or offers; the page is the one of REPORT_CARD",
  REPORT_PERSON: "leads from somebody whom a page shows; the page is the one of REPORT_CARD",
  SIGN_IN_AT: "leads to a provider",
  SIGN_IN_RETURN: "where a provider leads back",
  SIGN_IN_LINK: "stands in a mail: the journey of the newcomer opens it",
  PARENT: "stands in a mail to a parent; its samples are in the gallery",
  REPORT: "needs a report, and the demo town has none; its samples are in the gallery",
  ERASED: "shows itself after an erasure: tests/src/erasure.rs opens it",
};

/** Everyone who may come by: nobody, and one of the demo town for each of the main roles; a programme has a coordinator of its own. */
export const ROLES = { stranger: null, student: "noor", buddy: "hanna", docent: "petra", coordinator: "yvonne", programme: "samira" };
/** What is worth a look with a question in it. */
const QUESTIONS = [
  { name: "SEARCH", address: "/zoeken?q=team" },
  { name: "SEARCH", address: "/zoeken?q=qzxqzx" },
  { name: "TOOLBOX", address: "/trukendoos?q=vergadring" },
  { name: "MEETUPS", address: "/bijeenkomsten?regio=NL-UT" },
  { name: "NOT_FOUND", address: "/dit-bestaat-niet", status: 404 },
];

function declared() {
  const source = readFileSync(new URL("../../web/src/urls.rs", import.meta.url), "utf8");
  const fixed = [...source.matchAll(/^\s+([A-Z_]+) = "([^"]*)";/gm)].map(([, name, address]) => ({ name, address }));
  const taking = [...source.matchAll(/^\s+\w+\(\w+\) ([A-Z_]+) = "([^"]*)", "([^"]*)";/gm)]
    .map(([, name, before, after]) => ({ name, before, after }));
  if (fixed.length < 10 || taking.length < 5) throw new Error("web/src/urls.rs is not read as it is written");
  return { fixed: fixed.filter(isPage), taking: taking.filter(isPage) };
}

function isPage({ name }) {
  return !(name in NO_PAGES);
}

/** The links of a page that stay on the site, without query. */
function links(html) {
  return [...html.matchAll(/href="(\/[^"#?]*)/g)].map(([, address]) => address);
}

/** An example for an address that takes an id: only that segment differs. */
function example({ before, after }, known) {
  return [...known].find((address) => {
    const id = address.slice(before.length, after ? -after.length : undefined);
    return address.startsWith(before) && address.endsWith(after) && id !== "" && !id.includes("/") &&
      !FIXED.has(address);
  });
}

const DECLARED = declared();
const FIXED = new Set(DECLARED.fixed.map(({ address }) => address));

/** Follows links three steps deep, as one person, by plain requests. */
async function reachable(request) {
  const known = new Set();
  let next = [...FIXED];
  for (let step = 0; step < 4; step += 1) {
    const found = new Set();
    for (const address of next) {
      const answer = await request.get(address);
      if (answer.headers()["content-type"]?.startsWith("text/html")) links(await answer.text()).forEach((link) => found.add(link));
    }
    found.forEach((link) => known.add(link));
    next = DECLARED.taking.map((one) => example(one, found)).filter((address) => address && !FIXED.has(address));
  }
  return known;
}

/**
 * The live pages for one role: { name, role, address, status }, and the names for which no link was found.
 * `request` is that person's own, of Playwright.
 */
export async function livePages(role, request) {
  const known = await reachable(request);
  const pages = DECLARED.fixed.map(({ name, address }) => ({ name, role, address }));
  const unreached = [];
  for (const taking of DECLARED.taking) {
    const address = example(taking, known);
    if (address) pages.push({ name: taking.name, role, address });
    else unreached.push(taking.name);
  }
  pages.push(...QUESTIONS.map((question) => ({ ...question, role })));
  return { pages, unreached };
}
