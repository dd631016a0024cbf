// All times of all events of a calendar until 2038, as ical.js finds them: a line of JSON for each, with what the clock shows,
// the zone of that clock, and the moment in seconds.
//
// node ical.mjs FILE.ics

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(import.meta.url)("ical.js");
const AFTER = Date.UTC(2038, 0, 1) / 1000;
const MOST = 20_000;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const masters = new Map();
const exceptions = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  // Left to itself it takes the moved dates of every other event for its own.
  const event = new ICAL.Event(component, { exceptions: [] });
  if (event.isRecurrenceException()) exceptions.push(event);
  else masters.set(event.uid, event);
}
for (const exception of exceptions) masters.get(exception.uid).relateException(exception);

/** A day is told as its midnight in UTC, so that no zone is asked. */
const seconds = (time) => (time.isDate ? Date.UTC(time.year, time.month - 1, time.day) / 1000 : time.toUnixTime());

const said = (time) => [time.toString(), time.isDate ? "UTC" : time.zone.tzid, seconds(time)];

function* times(event) {
  if (!event.isRecurring()) return yield said(event.startDate);
  const next = event.iterator();
  for (let found = next.next(), many = 0; found && seconds(found) < AFTER && many < MOST; found = next.next(), many += 1) {
    yield said(event.getOccurrenceDetails(found).startDate);
  }
}

for (const [uid, event] of masters) console.log(JSON.stringify({ uid, times: [...times(event)] }));
