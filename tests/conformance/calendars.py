"""Calendars as we write and understand them, beside what two other programs make of the same."""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import feedparser
import icalendar
import recurring_ical_events

from conformance import random_series, strict_calendar
from server import binary, is_long

SERIES = 10_000 if is_long() else 300
FEEDS = 10_000 if is_long() else 200
SEED = int(os.environ.get("KANSRIJK_SEED", "2020"))
BEFORE, AFTER = datetime(2019, 6, 1, tzinfo=timezone.utc), datetime(2038, 1, 1, tzinfo=timezone.utc)
#: A series without end is cut off by each at its own end of the last day.
COMPARED = int(datetime(2037, 12, 30, tzinfo=timezone.utc).timestamp())
JAVASCRIPT = Path(__file__).with_name("ical.mjs")
MOST_SHOWN = 5


def ours(*arguments: object) -> str:
    """What the program says that uses the service as it is."""
    program = Path(binary()).parent / "examples" / "calendars"
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{program.name} {arguments}: {done.stderr[-3000:]}")
    return done.stdout


@functools.cache
def has_node() -> bool:
    return bool(shutil.which("node"))


def in_seconds(text: str) -> int:
    return int(datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).timestamp())


class Series(unittest.TestCase):
    """What a series is, is what `recurring_ical_events` (with dateutil) and `ical.js` make of it."""

    def test_is_the_same_for_three(self):
        files = list(random_series.calendar(SEED, SERIES, 100))
        with ThreadPoolExecutor(2) as pool:
            parts = list(pool.map(compare, files))
        different = [line for part in parts for line in part[0]]
        apart = [line for part in parts for line in part[1]]
        undecided = {line.split(",")[0] for line in apart}
        times = sum(part[2] for part in parts)
        print(f"\n({SERIES} series with {times} times, seed {SEED}, by {'three' if has_node() else 'two'}; {len(undecided)} undecided)")
        self.assertGreater(times, 10 * SERIES)
        self.assertEqual(different[:MOST_SHOWN], [], f"{len(different)} differ")
        # Of a few the two do not agree with each other, and we with one of them: recurring_ical_events 3.8.2 loses some extra
        # dates of series that begin where a clock changes.
        self.assertLessEqual(len(undecided), SERIES // 100, apart[:MOST_SHOWN])


def compare(file: tuple[list[str], str]) -> tuple[list[str], list[str], int]:
    """What differs of the series of a file from all others, from some of them, and how many times there are."""
    uids, text = file
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in.ics", Path(folder) / "out.ics"
        given.write_text(text, newline="")
        lines = [json.loads(line) for line in ours("expand", given, made).splitlines()]
        feed = made.read_bytes()
        javascript = by_javascript(made) if has_node() else {}
    found = {one["uid"]: [(in_seconds(starts), in_seconds(ends)) for starts, ends in one["times"]] for one in lines}
    lengths = {uid: length_of(uid, text) for uid in uids}
    days = {uid for uid in uids if is_of_days(uid, text)}
    file_, written = by_python(text.encode()), by_python(feed)
    different, apart = [], []
    for uid in uids:
        said, agreeing = [], {"Python", *(["JavaScript"] if has_node() else [])}
        all_ = [as_day(one) for one in found.get(uid, [])] if uid in days else [starts for starts, _ in found.get(uid, [])]
        others = {"the file by Python": file_.get(uid, []), "the feed by Python": written.get(uid, [])}
        if has_node():
            others["the feed by JavaScript"] = javascript.get(uid, [])
        for name, other in others.items():
            more, less = (sorted(one for one in some if one < COMPARED) for some in (set(all_) - set(other), set(other) - set(all_)))
            if more or less:
                said.append(f"{uid}, {name}: only we {shown(more)}, only they {shown(less)}\n{part_of(uid, text)}")
                agreeing.discard(name.split()[-1])
        (apart if agreeing else different).extend(said)
        # A single date that moved is told by its clock alone.
        if uid not in days and "RECURRENCE-ID" not in part_of(uid, text) and any(ends - starts != lengths[uid] for starts, ends in found.get(uid, [])):
            different.append(f"{uid}: a length that is not {lengths[uid]}\n{part_of(uid, text)}")
    return different, apart, sum(map(len, found.values()))


def as_day(times: tuple[int, int]) -> int:
    """A day is told as its midnight in UTC; ours begins at midnight at home."""
    home = datetime.fromtimestamp(times[0], random_series.ZoneInfo("Europe/Amsterdam"))
    return int(datetime(home.year, home.month, home.day, tzinfo=timezone.utc).timestamp())


def by_python(body: bytes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for event in recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(BEFORE, AFTER):
            starts = event["DTSTART"].dt
            if not isinstance(starts, datetime):
                starts = datetime(starts.year, starts.month, starts.day, tzinfo=timezone.utc)
            found.setdefault(str(event["UID"]), []).append(int(starts.timestamp()))
    return found


def by_javascript(file: Path) -> dict[str, list[int]]:
    done = subprocess.run(["node", JAVASCRIPT, file], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["uid"]: [by_the_clock(*said) for said in one["times"]] for one in lines}


def by_the_clock(text: str, name: str, moment: int) -> int:
    """The moment that ical.js gives, but for an hour that a clock skips or shows twice.

    Of those RFC 5545, 3.3.5 says what is meant: the offset before the gap, and the first of two. ical.js takes the offset
    after the gap and the second, as of 2.2.1; `zoneinfo` and we are with the RFC, so it is the clock that is compared there.
    """
    at = datetime.fromisoformat(text).replace(tzinfo=random_series.ZoneInfo(name))
    meant = int(at.timestamp())
    if at.utcoffset() == at.replace(fold=1).utcoffset():
        return moment
    return meant


def part_of(uid: str, text: str) -> str:
    parts = text.split("BEGIN:VEVENT")[1:]
    return "\n".join(part for part in parts if f"\nUID:{uid}\r" in part).replace("\r", "")


def is_of_days(uid: str, text: str) -> bool:
    return "DTSTART;VALUE=DATE" in part_of(uid, text)


def length_of(uid: str, text: str) -> int:
    line = next(line for line in part_of(uid, text).splitlines() if line.startswith("DURATION:"))
    return int(icalendar.vDuration.from_ical(line[9:]).total_seconds())


def shown(seconds: list[int]) -> list[str]:
    return [f"{datetime.fromtimestamp(one, timezone.utc):%Y-%m-%d %H:%M}" for one in seconds[:MOST_SHOWN]]


class Feeds(unittest.TestCase):
    """Feeds of random meetups, with texts that nobody would write."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="kansrijk-feeds-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        # It takes each over again and fails where something did not come back.
        ours("write", cls.folder, FEEDS, SEED)
        cls.calendars = sorted(cls.folder.glob("*.ics"))

    def test_there_are_as_many_as_were_asked_for(self):
        events = sum(file.read_bytes().count(b"BEGIN:VEVENT") for file in self.calendars)
        print(f"\n({len(self.calendars)} calendars with {events} events, seed {SEED})")
        self.assertGreater(len(self.calendars), FEEDS)
        self.assertGreater(events, FEEDS)

    def test_keep_the_contract_to_the_letter(self):
        wrong = {}
        for file in self.calendars:
            found = strict_calendar.complaints(file.read_bytes(), has_source=not file.name.startswith("own-"))
            if found:
                wrong[file.name] = found
        self.assertEqual(list(wrong.items())[:MOST_SHOWN], [], f"{len(wrong)} are not right")

    def test_own_ones_carry_links_where_their_reader_has_a_place_and_no_other_does(self):
        links = {file.name: file.read_bytes().count(b"CONFERENCE;") for file in self.calendars}
        self.assertGreater(sum(many for name, many in links.items() if name.startswith("own-mine")), 0)
        self.assertEqual([name for name, many in links.items() if many and not name.startswith("own-mine")], [])

    def test_are_read_by_icalendar_with_every_zone(self):
        for file in self.calendars:
            with self.subTest(file.name), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                calendar = icalendar.Calendar.from_ical(file.read_bytes())
                self.assertEqual([part.errors for part in calendar.walk() if getattr(part, "errors", [])], [])
                self.assertEqual(calendar.get_missing_tzids(), set())

    @unittest.skipUnless(has_node(), "Node.js is not here")
    def test_are_read_by_ical_js(self):
        for file in self.calendars[:: max(1, len(self.calendars) // 200)]:
            with self.subTest(file.name):
                by_javascript(file)

    def test_their_news_is_read_without_a_complaint(self):
        for file in sorted(self.folder.glob("*.atom")):
            with self.subTest(file.name):
                feed = feedparser.parse(file.read_bytes())
                self.assertFalse(feed.bozo, getattr(feed, "bozo_exception", ""))
                calendar = file.with_suffix(".ics").read_bytes()
                uids = {line for line in calendar.split(b"\r\n") if line.startswith(b"UID:bijeenkomst")}
                self.assertEqual(len(feed.entries), len(uids))
                news = json.loads(file.with_suffix(".json").read_text())
                self.assertEqual(news["version"], "https://jsonfeed.org/version/1.1")
                self.assertEqual(len(news["items"]), len(uids))


class TheChecker(unittest.TestCase):
    """It finds what it is there for: each fault is put into a calendar in which there is none."""

    RIGHT = "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Proef//NL", "UID:a", "NAME:Proef", "X-WR-CALNAME:Proef",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "COLOR:teal", "URL:https://a.example/",
        "SOURCE;VALUE=URI:https://a.example/a.ics", "BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam",
        "BEGIN:STANDARD", "DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:20250330T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:u", "DTSTAMP:20260101T000000Z", "LAST-MODIFIED:20260101T000000Z", "SEQUENCE:0", "STATUS:CONFIRMED",
        "SUMMARY:Samen\\, leren", "URL:https://a.example/u", "DTSTART;TZID=Europe/Amsterdam:20260305T153000",
        "DTEND;TZID=Europe/Amsterdam:20260305T170000", "RRULE:FREQ=WEEKLY;UNTIL=20260401T133000Z",
        "EXDATE;TZID=Europe/Amsterdam:20260312T153000", "END:VEVENT",
        "BEGIN:VEVENT", "UID:u", "DTSTAMP:20260101T000000Z", "LAST-MODIFIED:20260101T000000Z", "SEQUENCE:0", "STATUS:CONFIRMED",
        "SUMMARY:Samen", "URL:https://a.example/u", "RECURRENCE-ID;TZID=Europe/Amsterdam:20260319T153000",
        "DTSTART;TZID=Europe/Amsterdam:20260320T153000", "END:VEVENT", "END:VCALENDAR", "",
    ])
    FAULTS = {
        "a bare LF": ("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\n"),
        "a long line": ("SUMMARY:Samen\r\n", f"SUMMARY:{'a' * 68}\r\n"),
        "a split escape": ("Samen\\, leren", "Samen\\\r\n , leren"),
        "a split character": ("SUMMARY:Samen\r\n", "SUMMARY:\udcc3\r\n \udca9\r\n"),
        "no escape": ("Samen\\, leren", "Samen, leren"),
        "an unknown escape": ("Samen\\, leren", "Samen\\t leren"),
        "no UID": ("UID:u\r\n", ""),
        "DTSTAMP that floats": ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000"),
        "DTSTAMP of another day": ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260102T000000Z"),
        "no STATUS": ("STATUS:CONFIRMED\r\n", ""),
        "a STATUS of tasks": ("STATUS:CONFIRMED", "STATUS:COMPLETED"),
        "two SEQUENCEs": ("SEQUENCE:0\r\n", "SEQUENCE:0\r\nSEQUENCE:1\r\n"),
        "an end before the start": ("20260305T170000", "20260305T150000"),
        "an end of another form": ("DTEND;TZID=Europe/Amsterdam:20260305T170000", "DTEND;VALUE=DATE:20260306"),
        "UNTIL that floats": ("UNTIL=20260401T133000Z", "UNTIL=20260401T133000"),
        "UNTIL and COUNT": ("FREQ=WEEKLY;UNTIL", "FREQ=WEEKLY;COUNT=3;UNTIL"),
        "EXDATE in UTC": ("EXDATE;TZID=Europe/Amsterdam:20260312T153000", "EXDATE:20260312T143000Z"),
        "a date both left out and moved": ("20260312T153000", "20260319T153000"),
        "a moved day": ("RECURRENCE-ID;TZID=Europe/Amsterdam:20260319T153000", "RECURRENCE-ID;VALUE=DATE:20260319"),
        "a zone that is not there": ("TZID=Europe/Amsterdam:20260305T15", "TZID=Europe/Berlin:20260305T15"),
        "a zone with other offsets": ("RRULE:FREQ=YEARLY;BYMONTH=3", "RRULE:FREQ=YEARLY;BYMONTH=5"),
        "a zone by the month": ("RRULE:FREQ=YEARLY;BYMONTH=3", "RRULE:FREQ=MONTHLY;BYMONTH=3"),
        "ORGANIZER that is no address": ("SEQUENCE:0", "SEQUENCE:0\r\nORGANIZER:Yvonne"),
        "an unknown property": ("SEQUENCE:0", "SEQUENCE:0\r\nONZIN:1"),
        "CONFERENCE without its type": ("SEQUENCE:0", "SEQUENCE:0\r\nCONFERENCE:https://a.example/"),
        "an address with a space": ("https://a.example/u", "https://a.example/u v"),
        "no SOURCE": ("SOURCE;VALUE=URI:https://a.example/a.ics\r\n", ""),
        "another version": ("VERSION:2.0", "VERSION:1.0"),
        "no end": ("END:VCALENDAR\r\n", ""),
    }

    def test_has_no_word_against_what_is_right(self):
        self.assertEqual(strict_calendar.complaints(self.RIGHT.encode()), [])

    def test_finds_each_fault(self):
        for name, (right, wrong) in self.FAULTS.items():
            with self.subTest(name):
                self.assertIn(right, self.RIGHT)
                broken = self.RIGHT.replace(right, wrong, 1).encode("utf-8", "surrogateescape")
                try:
                    found = strict_calendar.complaints(broken)
                except (AttributeError, ValueError, KeyError) as error:
                    found = [repr(error)]
                self.assertTrue(found)


if __name__ == "__main__":
    sys.exit(unittest.main())
