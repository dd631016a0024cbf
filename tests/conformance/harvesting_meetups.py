"""OAI-PMH 2.0 of meetups (`/oai/bijeenkomsten`), read by `sickle` and `oaipmh-scythe`. The protocol is the one of the cards: what is particular to
meetups stands here, everything else in `harvesting.py`."""

import unittest
from datetime import date, timedelta

import oaipmh_scythe
import sickle
from lxml import etree

from conformance import oai_shape
from server import Site, query

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DAY = date.today() + timedelta(days=30)
#: More than one page of a list.
MEETUPS = 130

site: Site
host: str
own: list[str]


def setUpModule() -> None:
    """The town with meetups of a host who coordinates Utrecht."""
    global site, host, own
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()
    host = site.token("yvonne")
    own = [publish(f"Samen leren {number}") for number in range(MEETUPS)]


def words(title: str) -> dict:
    return {
        "title": title, "kind": "training", "region": "RMC-19", "place": "Buurthuis, Utrecht", "cost": "Gratis", "skills": ["feedback"],
        "starts": f"{DAY}T17:30", "ends": f"{DAY}T19:00", "online_link": "https://meet.example/geheim", "description": "Neem een vraag mee.",
    }


def publish(title: str) -> str:
    answer = site.post("/api/meetups/events", words(title), token=host)
    assert answer.status == 201, answer.text()
    return answer.json()["id"]


def deed(method: str, path: str, body: dict) -> None:
    client = site.connect()
    try:
        answer = client.ask(method, path, body=body, token=host)
        assert answer.status == 200, answer.text()
    finally:
        client.close()


def identifier(meetup: str) -> str:
    return f"oai:127.0.0.1:bijeenkomst/{meetup}"


def ask(**arguments) -> etree._Element:
    """The root of an answer, whose shape is looked at on the way."""
    answer = site.get(query("/oai/bijeenkomsten", **arguments))
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/xml"), answer
    assert b"geheim" not in answer.body, "the link for participants"
    wrong = oai_shape.faults(answer.body)
    assert wrong == [], wrong
    return etree.fromstring(answer.body)


def by_sickle(**arguments):
    return sickle.Sickle(f"{site.url}/oai/bijeenkomsten").ListRecords(metadataPrefix="oai_dc", **arguments)


def by_scythe(**arguments):
    with oaipmh_scythe.Scythe(f"{site.url}/oai/bijeenkomsten") as scythe:
        yield from scythe.list_records(metadata_prefix="oai_dc", **arguments)


class Shapes(unittest.TestCase):
    def test_what_each_verb_answers(self):
        for arguments in (
            {"verb": "Identify"},
            {"verb": "ListSets"},
            {"verb": "ListMetadataFormats"},
            {"verb": "ListMetadataFormats", "identifier": identifier(own[0])},
            *({"verb": "GetRecord", "identifier": identifier(own[0]), "metadataPrefix": prefix} for prefix in ("oai_dc", "nl_lom")),
            {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
            {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "training"},
        ):
            with self.subTest(arguments):
                self.assertIsNone(ask(**arguments).find(f"{OAI}error"))

    def test_a_site_with_a_name_says_how_its_identifiers_are_made(self):
        asked = query("/api/meetups/harvest", site="https://kansrijk.example", arguments="verb=Identify")
        answer = site.get(asked).body
        self.assertEqual(oai_shape.faults(answer), [])
        self.assertIn(b"<sampleIdentifier>oai:kansrijk.example:bijeenkomst/", answer)

    def test_post_asks_the_same_as_get(self):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = site.post("/oai/bijeenkomsten", b"verb=Identify", headers=form)
        self.assertEqual(answer.status, 200)
        self.assertIsNotNone(etree.fromstring(answer.body).find(f"{OAI}Identify"))

    def test_a_card_is_no_meetup_and_a_meetup_no_card(self):
        card = ask(verb="GetRecord", identifier="oai:127.0.0.1:check-in-ronde", metadataPrefix="oai_dc")
        self.assertEqual(card.find(f"{OAI}error").get("code"), "idDoesNotExist")
        other = site.get(query("/oai", verb="GetRecord", identifier=identifier(own[0]), metadataPrefix="oai_dc"))
        self.assertEqual(etree.fromstring(other.body).find(f"{OAI}error").get("code"), "idDoesNotExist")


class WholeHarvests(unittest.TestCase):
    """Both readers read everything while meetups change between two of their pages: none missed, none double."""

    def harvest(self, reader, first: int) -> None:
        before = {record.header.identifier for record in by_sickle()}
        began = ask(verb="Identify").findtext(f"{OAI}responseDate")
        found: dict[str, int] = {}
        for number, record in enumerate(reader()):
            name = record.header.identifier
            found[name] = found.get(name, 0) + 1
            if number == 50:
                # One that was shown perhaps, one that is still to come, and a new one.
                deed("PUT", f"/api/meetups/events/{own[first]}", words("Anders"))
                deed("POST", f"/api/meetups/events/{own[MEETUPS - 1 - first]}/cancel", {})
                new = publish("Nieuw")
        self.assertEqual([name for name, times in found.items() if times > 1], [], "double")
        self.assertEqual(before - set(found), set(), "missed")
        since = {"from_": began} if reader is by_scythe else {"from": began}
        later = {record.header.identifier: record for record in reader(**since)}
        titles = {name: record.metadata["title"] for name, record in later.items()}
        self.assertEqual(titles[identifier(own[first])], ["Anders"])
        self.assertTrue(titles[identifier(own[MEETUPS - 1 - first])][0].startswith("Gaat niet door: "))
        self.assertEqual(titles[identifier(new)], ["Nieuw"])

    def test_sickle_reads_all(self):
        self.harvest(by_sickle, 0)

    def test_scythe_reads_all(self):
        self.harvest(by_scythe, 1)
