"""Series of meetups as nobody would plan them, from a seed: with dates left out, added and moved, and with the hours that
are missing or doubled when the clocks change. What they say is left to others to find out."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

#: Europe/Amsterdam and five others: half an hour of summer time, the southern half of the world, none at all, a quarter.
ZONES = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Europe/Dublin")
LAST = datetime(2037, 12, 31)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Those of a series that something is done to.
TOUCHED = 40


def calendar(seed: int, count: int, per_file: int = 500):
    """Files of series, each with the UIDs in it."""
    dice = random.Random(seed)
    for first in range(0, count, per_file):
        uids = [f"reeks-{number}" for number in range(first, min(first + per_file, count))]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Proef//NL"]
        for uid in uids:
            lines += series(dice, uid)
        yield uids, "\r\n".join([*lines, "END:VCALENDAR", ""])


def series(dice: random.Random, uid: str) -> list[str]:
    all_day = dice.random() < 0.15
    zone = dice.choice(ZONES) if dice.random() < 0.7 else ZONES[0]
    begin = a_moment(dice, zone, all_day)
    rule = a_rule(dice, all_day, begin, zone)
    # A series begins with a date of its rule: what else would count is not defined (RFC 5545, 3.8.5.3).
    first = next(iter(on_the_wall(rule, begin, zone)), None)
    rule_lines = [f"RRULE:{rule}"] if first and dice.random() < 0.95 else []
    begin = first or begin
    dates = list(on_the_wall(rule, begin, zone)) if rule_lines else [begin]
    left_out, added, moved = touch(dice, dates, all_day)
    length = timedelta(days=dice.randint(1, 3)) if all_day else timedelta(minutes=dice.choice((30, 60, 90, 240)))
    head = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20200101T000000Z", "SUMMARY:Samen"]
    lines = [*head, written("DTSTART", begin, zone, all_day), duration(length, all_day), *rule_lines]
    lines += [written("EXDATE", one, zone, all_day) for one in left_out]
    lines += [written("RDATE", one, zone, all_day) for one in added]
    lines.append("END:VEVENT")
    for original, now in moved:
        lines += [
            *head, written("RECURRENCE-ID", original, zone, all_day), written("DTSTART", now, zone, all_day),
            duration(length, all_day), "END:VEVENT",
        ]
    return lines


def duration(length: timedelta, all_day: bool) -> str:
    return f"DURATION:P{length.days}D" if all_day else f"DURATION:PT{length.seconds // 60}M"


def written(name: str, at: datetime, zone: str, all_day: bool) -> str:
    return f"{name};VALUE=DATE:{at:%Y%m%d}" if all_day else f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def a_moment(dice: random.Random, zone: str, all_day: bool) -> datetime:
    """Local time; often in an hour that a clock of that zone skips or shows twice."""
    day = datetime(2020, 1, 1) + timedelta(days=dice.randrange(366 * 10))
    if all_day:
        return day
    if dice.random() < 0.4:
        changes = clock_changes(zone)
        if changes:
            return dice.choice(changes).replace(minute=dice.choice((0, 15, 30, 45)))
    return day + timedelta(minutes=15 * dice.randrange(96))


_changes: dict[str, list[datetime]] = {}


def clock_changes(zone: str) -> list[datetime]:
    """The hours of ten years in which a clock changes, on that clock."""
    if zone not in _changes:
        at, info, found = datetime(2020, 1, 1, tzinfo=ZoneInfo("UTC")), ZoneInfo(zone), []
        while at.year < 2030:
            if at.astimezone(info).utcoffset() != (at + timedelta(hours=1)).astimezone(info).utcoffset():
                before = (at + timedelta(hours=1)).replace(tzinfo=None) + at.astimezone(info).utcoffset()
                found += [before, before - timedelta(hours=1)]
            at += timedelta(hours=1)
        _changes[zone] = found
    return _changes[zone]


def a_rule(dice: random.Random, all_day: bool, begin: datetime, zone: str) -> str:
    every = dice.choice(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"))
    parts = [f"FREQ={every}"]
    if dice.random() < 0.5:
        parts.append(f"INTERVAL={dice.randint(2, 5)}")
    parts += {
        "DAILY": lambda: [], "WEEKLY": lambda: weekly(dice), "MONTHLY": lambda: monthly(dice), "YEARLY": lambda: yearly(dice),
    }[every]()
    end = dice.random()
    if end < 0.4:
        parts.append(f"COUNT={dice.randint(2, 60)}")
    elif end < 0.8:
        until = begin + timedelta(days=dice.randint(20, 2500))
        if all_day:
            parts.append(f"UNTIL={until:%Y%m%d}")
        else:
            until = until.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
            parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def weekly(dice: random.Random) -> list[str]:
    if dice.random() < 0.4:
        return []
    days = sorted(dice.sample(DAYS, dice.randint(1, 3)), key=DAYS.index)
    return [f"BYDAY={','.join(days)}"] + ([f"WKST={dice.choice(('MO', 'SU'))}"] if dice.random() < 0.3 else [])


def monthly(dice: random.Random) -> list[str]:
    form = dice.randrange(4)
    if form == 0:
        return [f"BYDAY={dice.choice((1, 2, 3, 4, -1, -2))}{dice.choice(DAYS)}"]
    if form == 1:
        return [f"BYMONTHDAY={','.join(map(str, sorted(dice.sample((1, 2, 13, 28, 30, 31, -1), 2))))}"]
    if form == 2:
        return ["BYDAY=MO,TU,WE,TH,FR", f"BYSETPOS={dice.choice((1, 2, -1))}"]
    return []


def yearly(dice: random.Random) -> list[str]:
    form = dice.randrange(3)
    month = dice.choice((3, 10, dice.randint(1, 12)))
    if form == 0:
        return [f"BYMONTH={month}", f"BYDAY={dice.choice((1, 2, -1))}SU"]
    if form == 1:
        return [f"BYMONTH={month}", f"BYMONTHDAY={dice.randint(1, 28)}"]
    return []


def on_the_wall(rule: str, begin: datetime, zone: str):
    """The dates of a rule on the clock, which is all that it is about."""
    parts = rule.split(";")
    local = []
    for part in parts:
        if part.startswith("UNTIL=") and part.endswith("Z"):
            until = datetime.strptime(part[6:], "%Y%m%dT%H%M%SZ").replace(tzinfo=ZoneInfo("UTC"))
            part = f"UNTIL={until.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}"
        local.append(part)
    for at in rrulestr(";".join(local), dtstart=begin):
        if at > LAST:
            return
        yield at


def touch(dice: random.Random, dates: list[datetime], all_day: bool):
    """Some dates are left out, some moved, some added."""
    left_out, added, moved = [], [], []
    taken = set(dates)
    for one in dates[1:TOUCHED]:
        deed = dice.random()
        if deed < 0.1:
            left_out.append(one)
        elif deed < 0.2:
            now = one + timedelta(days=dice.randint(-3, 5)) + (timedelta() if all_day else timedelta(minutes=15 * dice.randrange(-40, 40)))
            moved.append((one, now))
        elif deed < 0.25:
            more = one + (timedelta(days=1) if all_day else timedelta(hours=dice.randint(1, 30)))
            if more not in taken:
                taken.add(more)
                added.append(more)
    return left_out, added, moved
