"""A service apart behind TLS: with an authority of our own named for it, its certificates are trusted and no others."""

import http.server
import json
import shutil
import ssl
import tempfile
import threading
import unittest
from pathlib import Path

from server import Site

from conformance.certificates import authority, signed

NOTHING = {"total": 0, "took_us": 1, "hits": [], "facets": {}, "did_you_mean": None}


class Toolbox:
    """A toolbox that has no card, behind TLS, and notes what it is asked."""

    def __init__(self, key: Path, certificate: Path):
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                body = json.dumps(NOTHING).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://localhost:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@unittest.skipUnless(shutil.which("openssl"), "openssl makes the certificates")
class OwnAuthority(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kansrijk-tls-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        authority(self.folder, "ours")
        authority(self.folder, "theirs")
        self.toolbox = Toolbox(*signed(self.folder, "ours"))
        self.addCleanup(self.toolbox.stop)

    def visit(self, trusted: str | None) -> None:
        """Opens the page of the toolbox at a web apart."""
        settings = f'[services.toolbox]\nurl = "{self.toolbox.url}"\n'
        if trusted:
            settings += f'authority = "{self.folder / trusted}"\n'
        with tempfile.TemporaryDirectory(prefix="kansrijk-") as data:
            (Path(data) / "kansrijk.toml").write_text(settings)
            with Site(Path(data), only="web") as site:
                site.get("/trukendoos?q=feedback")

    def test_trusts_what_it_signed(self):
        self.visit("ours.pem")
        self.assertTrue([path for path in self.toolbox.asked if path.startswith("/api/toolbox/cards")], self.toolbox.asked)

    def test_trusts_nobody_else(self):
        for other in ("theirs.pem", None):
            with self.subTest(other):
                self.visit(other)
                self.assertEqual(self.toolbox.asked, [])

    def test_refuses_what_is_no_certificate(self):
        (self.folder / "none.pem").write_text("geen certificaat")
        with self.assertRaises(AssertionError) as refused:
            self.visit("none.pem")
        self.assertIn("services.toolbox.authority", str(refused.exception))
