"""OAI-PMH 2.0 and the Atom feed of new cards, read by `sickle`, `oaipmh-scythe` and `feedparser`."""

import json
import tempfile
import threading
import unittest
from pathlib import Path

import feedparser
import oaipmh_scythe
import sickle
from lxml import etree

from conformance import oai_shape
from server import Folder, Site, is_long, query

CARDS, CHANGES = (20_000, 1_000) if is_long() else (2_000, 100)
OAI = "{http://www.openarchives.org/OAI/2.0/}"
LOM = {"lom": "http://www.imsglobal.org/xsd/imsmd_v1p2"}
#: Who shares and changes cards, and who takes others' cards off the shelf.
TEACHER, MODERATOR = "petra", "dirkje"

site: Site
token: dict[str, str]
own: list[str]


def setUpModule() -> None:
    """The town with a large file of cards, and some cards that a teacher can change."""
    global site, token, own
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()
    site.stop()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cards.jsonl"
        lines = (
            {"id": f"kaart-{number:05}", "title": f"Kaart {number} & meer", "body": "Zo doe je het.", "kind": "werkvorm",
             "tags": ["proef"]}
            for number in range(CARDS)
        )
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        done = site.run("import", "cards", file)
        assert done.returncode == 0, done.stderr.decode()
    site.start()
    token = {person: site.token(person) for person in (TEACHER, MODERATOR)}
    own = [share(f"Eigen kaart {number}") for number in range(CHANGES // 2)]


def content(title: str) -> dict:
    return {"title": title, "kind": "overlegstructuur", "goal": "Iedereen doet mee.", "visibility": "country"}


def share(title: str) -> str:
    answer = site.post("/api/toolbox/cards", content(title), token=token[TEACHER])
    assert answer.status == 201, answer.text()
    return answer.json()["id"]


def identifier(card: str) -> str:
    return f"oai:127.0.0.1:{card}"


def ask(**arguments) -> etree._Element:
    """The root of an answer, whose shape is looked at on the way."""
    answer = site.get(query("/oai", **arguments))
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/xml"), answer
    wrong = oai_shape.faults(answer.body)
    assert wrong == [], wrong
    return etree.fromstring(answer.body)


def error_of(root: etree._Element) -> str | None:
    found = root.find(f"{OAI}error")
    return None if found is None else found.get("code")


def by_sickle(**arguments):
    return sickle.Sickle(f"{site.url}/oai").ListRecords(metadataPrefix="oai_dc", **arguments)


def by_scythe(**arguments):
    with oaipmh_scythe.Scythe(f"{site.url}/oai") as scythe:
        yield from scythe.list_records(metadata_prefix="oai_dc", **arguments)


def header(record) -> tuple[str, bool]:
    return record.header.identifier, bool(record.header.deleted)


class Verbs(unittest.TestCase):
    def test_identify_says_what_a_harvester_must_know(self):
        said = sickle.Sickle(f"{site.url}/oai").Identify()
        self.assertEqual(said.protocolVersion, "2.0")
        self.assertEqual(said.baseURL, f"{site.url}/oai")
        self.assertEqual(said.deletedRecord, "persistent")
        self.assertEqual(said.granularity, "YYYY-MM-DDThh:mm:ssZ")
        self.assertRegex(said.earliestDatestamp, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertIn("@", said.adminEmail)

    def test_formats_and_sets_are_listed(self):
        reader = sickle.Sickle(f"{site.url}/oai")
        self.assertEqual([one.metadataPrefix for one in reader.ListMetadataFormats()], ["oai_dc", "nl_lom"])
        self.assertEqual({one.setSpec for one in reader.ListSets()}, {"overlegstructuur", "teamsamenstelling", "werkvorm"})

    def test_a_record_has_the_fields_of_both_formats(self):
        reader = sickle.Sickle(f"{site.url}/oai")
        card = identifier("kaart-00007")
        record = reader.GetRecord(identifier=card, metadataPrefix="oai_dc")
        self.assertEqual(record.metadata["title"], ["Kaart 7 & meer"])
        self.assertEqual(record.metadata["identifier"], [f"{site.url}/trukendoos/kaart/kaart-00007"])
        self.assertEqual(record.metadata["language"], ["nl"])
        root = ask(verb="GetRecord", identifier=card, metadataPrefix="nl_lom")
        lom = root.find(f".//{{{LOM['lom']}}}lom")
        for path in (
            "general/title", "general/catalogentry", "general/language", "general/description", "general/keyword",
            "general/aggregationlevel", "lifecycle/contribute", "metametadata/catalogentry", "technical/location",
            "educational/intendedenduserrole", "educational/context", "rights/cost", "rights/copyrightandotherrestrictions",
        ):
            with self.subTest(path):
                self.assertIsNotNone(lom.find("/".join(f"lom:{part}" for part in path.split("/")), LOM))
        purposes = lom.xpath("lom:classification/lom:purpose/lom:value/lom:langstring/text()", namespaces=LOM)
        self.assertEqual(purposes, ["discipline", "educational level", "access rights"])

    def test_a_set_is_harvested_alone(self):
        found = {record.header.identifier for record in by_sickle(set="overlegstructuur")}
        self.assertTrue({identifier(card) for card in own} <= found)
        self.assertNotIn(identifier("kaart-00007"), found)

    def test_post_asks_the_same_as_get(self):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = site.post("/oai", b"verb=Identify", headers=form)
        self.assertEqual(answer.status, 200)
        self.assertIsNotNone(etree.fromstring(answer.body).find(f"{OAI}Identify"))


class Shapes(unittest.TestCase):
    """Every answer is as the specification has it: `ask` looks at its shape."""

    def test_what_each_verb_answers(self):
        card = identifier("check-in-ronde")
        for arguments in (
            {"verb": "Identify"},
            {"verb": "ListSets"},
            {"verb": "ListMetadataFormats"},
            {"verb": "ListMetadataFormats", "identifier": card},
            *({"verb": "GetRecord", "identifier": card, "metadataPrefix": prefix} for prefix in ("oai_dc", "nl_lom")),
        ):
            with self.subTest(arguments):
                self.assertIsNone(error_of(ask(**arguments)))

    def test_a_site_with_a_name_says_how_its_identifiers_are_made(self):
        asked = query("/api/toolbox/harvest", site="https://kansrijk.example", arguments="verb=Identify")
        answer = site.get(asked).body
        self.assertEqual(oai_shape.faults(answer), [])
        self.assertIn(b"<sampleIdentifier>oai:kansrijk.example:", answer)

    def test_every_page_of_every_list_in_both_formats(self):
        for verb in ("ListIdentifiers", "ListRecords"):
            for prefix in ("oai_dc", "nl_lom"):
                with self.subTest(verb=verb, prefix=prefix):
                    self.pages(verb, {"metadataPrefix": prefix})

    def pages(self, verb: str, arguments: dict) -> None:
        """Pages follow each other without a gap; the last one's token is empty. Long lists are looked at for 20 pages."""
        seen, last = 0, False
        for _ in range(20):
            listed = ask(verb=verb, **arguments).find(f"{OAI}{verb}")
            token = listed.find(f"{OAI}resumptionToken")
            self.assertEqual(int(token.get("cursor")), seen)
            seen += len(listed) - 1
            last = not token.text
            if last:
                self.assertEqual(seen, int(token.get("completeListSize")))
                break
            arguments = {"resumptionToken": token.text}
        self.assertTrue(last or seen >= 2_000)

    def test_a_withdrawn_card_is_a_header_alone(self):
        card = share("Even maar")
        ask(verb="Identify")
        client = site.connect()
        self.addCleanup(client.close)
        client.ask("DELETE", f"/api/toolbox/cards/{card}", token=token[TEACHER])
        record = ask(verb="GetRecord", identifier=identifier(card), metadataPrefix="nl_lom").find(f".//{OAI}record")
        self.assertEqual([record[0].get("status"), len(record)], ["deleted", 1])


class TheReaderOfShapes(unittest.TestCase):
    """It sees what it is there for."""

    def test_finds_what_is_wrong(self):
        answer = site.get(query("/oai", verb="GetRecord", identifier=identifier("check-in-ronde"), metadataPrefix="nl_lom")).body
        self.assertEqual(oai_shape.faults(answer), [])
        for right, wrong, fault in (
            (b"<responseDate>2", b"<responseDate>x2", "responseDate: 'x2"),
            (b"<datestamp>", b"<datestamp>1999-13-01T00:00:00Z</datestamp><datestamp>", "datestamp: '1999-13-01T00:00:00' is in no calendar"),
            (b"<rights>", b"<rights>gratis", "rights: text between elements"),
            (b'xml:lang="x-none"', b'taal="nl"', "langstring: attribute taal has no place here"),
            (b"<cost>", b"<kosten/><cost>", "rights: cost stands 0 times where 1 are needed"),
            (b"BEGIN:VCARD", b"BEGIN:KAART", "vcard: is none by RFC 2426"),
            (b'verb="GetRecord"', b'verb="ListRecords"', "an answer of GetRecord to ListRecords"),
            (b"imsmd_v1p2p4.xsd", b"lom.xsd", "lom: names another schema"),
        ):
            with self.subTest(fault):
                self.assertIn(right, answer)
                found = oai_shape.faults(answer.replace(right, wrong))
                self.assertTrue(any(fault in one for one in found), found)


class Errors(unittest.TestCase):
    def test_every_error_has_its_code(self):
        prefix = {"metadataPrefix": "oai_dc"}
        listing = {"verb": "ListRecords", **prefix}
        expected = [
            ({}, "badVerb"),
            ({"verb": "Verzin"}, "badVerb"),
            ({"verb": "Identify", **prefix}, "badArgument"),
            ({"verb": "ListRecords"}, "badArgument"),
            ({**listing, "from": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
            ({**listing, "from": "2026-01-02", "until": "2026-01-03T00:00:00Z"}, "badArgument"),
            ({**listing, "from": "gisteren"}, "badArgument"),
            ({"verb": "ListRecords", "resumptionToken": "verzonnen"}, "badResumptionToken"),
            ({"verb": "ListSets", "resumptionToken": "verzonnen"}, "badResumptionToken"),
            ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
            ({"verb": "GetRecord", "identifier": identifier("bestaat-niet"), **prefix}, "idDoesNotExist"),
            ({"verb": "ListMetadataFormats", "identifier": "geen-oai"}, "idDoesNotExist"),
            ({**listing, "until": "2001-01-01"}, "noRecordsMatch"),
            ({**listing, "set": "bestaat-niet"}, "noRecordsMatch"),
        ]
        for arguments, code in expected:
            with self.subTest(arguments):
                root = ask(**arguments)
                self.assertEqual(error_of(root), code)
                said_back = dict(root.find(f"{OAI}request").attrib)
                if code in ("badVerb", "badArgument"):
                    self.assertEqual(said_back, {})
                else:
                    self.assertEqual(said_back, arguments)

    def test_an_argument_that_stands_twice_is_refused(self):
        answer = site.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc")
        self.assertEqual(error_of(etree.fromstring(answer.body)), "badArgument")

    def test_a_deleted_item_has_no_formats(self):
        card = share("Weer weg")
        site.get("/oai?verb=Identify")
        self.withdraw(card)
        root = ask(verb="ListMetadataFormats", identifier=identifier(card))
        self.assertEqual(error_of(root), "noMetadataFormats")

    def withdraw(self, card: str) -> None:
        client = site.connect()
        self.addCleanup(client.close)
        self.assertEqual(client.ask("DELETE", f"/api/toolbox/cards/{card}", token=token[TEACHER]).status, 200)


class Changes:
    """Edits own cards and takes cards off the shelf, in a thread of its own, until all is done."""

    def __init__(self, number: int):
        self.number = number
        self.faults: list[str] = []
        #: What happened to each card: its title when it was changed last, nothing when it was withdrawn.
        self.last: dict[str, str | None] = {}
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        client = site.connect()
        withdrawn = 0
        for step in range(CHANGES):
            if step % 2 == 0:
                card, person, title = own[step // 2], TEACHER, f"Ronde {self.number}, stap {step}"
                version = client.ask("GET", f"/api/toolbox/cards/{card}").json()["version"]
                body = {"version": version, **content(title)}
                answer = client.ask("PUT", f"/api/toolbox/cards/{card}", body=body, token=token[person])
            else:
                # From both ends of the list: shown already and still to come.
                number = self.number * CHANGES + withdrawn
                card = f"kaart-{number if withdrawn % 2 else CARDS - 1 - number:05}"
                title, withdrawn = None, withdrawn + 1
                answer = client.ask("DELETE", f"/api/toolbox/cards/{card}", token=token[MODERATOR])
            if answer.status != 200:
                self.faults.append(f"{card}: {answer.status} {answer.text()}")
            self.last[card] = title
        client.close()


class WholeHarvests(unittest.TestCase):
    """Both readers read everything while cards change: none missed, none double."""

    def harvest(self, number: int, reader) -> None:
        before = {record.header.identifier for record in by_sickle()}
        changes = Changes(number)
        began = ask(verb="Identify").findtext(f"{OAI}responseDate")
        found: dict[str, int] = {}
        changes.thread.start()
        for record in reader():
            name, _ = header(record)
            found[name] = found.get(name, 0) + 1
        changes.thread.join()
        self.assertEqual(changes.faults, [])
        self.assertEqual([name for name, times in found.items() if times > 1], [], "double")
        self.assertEqual(before - set(found), set(), "missed")
        self.assertGreaterEqual(len(found), CARDS)
        # The next harvest, from where this one began, brings every change to its end.
        later = {header(record)[0]: record for record in reader(**{"from_": began} if reader is by_scythe else {"from": began})}
        for card, title in changes.last.items():
            record = later[identifier(card)]
            self.assertEqual(bool(record.header.deleted), title is None, card)
            if title is not None:
                self.assertEqual(record.metadata["title"], [title])

    def test_sickle_reads_all(self):
        self.harvest(0, by_sickle)

    def test_scythe_reads_all(self):
        self.harvest(1, by_scythe)


class Feed(unittest.TestCase):
    def test_is_read_without_errors_and_answers_304_to_who_has_it(self):
        share("Nieuw voor de feed")
        self.wait_until_found("Nieuw voor de feed")
        answer = site.get("/trukendoos.atom")
        self.assertTrue(answer.headers["content-type"].startswith("application/atom+xml"))
        feed = feedparser.parse(answer.body)
        self.assertFalse(feed.bozo)
        self.assertEqual(feed.entries[0].title, "Nieuw voor de feed")
        self.assertEqual(len(feed.entries), 50)
        again = site.get("/trukendoos.atom", headers={"If-None-Match": answer.headers["etag"]})
        self.assertEqual((again.status, again.body), (304, b""))

    def test_is_named_on_the_page(self):
        self.assertIn('type="application/atom+xml"', site.get("/trukendoos").text())

    def test_comes_in_elsewhere_once(self):
        feed = site.get("/trukendoos.atom").body
        with Folder() as folder:
            file = folder.file("nieuw.atom", feed)
            done = folder.run("import", "feed", file)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertIn("50 kaarten ingelezen", done.stdout.decode())
            again = folder.run("import", "feed", file)
            self.assertIn("0 kaarten ingelezen, 50 waren er al", again.stdout.decode())
            broken = folder.run("import", "feed", folder.file("kapot.atom", "<feed>"))
            self.assertEqual(broken.returncode, 2)

    def wait_until_found(self, title: str) -> None:
        for _ in range(100):
            hits = site.get(query("/api/toolbox/cards", q=f'"{title}"')).json()["hits"]
            if any(hit["title"] == title for hit in hits):
                return
        self.fail(f"{title} was not found")


class Page(unittest.TestCase):
    def test_a_card_says_in_json_ld_what_it_is(self):
        page = site.get("/trukendoos/kaart/kaart-00007").text()
        block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
        said = json.loads(block)
        self.assertEqual(said["@type"], ["LearningResource", "HowTo"])
        self.assertEqual(said["name"], "Kaart 7 & meer")
