"""The HTTP table of design section 3: shapes, 201s, and problems by RFC 9457."""

import time
import unittest
from datetime import date, timedelta

from server import Site, in_threads, query

CARD_HIT = {"id", "title", "snippet", "score"}
EVENT = {
    "id", "title", "kind", "region", "community", "starts", "ends", "timezone", "place", "capacity", "free", "status",
}
NEXT_MONTH = date.today() + timedelta(days=30)

site: Site
token: dict[str, str]


def setUpModule() -> None:
    global site, token
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()
    people = ("petra", "noor", "yvonne", "sanne", "fenna", "kwame", "yusra", "hanna")
    token = {person: site.token(person) for person in people}


class Asking(unittest.TestCase):
    def problem(self, answer, status: int, *fields: str) -> dict:
        """A refusal as RFC 9457 has it, naming exactly these fields."""
        self.assertEqual(answer.status, status, answer.text())
        self.assertTrue(answer.headers["content-type"].startswith("application/problem+json"), answer.headers["content-type"])
        body = answer.json()
        self.assertTrue(body["type"].startswith("urn:kansrijk:problem:"), body)
        self.assertTrue(body["title"])
        self.assertEqual(body["status"], status)
        self.assertEqual([field["field"] for field in body.get("fields", [])], list(fields), body)
        for field in body.get("fields", []):
            self.assertTrue(field["code"] and field["message"], field)
        return body


class Cards(Asking):
    def test_the_list_has_its_shape_and_an_empty_question_gives_all(self):
        answer = site.get("/api/toolbox/cards?q=")
        self.assertEqual(answer.status, 200)
        found = answer.json()
        self.assertLessEqual({"total", "took_us", "hits", "facets", "did_you_mean"}, set(found))
        self.assertGreaterEqual(found["total"], 60)
        self.assertTrue(all(CARD_HIT <= set(hit) for hit in found["hits"]))
        self.assertEqual(found["total"], site.get("/api/toolbox/cards").json()["total"])

    def test_pages_together_are_the_whole(self):
        ids, page = [], 1
        while hits := site.get(query("/api/toolbox/cards", page=page, per_page=25)).json()["hits"]:
            ids += [hit["id"] for hit in hits]
            page += 1
        self.assertEqual(len(ids), site.get("/api/toolbox/cards").json()["total"])
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(len(site.get("/api/toolbox/cards?per_page=100").json()["hits"]), min(100, len(ids)))

    def test_filters_narrow(self):
        for kind in ("overlegstructuur", "teamsamenstelling", "werkvorm"):
            hits = site.get(query("/api/toolbox/cards", kind=kind, per_page=100)).json()["hits"]
            self.assertTrue(hits)
            self.assertEqual({hit["kind"] for hit in hits}, {kind})
        hits = site.get(query("/api/toolbox/cards", max_minutes=30, per_page=100)).json()["hits"]
        self.assertTrue(hits)
        self.assertTrue(all(hit["minutes"] <= 30 for hit in hits))
        hits = site.get(query("/api/toolbox/cards", group=12, per_page=100)).json()["hits"]
        self.assertTrue(hits)
        self.assertTrue(all(hit.get("group_min", 1) <= 12 <= hit.get("group_max", 99) for hit in hits))

    def test_a_filter_that_makes_no_sense_is_named(self):
        self.problem(site.get("/api/toolbox/cards?kind=spel"), 422, "kind")
        self.problem(site.get("/api/toolbox/cards?per_page=101"), 422, "per_page")
        self.problem(site.get("/api/toolbox/cards?max_minutes=veel"), 422, "max_minutes")

    def test_no_question_is_refused(self):
        for text in ('"', "a AND (", "title:[* TO", "-", "\0", "🎉", "+~^\\", "x" * 3000, "*", "NOT", "''", "a\nb"):
            with self.subTest(text[:20]):
                answer = site.get(query("/api/toolbox/cards", q=text))
                self.assertEqual(answer.status, 200, answer.text()[:300])

    def test_typing_errors_and_other_words_find_the_card(self):
        right = site.get(query("/api/toolbox/cards", q="intervisie")).json()["hits"]
        self.assertTrue(right)
        wrong = site.get(query("/api/toolbox/cards", q="intervise")).json()["hits"]
        self.assertTrue(wrong)
        self.assertIn(right[0]["id"], [hit["id"] for hit in wrong])

    def test_completions_come_while_typing(self):
        suggestions = site.get(query("/api/toolbox/suggest", q="inter")).json()["suggestions"]
        self.assertTrue(suggestions)
        self.assertTrue(all(suggestion["text"] for suggestion in suggestions))

    def test_a_new_card_is_shown_as_get_shows_it_and_found(self):
        body = {
            "title": "Zonnewijzer voor teams", "kind": "werkvorm", "goal": "Het team ziet waar de tijd blijft.",
            "body": "Teken een klok op het bord.", "minutes": 25, "group_min": 3, "group_max": 12,
        }
        answer = site.post("/api/toolbox/cards", body, token=token["petra"])
        self.assertEqual(answer.status, 201, answer.text())
        card = answer.json()
        again = site.get(f"/api/toolbox/cards/{card['id']}", token=token["petra"]).json()
        self.assertEqual(card, again)
        self.assertEqual({key: card[key] for key in body}, body)
        eventually(lambda: card["id"] in found_ids("zonnewijzer"))

    def test_who_may_not_or_forgets_something_hears_why(self):
        body = {"title": "Vr", "kind": "werkvorm", "goal": "Iets.", "body": "Tekst."}
        self.problem(site.post("/api/toolbox/cards", body), 401)
        self.problem(site.post("/api/toolbox/cards", body | {"title": "Goede titel"}, token=token["noor"]), 403)
        before = site.get("/api/toolbox/cards").json()["total"]
        self.problem(site.post("/api/toolbox/cards", body, token=token["petra"]), 422, "title")
        self.problem(site.post("/api/toolbox/cards", {}, token=token["petra"]), 422, "title", "kind", "goal")
        self.problem(site.post("/api/toolbox/cards", b"{", token=token["petra"], headers={"Content-Type": "application/json"}), 400)
        self.assertEqual(site.get("/api/toolbox/cards").json()["total"], before)
        self.problem(site.get("/api/toolbox/cards/bestaat-niet"), 404)
        self.problem(site.get("/api/toolbox/bestaat-niet"), 404)

    def test_a_token_that_is_none_is_refused(self):
        self.problem(site.get("/api/toolbox/cards", token="kr_pat_" + "A" * 43), 401)


