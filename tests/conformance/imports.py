"""Real files come in whole or not at all."""

import json
import random
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from server import Folder, Site, is_long, query

ROOT = Path(__file__).parents[2]
#: Files of other calendar programs, broken ones among them; they lie beside the repository where they are at all.
CALENDARS = ROOT.parent / "shared/data/ics"
BOUNDED_CALENDARS = 60
LONG_TITLE = ("Samen vooruitkijken met het hele team. " * 9)[:300].rstrip()


def jsonl(*cards) -> str:
    return "".join((card if isinstance(card, str) else json.dumps(card, ensure_ascii=False)) + "\n" for card in cards)


def card(id: str, title: str = "Een kaart voor het team", **more) -> dict:
    return {"id": id, "title": title, "body": "Zo doe je het: **rustig**.", **more}


class Cards(unittest.TestCase):
    def test_keep_their_ids_are_public_and_found(self):
        full = card(
            "kaart-1", "Kwartiermaken met z'n allen", summary="In het kort.", kind="werkvorm", minutes=15, group_min=4,
            group_max=20, tags=["team", "éérste keer"],
        )
        ids = ["kaart-1", "K_2.b", "lang"]
        with Folder() as folder:
            file = folder.file("cards.jsonl", jsonl(full, card("K_2.b"), card("lang", LONG_TITLE)))
            done = folder.run("import", "cards", file)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertIn("3", done.stdout.decode())
            with Site(folder.data, empty=True) as site:
                hits = site.get("/api/toolbox/cards?q=&per_page=100").json()["hits"]
                self.assertEqual({hit["id"] for hit in hits}, set(ids))
                shown = site.get("/api/toolbox/cards/kaart-1").json()
                self.assertEqual({key: shown[key] for key in full}, full)
                self.assertEqual(site.get("/api/toolbox/cards/lang").json()["title"], LONG_TITLE)
                found = site.get(query("/api/toolbox/cards", q="kwartiermaken")).json()["hits"]
                self.assertEqual([hit["id"] for hit in found], ["kaart-1"])

    def test_a_file_at_fault_is_named_by_line_and_changes_nothing(self):
        bad = {
            "no JSON": "{dit is het niet",
            "no title": json.dumps({"id": "b", "body": "Tekst."}),
            "no body": json.dumps({"id": "b", "title": "Een titel"}),
            "no id": json.dumps({"title": "Een titel", "body": "Tekst."}),
            "a title of 301": json.dumps(card("b", "x" * 301)),
            "an id that stands twice": json.dumps(card("goed")),
            "an id that exists": json.dumps(card("er-al")),
            "a list": "[]",
            "minutes in words": json.dumps(card("b", minutes="lang")),
            "an unknown kind": json.dumps(card("b", kind="spelletje")),
            "group upside down": json.dumps(card("b", group_min=9, group_max=3)),
        }
        with Folder() as folder:
            done = folder.run("import", "cards", folder.file("first.jsonl", jsonl(card("er-al"))))
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            for name, line in bad.items():
                with self.subTest(name):
                    done = folder.run("import", "cards", folder.file("bad.jsonl", jsonl(card("goed"), card("ook-goed"), line, card("na"))))
                    self.assertEqual(done.returncode, 2, done.stderr.decode())
                    self.assertRegex(done.stderr.decode(), r"(?i)regel 3\b")
            with Site(folder.data, empty=True) as site:
                self.assertEqual([hit["id"] for hit in site.get("/api/toolbox/cards").json()["hits"]], ["er-al"])

    def test_a_file_that_is_no_text_or_empty_is_told(self):
        with Folder() as folder:
            done = folder.run("import", "cards", folder.file("bad.jsonl", b"\xff\xfe\x00"))
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            done = folder.run("import", "cards", folder.file("empty.jsonl", ""))
            self.assertIn(done.returncode, (0, 2))
            self.assertTrue(done.stdout or done.stderr)


