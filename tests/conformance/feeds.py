"""The calendar contract of design section 7, read by `icalendar` and `feedparser`."""

import re
import time
import tomllib
import unittest
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import icalendar

from conformance import strict_calendar
from server import Site, query

PROVINCES = "DR FL FR GE GR LI NB NH OV UT ZE ZH".split()
REGIONS = [f"NL-{code}" for code in PROVINCES] + [f"RMC-{number:02}" for number in range(1, 41)]
KINDS = ("leergemeenschap", "kennismaking", "training", "intervisie")
COMMUNITIES = Path(__file__).parents[2] / "seeds/town/communities.toml"
LONGEST_LINE = 75
KEPT = timedelta(days=90)

site: Site
fetched: dict[str, tuple]
began: float


def slugs() -> list[str]:
    return [one["slug"] for one in tomllib.loads(COMMUNITIES.read_text())["community"]]


def addresses(kind: str) -> list[str]:
    regions = [f"/kalender/{code}.{kind}" for code in REGIONS]
    kinds = [f"/kalender/soort/{one}.{kind}" for one in KINDS]
    return regions + kinds + [f"/kalender/gemeenschap/{slug}.{kind}" for slug in slugs()]


def setUpModule() -> None:
    global site, fetched, began
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()
    began = time.time()
    fetched = {address: site.get(address) for kind in ("ics", "atom") for address in addresses(kind)}


def calendars():
    """Each calendar with its address, its bytes and what `icalendar` makes of it."""
    for address in addresses("ics"):
        body = fetched[address].body
        yield address, body, icalendar.Calendar.from_ical(body)


class EveryFeed(unittest.TestCase):
    def test_is_there_with_its_type_and_validators(self):
        types = {"ics": "text/calendar", "atom": "application/atom+xml"}
        for address, answer in fetched.items():
            with self.subTest(address):
                self.assertEqual(answer.status, 200)
                self.assertTrue(answer.headers["content-type"].startswith(types[address.rsplit(".")[-1]]))
                self.assertRegex(answer.headers["etag"], r'^(W/)?"[^"]+"$')
                parsedate_to_datetime(answer.headers["last-modified"])

    def test_stays_the_same_between_two_polls(self):
        self.wait_for_another_second()
        for address, first in fetched.items():
            with self.subTest(address):
                again = site.get(address)
                self.assertEqual(again.body, first.body)
                self.assertEqual(again.headers["etag"], first.headers["etag"])

    def test_answers_304_to_who_has_it(self):
        for address, first in fetched.items():
            conditions = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
            for name, value in conditions.items():
                with self.subTest(address, condition=name):
                    again = site.get(address, headers={name: value})
                    self.assertEqual((again.status, again.body), (304, b""))
            with self.subTest(address, condition="another etag beside the date"):
                other = {"If-None-Match": '"another"', "If-Modified-Since": first.headers["last-modified"]}
                self.assertEqual(site.get(address, headers=other).status, 200)

    def test_knows_when_there_is_no_such_region(self):
        for address in ("/kalender/NL-XX.ics", "/kalender/RMC-99.atom", "/kalender/gemeenschap/geen-idee.ics", "/kalender/soort/feest.ics", "/kalender/mijn/x.ics"):
            with self.subTest(address):
                self.assertEqual(site.get(address).status, 404)

    @staticmethod
    def wait_for_another_second():
        """A `DTSTAMP` of now would hide within one second."""
        while time.time() - began < 1.1:
            time.sleep(0.05)


