"""The certificate of attendance as `pypdf` reads it: a name with any accents, the facts, and what a reader aloud needs."""

import email
import email.policy
import io
import re
import time
import unittest
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdf

from server import Site

HOME = ZoneInfo("Europe/Amsterdam")
NAME = "Gülşah Świątek-Nguyễn"
MAILED_WITHIN = 20.0


def soon() -> dict:
    """A meetup whose doors are open: it begins in an hour, on one day."""
    starts = datetime.now(HOME).replace(tzinfo=None, second=0, microsecond=0) + timedelta(hours=1)
    ends = starts + timedelta(minutes=90)
    return {
        "title": "Oefenen met feedforward", "region": "RMC-19", "place": "Wijkcentrum De Brug", "skills": ["feedback"],
        "starts": starts.isoformat(timespec="minutes"), "ends": ends.isoformat(timespec="minutes"),
    }


def link_in_mail(site: Site) -> str:
    """The secret in the mail that asks somebody without an account whether they come."""
    until = time.monotonic() + MAILED_WITHIN
    while time.monotonic() < until:
        for path in site.data.rglob("*.eml"):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            found = re.search(r"/plek/([\w-]+)", mail.get_body(("plain",)).get_content())
            if found:
                return found.group(1)
        time.sleep(0.1)
    raise AssertionError("no mail with a link to a place")


class Attendance(unittest.TestCase):
    def test_who_was_there_has_a_paper_that_reads_as_it_should(self) -> None:
        with Site() as site:
            host, noor = site.token("yvonne"), site.token("noor")
            event = site.post("/api/meetups/events", soon(), token=host).json()["id"]
            place = f"/api/meetups/events/{event}/signups"
            self.assertEqual(site.post(place, token=noor).status, 201)
            asking = {"name": NAME, "email": "gulsah@voorbeeld.example", "sixteen": True}
            self.assertEqual(site.post(f"{place}/by-mail", asking).status, 202)
            link = f"/api/meetups/signups/by-mail/{link_in_mail(site)}"
            self.assertEqual(site.post(link, {}).status, 200)
            self.assertEqual(site.get(f"{link}/certificate").status, 409)
            self.assertEqual(site.get(f"{place}/mine/certificate", token=noor).status, 409)
            for one in site.get(place, token=host).json()["participants"]:
                ticked = {"signup": one["id"], "came": True}
                self.assertEqual(site.post(f"{place}/attendance", ticked, token=host).status, 204)

            own = site.get(f"{place}/mine/certificate", token=noor)
            self.assertEqual((own.status, own.headers["content-type"]), (200, "application/pdf"))
            self.assertIn("Noor", self.text_of(own.body))
            dutch = site.get(f"{link}/certificate").body
            self.assertEqual(dutch, site.get(f"{link}/certificate").body, "the same paper is the same bytes")
            self.read_aloud(dutch, "nl", "Bewijs van deelname")
            text = self.text_of(dutch)
            for words in (NAME, "Oefenen met feedforward", "Waar: Wijkcentrum De Brug", "Tijd samen: 1 uur en 30 minuten"):
                self.assertIn(words, text)
            english = site.get(f"{link}/certificate?language=en").body
            self.read_aloud(english, "en", "Certificate of attendance")
            self.assertIn("Practised: feedback", self.text_of(english))

    def text_of(self, paper: bytes) -> str:
        reader = pypdf.PdfReader(io.BytesIO(paper), strict=True)
        return "\n".join(page.extract_text() for page in reader.pages)

    def read_aloud(self, paper: bytes, language: str, title: str) -> None:
        """PDF/UA-1 (ISO 14289-1), 7.1 to 7.4 and 7.21: tagged, in a language, titled, with headings and its own letters."""
        reader = pypdf.PdfReader(io.BytesIO(paper), strict=True)
        root = reader.trailer["/Root"]
        self.assertEqual(root["/Lang"], language)
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertTrue(root["/ViewerPreferences"]["/DisplayDocTitle"])
        self.assertEqual(reader.metadata.title, f"{title}: Oefenen met feedforward")
        described = root["/Metadata"].get_object().get_data().decode()
        self.assertIn("<pdfuaid:part>1</pdfuaid:part>", described)
        document = root["/StructTreeRoot"]["/K"]
        elements = [element.get_object() for element in document["/K"]]
        kinds = [element["/S"] for element in elements]
        self.assertEqual((document["/S"], kinds[0], kinds.count("/H2")), ("/Document", "/H1", 1))
        self.assertEqual(set(kinds), {"/H1", "/H2", "/P"})
        numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        for page, number in zip(reader.pages, range(len(reader.pages)), strict=True):
            self.assertEqual((page["/StructParents"], page["/Tabs"]), (number, "/S"))
            marked = page.get_contents().get_data().count(b"/MCID")
            parents = numbers[2 * number + 1].get_object()
            self.assertEqual(len(parents), marked, "every line has its element")
            font = page["/Resources"]["/Font"]["/F1"]
            letters = font["/DescendantFonts"][0].get_object()
            self.assertIn("/ToUnicode", font)
            self.assertGreater(len(letters["/FontDescriptor"]["/FontFile2"].get_object().get_data()), 10_000)
        lines = [line for element in elements for line in element["/K"]]
        self.assertEqual(len(lines), sum(len(numbers[n].get_object()) for n in range(1, len(numbers), 2)))


if __name__ == "__main__":
    unittest.main()
