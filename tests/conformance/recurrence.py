"""A series as `recurring_ical_events` expands it from the feed is the series that the API lists."""

import unittest
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from server import Site, query

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REGION = "RMC-19"
YEAR = timedelta(days=400)

site: Site


def setUpModule() -> None:
    global site
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()


def before_a_clock_change() -> date:
    """A Thursday three weeks before the last Sunday of the next March: a weekly series from here crosses it."""
    year = date.today().year + 1
    last = date(year, 3, 31)
    last -= timedelta(days=(last.weekday() + 1) % 7)
    return last - timedelta(days=3 + 21)


class ASeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.token = site.token("yvonne")

    def publish(self, title: str, first: date, recurrence: dict, **more) -> dict:
        body = {
            "title": title, "region": REGION, "starts": f"{first}T15:30", "ends": f"{first}T17:00",
            "place": "Wijkcentrum De Brug, Utrecht", "recurrence": recurrence, **more,
        }
        answer = site.post("/api/meetups/events", body, token=self.token)
        self.assertEqual(answer.status, 201, answer.text())
        return answer.json()

    def expanded(self, title: str) -> list[tuple[datetime, datetime]]:
        """All times of an event, as a calendar program shows them."""
        calendar = icalendar.Calendar.from_ical(site.get(f"/kalender/{REGION}.ics").body)
        today = datetime.now(AMSTERDAM)
        times = [
            (event.start, event.end) for event in recurring_ical_events.of(calendar).between(today, today + YEAR)
            if str(event["SUMMARY"]) == title
        ]
        return sorted(times)

    def listed(self, title: str, times: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
        """The same from the list: asked day by day, because it shows the next one of a series."""
        days = sorted({starts.date() + timedelta(days=delta) for starts, _ in times for delta in (-1, 0, 1)})
        found = []
        for day in days:
            address = query("/api/meetups/events", region=REGION, **{"from": day, "to": day}, per_page=100)
            found += [moments(event) for event in site.get(address).json()["events"] if event["title"] == title]
        return sorted(set(found))

    def holds(self, title: str, first: date, recurrence: dict, count: int, **more) -> None:
        event = self.publish(title, first, recurrence, **more)
        times = self.expanded(title)
        self.assertEqual(len(times), count)
        shown = site.get(f"/api/meetups/events/{event['id']}").json()
        self.assertEqual([moments(one) for one in shown["occurrences"]], times[:10])
        self.assertEqual(self.listed(title, times), times)

    def test_every_week_at_the_same_hour_across_the_clock_change(self):
        first = before_a_clock_change()
        self.holds("Intervisie elke week", first, {"rule": "FREQ=WEEKLY;COUNT=8"}, 8)
        hours = {starts.astimezone(AMSTERDAM).strftime("%H:%M") for starts, _ in self.expanded("Intervisie elke week")}
        self.assertEqual(hours, {"15:30"})

    def test_with_dates_left_out_added_and_moved(self):
        first = before_a_clock_change()
        day = lambda weeks: first + timedelta(weeks=weeks)  # noqa: E731
        recurrence = {
            "rule": "FREQ=WEEKLY;COUNT=6",
            "except": [f"{day(2)}T15:30"],
            "extra": [f"{day(7)}T15:30"],
            "moved": [{
                "from": f"{day(3)}T15:30",
                "starts": f"{day(3) + timedelta(days=1)}T10:00", "ends": f"{day(3) + timedelta(days=1)}T11:30",
            }],
        }
        self.holds("Gesprekstafel met uitzonderingen", first, recurrence, 6)

    def test_every_last_friday_of_the_month(self):
        first = before_a_clock_change() + timedelta(days=22)
        self.assertEqual(first.weekday(), 4)
        self.holds("Vrijdagmiddag samen", first, {"rule": "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5"}, 5)

    def test_in_another_zone(self):
        self.holds(
            "Samen met Curaçao", before_a_clock_change(), {"rule": "FREQ=WEEKLY;COUNT=4"}, 4, timezone="America/Curacao",
        )

    def test_the_series_of_the_demo_town(self):
        address = query("/api/meetups/events", region=REGION, per_page=100)
        series = [event for event in site.get(address).json()["events"] if event["recurs"]]
        self.assertTrue(series, "the demo town has a series")
        for event in series:
            shown = site.get(f"/api/meetups/events/{event['id']}").json()
            with self.subTest(event["title"]):
                occurrences = [moments(one) for one in shown["occurrences"]]
                self.assertEqual(occurrences, self.expanded(event["title"])[: len(occurrences)])
                self.assertTrue(occurrences)


def moments(thing: dict) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(thing["starts"]), datetime.fromisoformat(thing["ends"])