class EveryCalendar(unittest.TestCase):
    def test_there_is_something_to_read(self):
        events = sum(len(calendar.events) for _, _, calendar in calendars())
        self.assertGreater(events, 20)

    def test_lines_end_in_crlf_and_fold_at_75_octets(self):
        for address, body, _ in calendars():
            with self.subTest(address):
                self.assertTrue(body.endswith(b"\r\n"))
                lines = body[:-2].split(b"\r\n")
                self.assertFalse([line for line in lines if b"\n" in line or b"\r" in line])
                self.assertFalse([line for line in lines if len(line) > LONGEST_LINE])
                for line in lines:
                    line.decode("utf-8")

    def test_keeps_the_contract_to_the_letter(self):
        for address, body, _ in calendars():
            with self.subTest(address):
                self.assertEqual(strict_calendar.complaints(body), [])

    def test_is_read_without_errors_and_holds_its_zones(self):
        for address, _, calendar in calendars():
            with self.subTest(address):
                self.assertEqual([part.errors for part in calendar.walk() if getattr(part, "errors", [])], [])
                self.assertEqual(calendar.get_missing_tzids(), set())

    def test_zones_have_yearly_rules(self):
        for address, _, calendar in calendars():
            zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
            self.assertEqual(len(zones), len(calendar.walk("VTIMEZONE")), address)
            if "Europe/Amsterdam" in zones:
                rules = [part["RRULE"].to_ical().decode() for part in zones["Europe/Amsterdam"].subcomponents if "RRULE" in part]
                self.assertTrue(any("FREQ=YEARLY" in rule and "BYMONTH=3" in rule for rule in rules), address)
                self.assertTrue(any("FREQ=YEARLY" in rule and "BYMONTH=10" in rule for rule in rules), address)

    def test_events_say_what_a_reader_needs(self):
        for address, _, calendar in calendars():
            uids = []
            for event in calendar.events:
                with self.subTest(address, event=str(event.get("SUMMARY"))):
                    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "URL"):
                        self.assertIn(name, event)
                    self.assertIn(str(event["STATUS"]), ("CONFIRMED", "CANCELLED", "TENTATIVE"))
                    self.assertTrue("DTEND" in event or "DURATION" in event)
                    if "ORGANIZER" in event:
                        self.assertRegex(str(event["ORGANIZER"]), r"(?i)^(mailto:[^@\s]+@[^@\s]+|https?://.+)$")
                    if "RECURRENCE-ID" not in event:
                        uids.append(str(event["UID"]))
            self.assertEqual(len(uids), len(set(uids)), f"{address}: a UID stands twice")

    def test_the_stamp_is_the_last_change_and_not_now(self):
        for address, _, calendar in calendars():
            for event in calendar.events:
                with self.subTest(address, event=str(event["SUMMARY"])):
                    stamp = event["DTSTAMP"].dt
                    self.assertEqual(stamp, event["LAST-MODIFIED"].dt)
                    self.assertLess(stamp.timestamp(), began)

    def test_the_calendar_introduces_itself(self):
        for address, body, calendar in calendars():
            with self.subTest(address):
                for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "URL", "SOURCE", "COLOR"):
                    self.assertIn(name, calendar)
                self.assertTrue(str(calendar["SOURCE"]).endswith(address))
                self.assertIn(b"REFRESH-INTERVAL;VALUE=DURATION:", body)


class TheWindow(unittest.TestCase):
    """Feeds hold the last 90 days and everything to come, a province those of its RMC regions too."""

    def test_what_comes_stands_in_the_feed(self):
        for region in ("NL-UT", "RMC-19", "NL-GR", "NL-ZH"):
            listed = site.get(query("/api/meetups/events", region=region, per_page=100)).json()
            self.assertEqual(listed["total"], len(listed["events"]), "one page is enough for the demo town")
            titles = [str(event["SUMMARY"]) for event in self.events(region)]
            for event in listed["events"]:
                with self.subTest(region, event=event["title"]):
                    self.assertTrue(any(event["title"] in title for title in titles))

    def test_what_was_longer_ago_does_not(self):
        now = datetime.now(timezone.utc)
        for region in REGIONS:
            for event in self.events(region):
                if "RRULE" in event or "RDATE" in event:
                    continue
                ends = event.end
                ends = ends if isinstance(ends, datetime) else datetime(ends.year, ends.month, ends.day, tzinfo=timezone.utc)
                with self.subTest(region, event=str(event["SUMMARY"])):
                    self.assertGreater(ends, now - KEPT - timedelta(days=1))

    def test_a_province_holds_its_regions(self):
        province = {str(event["UID"]) for event in self.events("NL-UT")}
        region = {str(event["UID"]) for event in self.events("RMC-19")}
        self.assertTrue(region)
        self.assertLessEqual(region, province)

    @staticmethod
    def events(region: str):
        return icalendar.Calendar.from_ical(fetched[f"/kalender/{region}.ics"].body).events


class EveryAtomFeed(unittest.TestCase):
    def test_is_read_without_a_complaint_and_says_what_is_required(self):
        entries = 0
        for address in addresses("atom"):
            feed = feedparser.parse(fetched[address].body)
            with self.subTest(address):
                self.assertFalse(feed.bozo, getattr(feed, "bozo_exception", ""))
                self.assertEqual(feed.version, "atom10")
                for name in ("id", "title", "updated"):
                    self.assertTrue(feed.feed.get(name), name)
                links = {link.rel: link.href for link in feed.feed.links}
                self.assertTrue(links["self"].endswith(address))
                self.assertIn("alternate", links)
            ids = [self.entry(address, entry) for entry in feed.entries]
            self.assertEqual(len(ids), len(set(ids)), f"{address}: an id stands twice")
            entries += len(ids)
        self.assertGreater(entries, 20)

    def entry(self, address: str, entry) -> str:
        with self.subTest(address, entry=entry.get("title")):
            for name in ("id", "title", "updated", "link", "author", "summary"):
                self.assertTrue(entry.get(name), name)
            self.assertIsNotNone(entry.updated_parsed)
        return entry.id

    def test_ids_are_addresses_of_things(self):
        for address in addresses("atom"):
            for entry in feedparser.parse(fetched[address].body).entries:
                self.assertTrue(re.match(r"^(urn:|https?:|tag:)", entry.id), entry.id)
