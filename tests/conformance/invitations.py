"""The date of two matched people as `icalendar` reads it: a request of the site to its reader (RFC 5546), one identity, a
sequence that rises, an end that is told."""

import unittest
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from server import Site

HOME = ZoneInfo("Europe/Amsterdam")
LONGEST_LINE = 75


class Invitations(unittest.TestCase):
    def test_a_date_is_agreed_moved_and_called_off(self) -> None:
        with Site() as site:
            sanne, hanna = site.token("sanne"), site.token("hanna")
            asked = site.get("/api/matching/requests", token=sanne).json()["requests"]
            match = next(one["id"] for one in asked if one["state"] == "running")
            place = f"/api/matching/requests/{match}"

            def plan(token: str) -> dict:
                return site.get(f"{place}/together", token=token).json()["plan"]

            def agree(proposes: str, picks: str, which: int) -> datetime:
                seen = plan(proposes)
                moment = seen["offers"][which]
                new = {"version": seen["version"], "moments": [moment], "place": "school"}
                self.assertEqual(site.post(f"{place}/plan", new, token=proposes).status, 200)
                pick = {"version": seen["version"] + 1, "moment": moment}
                self.assertEqual(site.post(f"{place}/plan/pick", pick, token=picks).status, 200)
                return datetime.fromisoformat(moment)

            def invitation() -> tuple[icalendar.Calendar, icalendar.Event]:
                answer = site.get(f"{place}/plan.ics", token=hanna)
                self.assertTrue(answer.headers["content-type"].startswith("text/calendar"))
                for line in answer.body.split(b"\r\n"):
                    self.assertLessEqual(len(line), LONGEST_LINE)
                    self.assertNotIn(b"\n", line)
                calendar = icalendar.Calendar.from_ical(answer.body)
                (event,) = calendar.walk("VEVENT")
                (zone,) = calendar.walk("VTIMEZONE")
                self.assertEqual(str(zone["TZID"]), HOME.key)
                return calendar, event

            own = site.get("/api/accounts/me", token=hanna).json()["email"]
            first = agree(sanne, hanna, 0)
            calendar, event = invitation()
            self.assertEqual(str(calendar["METHOD"]), "REQUEST")
            self.assertRegex(str(event["ORGANIZER"]), r"^mailto:[^@]+@[^@]+$")
            self.assertEqual(str(event["ATTENDEE"]), f"mailto:{own}")
            organizer = str(event["ORGANIZER"])
            identity = str(event["UID"])
            self.assertEqual(event.decoded("DTSTART").astimezone(HOME), first.astimezone(HOME))
            self.assertEqual(event.decoded("DTEND") - event.decoded("DTSTART"), timedelta(hours=1))
            self.assertEqual(event["SEQUENCE"], 0)

            second = agree(hanna, sanne, -1)
            _, event = invitation()
            self.assertEqual((str(event["UID"]), event["SEQUENCE"]), (identity, 1))
            self.assertEqual(event.decoded("DTSTART").astimezone(HOME), second.astimezone(HOME))

            off = {"version": plan(sanne)["version"]}
            self.assertEqual(site.post(f"{place}/plan/call-off", off, token=sanne).status, 200)
            calendar, event = invitation()
            self.assertEqual(str(calendar["METHOD"]), "CANCEL")
            self.assertEqual((str(event["UID"]), event["SEQUENCE"]), (identity, 2))
            self.assertEqual(str(event["STATUS"]), "CANCELLED")
            self.assertEqual((str(event["ORGANIZER"]), str(event["ATTENDEE"])), (organizer, f"mailto:{own}"))


if __name__ == "__main__":
    unittest.main()
