"""Signing in by e-mail, with another project's SMTP server taking the mails."""

import contextlib
import email
import email.policy
import http.cookies
import re
import threading
import time
import unittest
import urllib.parse

from aiosmtpd.controller import Controller

from tests.server import Site, free_port

WITHIN = 20.0
FORM = "application/x-www-form-urlencoded"


class Inbox:
    """Takes every mail, or refuses the first ones as a server that is busy does (RFC 5321, 4.2.1)."""

    def __init__(self, refuses: int = 0):
        self.refuses = refuses
        self.mails = []
        self.came = threading.Condition()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the library's name)
        with self.came:
            if self.refuses > 0:
                self.refuses -= 1
                return "451 try again later"
            self.mails.append(envelope)
            self.came.notify_all()
        return "250 taken"

    def wait(self, count: int):
        """The mails, once there are so many."""
        with self.came:
            self.came.wait_for(lambda: len(self.mails) >= count, WITHIN)
            return list(self.mails)


@contextlib.contextmanager
def post_office(inbox: Inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextlib.contextmanager
def site_with(port: int):
    site = Site(empty=True)
    settings = f'[mail]\nserver = "127.0.0.1"\nport = {port}\ntls = "none"\nfrom = "Kansrijk <post@kansrijk.example>"\n'
    (site.data / "kansrijk.toml").write_text(settings)
    with site:
        yield site


class Browser:
    """As much of a browser as forms need: cookies, the form's token, and the origin."""

    def __init__(self, site: Site):
        self.site = site
        self.cookies = http.cookies.SimpleCookie()

    def get(self, address: str):
        return self._keep(self.site.get(address, headers=self._headers()))

    def post(self, address: str, page: str, **fields):
        token = re.search(r'name="csrf" value="([^"]+)"', self.get(page).text()).group(1)
        body = urllib.parse.urlencode({"csrf": token, **fields}).encode()
        headers = {**self._headers(), "Content-Type": FORM, "Origin": self.site.url}
        return self._keep(self.site.post(address, body, headers=headers))

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())}

    def _keep(self, answer):
        for line in answer.all("set-cookie"):
            self.cookies.load(line)
        return answer


def parts(envelope):
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    return mail, mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()


class SignInByMail(unittest.TestCase):
    def test_a_code_arrives_as_a_well_formed_mail_and_signs_in(self):
        inbox = Inbox()
        with post_office(inbox) as port, site_with(port) as site:
            browser = Browser(site)
            asked = browser.post("/aanmelden/mail", "/aanmelden", email="sam@school.example")
            self.assertEqual((asked.status, asked.headers["location"]), (303, "/aanmelden/code"))
            (envelope,) = inbox.wait(1)
            self.assertEqual(envelope.rcpt_tos, ["sam@school.example"])
            self.assertEqual(envelope.mail_from, "post@kansrijk.example")
            mail, text, html = parts(envelope)
            code = re.search(r"\b(\d{3}) (\d{3})\b", text)
            self.assertIn("".join(code.groups()), mail["subject"])
            self.assertIn(code.group(0), html)
            self.assertEqual(mail["auto-submitted"], "auto-generated")
            self.assertEqual(mail.defects, [])
            for part in ("date", "message-id", "from", "to"):
                self.assertIsNotNone(mail[part], part)
            done = browser.post("/aanmelden/code", "/aanmelden/code", code=code.group(0))
            self.assertEqual((done.status, done.headers["location"]), (303, "/welkom"))
            self.assertIn('name="jaar"', browser.get("/welkom").text())

    def test_the_link_shows_a_button_and_only_pressing_it_counts(self):
        inbox = Inbox()
        with post_office(inbox) as port, site_with(port) as site:
            browser, scanner = Browser(site), Browser(site)
            browser.post("/aanmelden/mail", "/aanmelden", email="sam@school.example")
            _, text, _ = parts(inbox.wait(1)[0])
            link = urllib.parse.urlsplit(re.search(r"http\S+/aanmelden/link/\S+", text).group(0)).path
            # A program that looks through mails opens the link, and posts to it too.
            for _ in range(3):
                self.assertEqual(scanner.get(link).status, 200)
            self.assertEqual(scanner.post(link, "/aanmelden").status, 422)
            done = browser.post(link, link)
            self.assertEqual((done.status, done.headers["location"]), (303, "/welkom"))

    def test_a_server_that_is_busy_gets_the_mail_later_and_no_address_is_logged(self):
        inbox = Inbox(refuses=1)
        with post_office(inbox) as port, site_with(port) as site:
            began = time.monotonic()
            asked = Browser(site).post("/aanmelden/mail", "/aanmelden", email="sam.de.wit@school.example")
            self.assertEqual(asked.status, 303)
            self.assertLess(time.monotonic() - began, 5, "nobody waits for a mail server")
            with inbox.came:
                inbox.came.wait_for(lambda: inbox.mails, 45)
            self.assertEqual(len(inbox.mails), 1)
            self.assertNotIn("sam.de.wit", site.said())


if __name__ == "__main__":
    unittest.main()