class Events(unittest.TestCase):
    def test_come_in_with_recurrence_and_zone_and_once(self):
        calendar = "\r\n".join([
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Proef//NL", "BEGIN:VEVENT", "UID:proef-1@kansrijk.example",
            "DTSTAMP:20260101T120000Z", "DTSTART;TZID=Europe/Amsterdam:20300304T153000", "DTEND;TZID=Europe/Amsterdam:20300304T170000",
            "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Europe/Amsterdam:20300318T153000",
            "SUMMARY:Leesclub met een heel lange naam die over de vouw van vijfenzeventig octe", " ten gaat", "LOCATION:Bibliotheek",
            "END:VEVENT", "END:VCALENDAR", "",
        ])
        with Folder() as folder:
            file = folder.file("events.ics", calendar)
            for _ in range(2):
                done = folder.run("import", "events", file, "--region", "NL-UT")
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                self.assertIn("1", done.stdout.decode())
            with Site(folder.data, empty=True) as site:
                found = site.get("/api/meetups/events?region=NL-UT").json()
                self.assertEqual(found["total"], 1)
                event = found["events"][0]
                self.assertEqual(event["starts"], "2030-03-04T15:30:00+01:00")
                self.assertTrue(event["title"].endswith("vijfenzeventig octeten gaat"))
                times = [one["starts"] for one in site.get(f"/api/meetups/events/{event['id']}").json()["occurrences"]]
                self.assertEqual([one[:10] for one in times], ["2030-03-04", "2030-03-11", "2030-03-25", "2030-04-01", "2030-04-08"])
                self.assertTrue(times[-1].endswith("15:30:00+02:00"))

    def test_an_unknown_region_is_refused(self):
        with Folder() as folder:
            done = folder.run("import", "events", folder.file("a.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "--region", "NL-XX")
            self.assertEqual(done.returncode, 2)
            self.assertIn("NL-XX", done.stderr.decode())

    def test_no_calendar_of_others_breaks_it(self):
        files = sorted(CALENDARS.glob("*.ics"))
        if not files:
            print("\n(0 calendars of other programs: their folder is not here)")
            self.skipTest("the calendars of other programs are not here")
        chosen = files if is_long() else sorted(random.Random(1).sample(files, BOUNDED_CALENDARS))
        half = (chosen[::2], chosen[1::2])
        with ThreadPoolExecutor(2) as pool:
            outcomes = dict(outcome for part in pool.map(import_all, half) for outcome in part)
        for name, (code, said) in outcomes.items():
            with self.subTest(name):
                self.assertIn(code, (0, 2), said)
                self.assertTrue(said, "it says what it did, or what is wrong")
                self.assertNotRegex(said, r"panicked|RUST_BACKTRACE")
        taken = sum(code == 0 for code, _ in outcomes.values())
        print(f"\n({len(chosen)} of {len(files)} calendars of other programs: {taken} taken, {len(chosen) - taken} refused)")


def import_all(files: list[Path]) -> list[tuple[str, tuple[int, str]]]:
    outcomes = []
    with Folder() as folder:
        for file in files:
            done = folder.run("import", "events", file, "--region", "NL-UT")
            outcomes.append((file.name, (done.returncode, (done.stdout if done.returncode == 0 else done.stderr).decode(errors="replace"))))
    return outcomes


class Institutions(unittest.TestCase):
    def test_the_columns_of_duo_are_read(self):
        with Folder() as folder:
            for name in ("mbo.csv", "ho.csv"):
                with self.subTest(name):
                    done = folder.run("import", "institutions", ROOT / "seeds/institutions" / name)
                    self.assertEqual(done.returncode, 0, done.stderr.decode())
                    self.assertRegex(done.stdout.decode(), r"\d")

    def test_other_columns_are_refused(self):
        with Folder() as folder:
            for text in ("a;b;c\n1;2;3\n", "", "PROVINCIE,INSTELLINGSNAAM\nUtrecht,ROC\n"):
                done = folder.run("import", "institutions", folder.file("other.csv", text))
                self.assertEqual(done.returncode, 2, text)
                self.assertTrue(done.stderr)