class Suggestions(Asking):
    def test_a_student_sees_ten_with_parts_that_add_up(self):
        answer = site.post("/api/matching/suggestions", token=token["noor"])
        self.assertEqual(answer.status, 200, answer.text())
        suggestions = answer.json()["suggestions"]
        self.assertTrue(0 < len(suggestions) <= 10)
        for one in suggestions:
            self.assertEqual(one["score"], sum(part["points"] for part in one["parts"]))
            self.assertTrue(all(0 <= part["points"] <= part["most"] for part in one["parts"]))
            self.assertTrue(one["reason"] and one["reservation"])
            self.assertGreaterEqual(one["free"], 1)
        self.assertEqual(len({one["buddy"] for one in suggestions}), len(suggestions))

    def test_a_stranger_is_refused(self):
        self.problem(site.post("/api/matching/suggestions"), 401)


class Events(Asking):
    def publish(self, **more):
        body = {
            "title": "Samen eten en praten", "kind": "gesprekstafel", "region": "RMC-19", "place": "Buurthuis, Utrecht",
            "starts": f"{NEXT_MONTH}T17:30", "ends": f"{NEXT_MONTH}T19:00", **more,
        }
        return site.post("/api/meetups/events", {key: value for key, value in body.items() if value is not None}, token=token["yvonne"])

    def test_the_list_has_its_shape_and_order(self):
        found = site.get("/api/meetups/events?per_page=100").json()
        self.assertTrue(found["total"])
        self.assertTrue(all(EVENT <= set(event) for event in found["events"]))
        starts = [event["starts"][:10] for event in found["events"]]
        self.assertEqual(starts, sorted(starts))
        self.assertGreaterEqual(starts[0], str(date.today() - timedelta(days=1)))

    def test_a_province_includes_its_rmc_regions(self):
        province = {event["id"] for event in site.get("/api/meetups/events?region=NL-UT&per_page=100").json()["events"]}
        region = {event["id"] for event in site.get("/api/meetups/events?region=RMC-19&per_page=100").json()["events"]}
        self.assertTrue(region)
        self.assertLessEqual(region, province)
        self.problem(site.get("/api/meetups/events?region=NL-XX"), 422, "region")
        self.problem(site.get("/api/meetups/events?from=morgen"), 422, "from")

    def test_the_past_is_there_for_who_asks(self):
        past = site.get("/api/meetups/events?from=2020-01-01&per_page=100").json()["events"]
        self.assertLess(past[0]["starts"][:10], str(date.today()))

    def test_a_published_event_is_shown_as_get_shows_it_everywhere_within_a_second(self):
        answer = self.publish(title="Kwartelnacht in de klas")
        self.assertEqual(answer.status, 201, answer.text())
        event = answer.json()
        self.assertEqual(event, site.get(f"/api/meetups/events/{event['id']}", token=token["yvonne"]).json())
        address = query("/api/meetups/events", region="NL-UT", q="kwartelnacht")
        eventually(lambda: [one["id"] for one in site.get(address).json()["events"]] == [event["id"]], 1.0)
        self.assertIn(b"Kwartelnacht", site.get("/kalender/RMC-19.ics").body)

    def test_an_event_at_fault_names_its_fields_and_changes_nothing(self):
        before = site.get("/api/meetups/events").json()["total"]
        self.problem(self.publish(title=None), 422, "title")
        self.problem(self.publish(region="NL-XX"), 422, "region")
        self.problem(self.publish(ends=f"{NEXT_MONTH}T16:00"), 422, "ends")
        self.problem(self.publish(capacity=0), 422, "capacity")
        self.problem(self.publish(timezone="Europa/Utrecht"), 422, "timezone")
        self.problem(self.publish(recurrence={"rule": "elke week"}), 422, "recurrence")
        self.assertEqual(site.get("/api/meetups/events").json()["total"], before)

    def test_only_who_coordinates_the_region_publishes(self):
        self.problem(self.publish(region="RMC-03"), 403)
        body = {"title": "Zomaar", "region": "RMC-19", "starts": f"{NEXT_MONTH}T10:00", "ends": f"{NEXT_MONTH}T11:00", "place": "Hier"}
        self.problem(site.post("/api/meetups/events", body, token=token["noor"]), 403)
        self.problem(site.post("/api/meetups/events", body), 401)

    def test_sign_ups_fill_the_places_and_then_wait_in_order(self):
        event = self.publish(title="Twee plekken", capacity=2).json()
        address = f"/api/meetups/events/{event['id']}/signups"
        answers = [site.post(address, token=token[person]) for person in ("noor", "sanne", "fenna", "kwame")]
        self.assertEqual([answer.status for answer in answers], [201] * 4, answers[0].text())
        signups = [answer.json() for answer in answers]
        self.assertEqual([one["state"] for one in signups], ["placed", "placed", "waiting", "waiting"])
        self.assertEqual([one["position"] for one in signups], [None, None, 1, 2])
        self.assertEqual(len({one["id"] for one in signups}), 4)
        shown = site.get(f"/api/meetups/events/{event['id']}").json()
        self.assertEqual((shown["capacity"], shown["free"], shown["placed"], shown["waiting"]), (2, 0, 2, 2))
        self.problem(site.post(address, token=token["noor"]), 409)
        self.problem(site.post(address), 401)
        self.problem(site.post("/api/meetups/events/bestaat-niet/signups", token=token["noor"]), 404)

    def test_at_the_same_time_nobody_gets_a_place_too_many(self):
        event = self.publish(title="Drie plekken", capacity=3).json()
        address = f"/api/meetups/events/{event['id']}/signups"
        answers = in_threads([lambda one=one: site.post(address, token=one) for one in token.values()])
        self.assertEqual({answer.status for answer in answers}, {201})
        signups = [answer.json() for answer in answers]
        self.assertEqual(sum(one["state"] == "placed" for one in signups), 3)
        positions = sorted(one["position"] for one in signups if one["state"] == "waiting")
        self.assertEqual(positions, list(range(1, len(token) - 2)))


def found_ids(text: str) -> list[str]:
    return [hit["id"] for hit in site.get(query("/api/toolbox/cards", q=text)).json()["hits"]]


def eventually(holds, within: float = 5.0) -> None:
    """Waits until something holds; fails when it does not within so many seconds."""
    until = time.monotonic() + within
    while not holds():
        if time.monotonic() > until:
            raise AssertionError(f"it did not become so within {within} s")
        time.sleep(0.02)
