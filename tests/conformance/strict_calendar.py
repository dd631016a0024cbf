"""Reads a calendar as strictly as RFC 5545 and RFC 7986 are written, and says everything that is wrong with it.

Own, and small, because readers of calendars forgive: that a program reads a file does not say that the file is right.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

LONGEST_LINE = 75
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
URI = re.compile(r"[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
LOCAL_TIME = re.compile(r"\d{8}T\d{6}")
DAY = re.compile(r"\d{8}")
OFFSET = re.compile(r"[+-]\d{4}(\d{2})?")
DURATION = re.compile(r"[+-]?P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)")
RULE = re.compile(r"[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*")
RULE_PARTS = {
    "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
    "BYMONTH", "BYSETPOS", "WKST",
}
#: RFC 5545, 8.3.2 and RFC 7986, section 5: how often each may stand in a component.
CALENDAR = {
    "VERSION": "one", "PRODID": "one", "CALSCALE": "most one", "METHOD": "most one", "UID": "most one", "LAST-MODIFIED": "most one",
    "URL": "most one", "REFRESH-INTERVAL": "most one", "SOURCE": "most one", "COLOR": "most one", "NAME": "any",
    "DESCRIPTION": "any", "CATEGORIES": "any", "IMAGE": "any",
}
EVENT = {
    "UID": "one", "DTSTAMP": "one", "DTSTART": "one", "CLASS": "most one", "CREATED": "most one", "DESCRIPTION": "most one",
    "GEO": "most one", "LAST-MODIFIED": "most one", "LOCATION": "most one", "ORGANIZER": "most one", "PRIORITY": "most one",
    "SEQUENCE": "most one", "STATUS": "most one", "SUMMARY": "most one", "TRANSP": "most one", "URL": "most one",
    "RECURRENCE-ID": "most one", "RRULE": "most one", "DTEND": "most one", "DURATION": "most one", "COLOR": "most one",
    "ATTACH": "any", "ATTENDEE": "any", "CATEGORIES": "any", "COMMENT": "any", "CONTACT": "any", "EXDATE": "any", "RDATE": "any",
    "RELATED-TO": "any", "RESOURCES": "any", "IMAGE": "any", "CONFERENCE": "any",
}
#: What the calendar contract of this project asks for beside.
CONTRACT_CALENDAR = {"UID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "COLOR", "URL"}
CONTRACT_EVENT = {"STATUS", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "URL"}
ZONE = {"TZID": "one", "LAST-MODIFIED": "most one", "TZURL": "most one"}
OBSERVANCE = {
    "DTSTART": "one", "TZOFFSETFROM": "one", "TZOFFSETTO": "one", "RRULE": "most one", "COMMENT": "any", "RDATE": "any", "TZNAME": "any",
}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "PRODID", "UID", "X-WR-CALNAME", "X-ALT-DESC"}
LISTS_OF_TEXTS = {"CATEGORIES", "RESOURCES", "X-KANSRIJK-ACCESS"}
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
#: CSS 3, as far as a calendar of ours can be expected to go.
COLORS = {
    "teal", "darkorange", "slateblue", "seagreen", "steelblue", "tomato", "gold", "navy", "purple", "crimson", "darkgreen",
    "royalblue", "orchid", "sienna",
}


@dataclass
class Line:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]


class Reading:
    """One calendar, and what is wrong with it."""

    def __init__(self, body: bytes, has_source: bool):
        self.complaints: list[str] = []
        self.has_source = has_source
        self.zones: dict[str, Component] = {}
        self.used: Counter[str] = Counter()
        self.earliest: dict[str, datetime] = {}
        lines = [self.line(text) for text in self.unfolded(body)]
        tree = self.tree([line for line in lines if line])
        for calendar in tree:
            self.calendar(calendar)

    def wrong(self, what: str) -> None:
        self.complaints.append(what)

    def expect(self, holds: object, what: str) -> None:
        if not holds:
            self.wrong(what)

    # Lines

    def unfolded(self, body: bytes) -> list[str]:
        self.expect(body.endswith(b"\r\n"), "does not end in CRLF")
        physical = body.removesuffix(b"\r\n").split(b"\r\n")
        whole: list[str] = []
        for line in physical:
            self.expect(b"\r" not in line and b"\n" not in line, f"a bare CR or LF in {line!r}")
            self.expect(len(line) <= LONGEST_LINE, f"{len(line)} octets: {line!r}")
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                self.wrong(f"a character is split, or this is no UTF-8: {line!r}")
                text = line.decode("utf-8", "replace")
            controls = [one for one in text if ord(one) < 32 and one != "\t" or ord(one) == 127]
            self.expect(not controls, f"control characters in {text!r}")
            self.expect(text.strip(), "an empty line")
            if text[:1] in (" ", "\t"):
                self.expect(whole, "begins with a continuation")
                if whole:
                    self.expect((len(whole[-1]) - len(whole[-1].rstrip("\\"))) % 2 == 0, f"an escape is split: {whole[-1][-20:]!r}")
                    whole[-1] += text[1:]
            else:
                whole.append(text)
        return whole

    def line(self, text: str) -> Line | None:
        name = NAME.match(text)
        if not name:
            self.wrong(f"no name: {text!r}")
            return None
        at, parameters = name.end(), {}
        while found := PARAMETER.match(text, at):
            key = found[1].upper()
            self.expect(key not in parameters, f"{key} stands twice: {text!r}")
            parameters[key] = found[2].strip('"')
            at = found.end()
        if text[at : at + 1] != ":":
            self.wrong(f"no value: {text!r}")
            return None
        return Line(name[0].upper(), parameters, text[at + 1 :])

    def tree(self, lines: list[Line]) -> list[Component]:
        roots, open_ = [], []
        for line in lines:
            if line.name == "BEGIN":
                part = Component(line.value.upper())
                (open_[-1].parts if open_ else roots).append(part)
                open_.append(part)
            elif line.name == "END":
                self.expect(open_ and open_[-1].name == line.value.upper(), f"END:{line.value} ends nothing")
                open_ = open_[:-1]
            elif open_:
                self.expect(not open_[-1].parts, f"{line.name} after a part of {open_[-1].name}")
                open_[-1].lines.append(line)
            else:
                self.wrong(f"{line.name} stands outside")
        self.expect(not open_, "something is not ended")
        self.expect(len(roots) == 1 and roots[0].name == "VCALENDAR", "is not one calendar")
        return roots

    # Components

    def counted(self, part: Component, allowed: dict[str, str]) -> None:
        counts = Counter(line.name for line in part.lines)
        for name in counts:
            self.expect(name in allowed or name.startswith("X-"), f"{part.name} knows no {name}")
        for name, often in allowed.items():
            fits = {"one": counts[name] == 1, "most one": counts[name] <= 1, "any": True}[often]
            self.expect(fits, f"{part.name} has {name} {counts[name]} times")
        for line in part.lines:
            if line.name != "DTSTART" or allowed is not OBSERVANCE:
                self.value(line)

    def calendar(self, calendar: Component) -> None:
        self.counted(calendar, CALENDAR)
        names = {line.name for line in calendar.lines}
        asked = CONTRACT_CALENDAR | ({"SOURCE"} if self.has_source else set())
        self.expect(asked <= names, f"the calendar has no {asked - names}")
        self.expect(calendar.parts, "an empty calendar")
        said = {line.name: line.value for line in calendar.lines}
        self.expect(said.get("VERSION") == "2.0", "VERSION is not 2.0")
        self.expect(said.get("NAME") == said.get("X-WR-CALNAME"), "two names")
        self.expect(said.get("REFRESH-INTERVAL") == said.get("X-PUBLISHED-TTL"), "two intervals")
        self.expect(not self.has_source or "SOURCE" in said, "no source")
        for zone in (part for part in calendar.parts if part.name == "VTIMEZONE"):
            self.zone(zone)
        events = [part for part in calendar.parts if part.name == "VEVENT"]
        for part in calendar.parts:
            self.expect(part.name in ("VTIMEZONE", "VEVENT"), f"an unexpected {part.name}")
        for event in events:
            self.event(event)
        self.series(events)
        idle = set(self.zones) - set(self.used)
        self.expect(not events or not idle, f"zones that nobody uses: {idle}")
        for name, zone in self.zones.items():
            self.offsets(name, zone)

    def event(self, event: Component) -> None:
        self.counted(event, EVENT)
        self.expect(not event.parts, "an event has parts")
        names = {line.name for line in event.lines}
        self.expect(CONTRACT_EVENT <= names, f"an event has no {CONTRACT_EVENT - names}")
        self.expect(not {"DTEND", "DURATION"} <= names, "both an end and a length")
        start, end, changed = event.first("DTSTART"), event.first("DTEND"), event.first("LAST-MODIFIED")
        stamp = event.first("DTSTAMP")
        if not (start and stamp):
            return
        self.expect(changed and stamp.value == changed.value, "DTSTAMP is not the last change")
        now = datetime.now(timezone.utc) - timedelta(minutes=5)
        self.expect(stamp.value < f"{now:%Y%m%dT%H%M%SZ}", "DTSTAMP is now")
        if end:
            self.expect(same_form(start, end), "DTEND has another form than DTSTART")
            self.expect(moment(end) > moment(start), f"DTEND is not later: {start.value} {end.value}")
        for line in event.all("RRULE"):
            self.rule(line, start)
        for line in event.all("EXDATE") + event.all("RDATE"):
            self.expect(same_form(start, line), f"{line.name} has another form than DTSTART")
        for line in event.lines:
            if zone := line.parameters.get("TZID"):
                self.used[zone] += 1
                self.expect(zone in self.zones, f"no VTIMEZONE for {zone}")
                at = datetime.strptime(line.value.split(",")[0][:15], "%Y%m%dT%H%M%S")
                self.earliest[zone] = min(self.earliest.get(zone, at), at)

    def series(self, events: list[Component]) -> None:
        masters = {event.first("UID").value: event for event in events if not event.first("RECURRENCE-ID")}
        self.expect(len(masters) == sum(not event.first("RECURRENCE-ID") for event in events), "a UID stands twice")
        seen = set()
        for event in events:
            date = event.first("RECURRENCE-ID")
            if not date:
                continue
            uid = event.first("UID").value
            self.expect((uid, date.value) not in seen, f"{uid} moves {date.value} twice")
            seen.add((uid, date.value))
            self.expect(not event.all("RRULE") + event.all("RDATE") + event.all("EXDATE"), "a moved date repeats")
            master = masters.get(uid)
            self.expect(master, f"{uid} has no series")
            if master:
                self.expect(same_form(master.first("DTSTART"), date), "RECURRENCE-ID has another form than DTSTART")
                gone = [one for line in master.all("EXDATE") for one in line.value.split(",")]
                self.expect(date.value not in gone, f"{date.value} is both left out and moved")
                self.expect(event.first("SEQUENCE").value == master.first("SEQUENCE").value, "two sequences")

    def rule(self, line: Line, start: Line) -> None:
        self.expect(RULE.fullmatch(line.value), f"no rule: {line.value}")
        parts = [part.partition("=") for part in line.value.split(";")]
        names = [name for name, _, _ in parts]
        said = {name: value for name, _, value in parts}
        self.expect(set(names) <= RULE_PARTS and len(set(names)) == len(names), f"parts of a rule: {names}")
        self.expect("FREQ" in said, f"no FREQ: {line.value}")
        self.expect(not {"UNTIL", "COUNT"} <= set(names), f"both an end and a count: {line.value}")
        if until := said.get("UNTIL"):
            form = DAY if start.parameters.get("VALUE") == "DATE" else UTC_TIME
            self.expect(form.fullmatch(until), f"UNTIL {until} does not fit DTSTART {start.value}")

    # Zones

    def zone(self, zone: Component) -> None:
        self.counted(zone, ZONE)
        name = zone.first("TZID").value
        self.expect(name not in self.zones, f"{name} stands twice")
        self.zones[name] = zone
        self.expect(zone.parts, f"{name} has no rules")
        for part in zone.parts:
            self.expect(part.name in ("STANDARD", "DAYLIGHT"), f"an unexpected {part.name}")
            self.counted(part, OBSERVANCE)
            start = part.first("DTSTART")
            self.expect(LOCAL_TIME.fullmatch(start.value) and not start.parameters, f"{name}: DTSTART is not local: {start.value}")
            for line in part.all("RRULE"):
                self.expect(line.value.startswith("FREQ=YEARLY;"), f"{name}: not a yearly rule: {line.value}")
                until = re.search(r"UNTIL=([^;]+)", line.value)
                self.expect(not until or UTC_TIME.fullmatch(until[1]), f"{name}: UNTIL is not UTC: {line.value}")

    def offsets(self, name: str, zone: Component) -> None:
        """The rules give what the zone has, at moments of every year in which there is something."""
        onsets = []
        for part in zone.parts:
            start = datetime.strptime(part.first("DTSTART").value, "%Y%m%dT%H%M%S")
            before, after = (seconds(part.first(each).value) for each in ("TZOFFSETFROM", "TZOFFSETTO"))
            dates = [start]
            if rule := part.first("RRULE"):
                text = re.sub(r"UNTIL=(\d{8}T\d{6})Z", lambda found: f"UNTIL={local(found[1], before)}", rule.value)
                dates = rrulestr(text, dtstart=start).between(start, datetime(2038, 1, 1), inc=True)
            onsets += [(date - timedelta(seconds=before), after) for date in dates]
        onsets.sort()
        dice = random.Random(name)
        known = ZoneInfo(name)
        earliest = self.earliest.get(name, datetime(2030, 1, 1))
        for year in range(earliest.year, 2038):
            at = datetime(year, 1, 1) + timedelta(minutes=dice.randrange(364 * 24 * 60))
            if at < earliest + timedelta(days=1):
                continue
            passed = [offset for onset, offset in onsets if onset <= at]
            meant = at.replace(tzinfo=timezone.utc).astimezone(known).utcoffset().total_seconds()
            self.expect(passed and passed[-1] == meant, f"{name}: {passed[-1:]} at {at} UTC, not {meant}")

    # Values

    def value(self, line: Line) -> None:
        name, value, kind = line.name, line.value, line.parameters.get("VALUE")
        if name in TEXTS:
            self.text(line, separators=r"[;,]")
        elif name in LISTS_OF_TEXTS:
            self.text(line, separators="[;]")
        elif name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
            self.expect(UTC_TIME.fullmatch(value) and not line.parameters, f"{name} is not UTC: {value}")
        elif name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
            for one in value.split(","):
                self.time(line, one)
        elif name in ("URL", "SOURCE", "CONFERENCE", "IMAGE") or kind == "URI":
            self.expect(URI.fullmatch(value), f"{name} is no URI: {value!r}")
            self.expect(name == "URL" or kind == "URI", f"{name} does not say VALUE=URI")
        elif name in ("REFRESH-INTERVAL", "DURATION", "X-PUBLISHED-TTL"):
            self.expect(DURATION.fullmatch(value) and value not in ("P", "PT"), f"{name} is no length: {value}")
            self.expect(name != "REFRESH-INTERVAL" or kind == "DURATION", "REFRESH-INTERVAL does not say VALUE=DURATION")
        elif name == "STATUS":
            self.expect(value in STATUSES, f"no such STATUS: {value}")
        elif name == "SEQUENCE":
            self.expect(value.isascii() and value.isdigit(), f"SEQUENCE is no number: {value}")
        elif name == "ORGANIZER":
            self.expect(re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", value), f"ORGANIZER is no mail address: {value}")
        elif name == "COLOR":
            self.expect(value in COLORS, f"no such COLOR: {value}")
        elif name in ("TZOFFSETFROM", "TZOFFSETTO"):
            self.expect(OFFSET.fullmatch(value) and value != "-0000", f"no offset: {value}")
        elif name == "TRANSP":
            self.expect(value in ("OPAQUE", "TRANSPARENT"), f"no such TRANSP: {value}")

    def text(self, line: Line, separators: str) -> None:
        rest = re.sub(r"\\[\\;,nN]", "", line.value)
        self.expect("\\" not in rest, f"{line.name}: no such escape: {line.value!r}")
        self.expect(not re.search(separators, rest), f"{line.name} is not escaped: {line.value!r}")

    def time(self, line: Line, value: str) -> None:
        zone, kind = line.parameters.get("TZID"), line.parameters.get("VALUE")
        form = DAY if kind == "DATE" else LOCAL_TIME if zone else UTC_TIME
        self.expect(form.fullmatch(value), f"{line.name} {line.parameters} has the wrong form, or floats: {value}")
        self.expect(kind != "DATE" or not zone, f"{line.name} is a day with a zone")
        try:
            datetime.strptime(value[:8], "%Y%m%d")
            if len(value) > 8:
                datetime.strptime(value[9:15], "%H%M%S")
        except ValueError:
            self.wrong(f"{line.name}: no such time: {value}")


def seconds(offset: str) -> int:
    size = int(offset[1:3]) * 3600 + int(offset[3:5]) * 60 + int(offset[5:7] or 0)
    return -size if offset[0] == "-" else size


def local(text: str, offset: int) -> str:
    at = datetime.strptime(text, "%Y%m%dT%H%M%S") + timedelta(seconds=offset)
    return f"{at:%Y%m%dT%H%M%S}"


def same_form(one: Line, two: Line) -> bool:
    form = lambda line: (line.parameters.get("VALUE"), line.parameters.get("TZID"), line.value.endswith("Z"))  # noqa: E731
    return form(one) == form(two)


def moment(line: Line) -> datetime:
    """On the clock where there is no zone; enough to say which of two is later."""
    if line.parameters.get("VALUE") == "DATE":
        return datetime.strptime(line.value, "%Y%m%d").replace(tzinfo=timezone.utc)
    zone = ZoneInfo(line.parameters["TZID"]) if "TZID" in line.parameters else timezone.utc
    return datetime.strptime(line.value[:15], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(timezone.utc)


def complaints(body: bytes, has_source: bool = True) -> list[str]:
    """What is wrong with a calendar; nothing where nothing is."""
    return Reading(body, has_source).complaints
