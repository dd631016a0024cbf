"""deploy/nginx.conf as nginx itself reads it, in front of a real site and of one that tells what reaches it."""

import contextlib
import http.client
import http.server
import json
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
import warnings
from pathlib import Path

from server import Answer, Site, free_port

from conformance.certificates import authority, signed

EXAMPLE = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
READY_WITHIN = 60.0
POLL = 0.02


def ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    """One question over a connection of its own."""
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        told = connection.getresponse()
        return Answer(told.status, {name.lower(): value for name, value in told.getheaders()}, told.read())


class Echo:
    """Answers with the headers that it was asked with."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Proxy:
    """nginx with the example, at free ports of this machine and with a certificate of its own."""

    def __init__(self, folder: Path, site_port: int, tls_port: int):
        self.folder, self.plain, self.tls = folder, free_port(), tls_port
        self.trusted = authority(folder, "ours")
        key, certificate = signed(folder, "ours")
        changes = {
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen [::]:80;": "",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.tls} ssl http2;",
            "listen [::]:443 ssl http2;": "",
            "kansrijk.example;": "localhost;",
            "/etc/ssl/kansrijk/fullchain.pem": str(certificate),
            "/etc/ssl/kansrijk/privkey.pem": str(key),
            "127.0.0.1:8080": f"127.0.0.1:{site_port}",
        }
        example = EXAMPLE.read_text("utf-8")
        for ours, here in changes.items():
            assert ours in example, f"the example has no {ours!r}"
            example = example.replace(ours, here)
        (folder / "site.conf").write_text(example)
        kept = "".join(f"{what}_temp_path {folder}/{what}; " for what in ("client_body", "proxy"))
        (folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;\n"
            f"events {{ worker_connections 64; }}\nhttp {{ access_log off; {kept}\ninclude site.conf; }}\n"
        )
        command = ["nginx", "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "errors")]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.over_http("/")
                return
            except OSError:
                time.sleep(POLL)
        raise AssertionError(f"nginx is not ready:\n{(self.folder / 'errors').read_text()}")

    def over_http(self, path: str) -> Answer:
        return ask(http.client.HTTPConnection("localhost", self.plain, timeout=10), path, {})

    def over_https(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        context = ssl.create_default_context(cafile=self.trusted)
        return ask(http.client.HTTPSConnection("localhost", self.tls, context=context, timeout=10), path, headers or {})

    def shakes_hands(self, first: ssl.TLSVersion, last: ssl.TLSVersion, suites: str | None = None) -> tuple[str, str]:
        """Version and suite that are agreed on with a client that knows these only."""
        context = ssl.create_default_context(cafile=self.trusted)
        # What is refused here is refused by the server: the client would take anything.
        context.set_ciphers(suites or "ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version, context.maximum_version = first, last
        connection = http.client.HTTPSConnection("localhost", self.tls, context=context, timeout=10)
        try:
            connection.connect()
            return connection.sock.version(), connection.sock.cipher()[0]
        finally:
            connection.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@unittest.skipUnless(shutil.which("nginx") and shutil.which("openssl"), "nginx is the proxy of the example")
class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="kansrijk-proxy-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.echo = Echo()
        cls.addClassCleanup(cls.echo.stop)
        cls.proxy = Proxy(cls.folder, cls.echo.port, free_port())
        cls.addClassCleanup(cls.proxy.stop)

    def test_takes_pages_to_https_and_refuses_programs(self):
        page = self.proxy.over_http("/trukendoos?q=feedback%20geven")
        self.assertEqual((page.status, page.headers["location"]), (301, "https://localhost/trukendoos?q=feedback%20geven"))
        program = self.proxy.over_http("/api/toolbox/cards?q=feedback")
        self.assertEqual((program.status, program.headers.get("location")), (403, None))

    def test_speaks_no_older_tls(self):
        old = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with self.assertRaises(ssl.SSLError) as refused:
            self.proxy.shakes_hands(*old)
        self.assertIn("PROTOCOL_VERSION", refused.exception.reason)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            agreed, _ = self.proxy.shakes_hands(version, version)
            self.assertEqual(agreed.replace(".", "_"), version.name)

    def test_takes_the_strongest_suite_and_no_weak_one(self):
        only = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2
        _, chosen = self.proxy.shakes_hands(*only, "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384")
        self.assertEqual(chosen, "ECDHE-RSA-AES256-GCM-SHA384")
        for weak in ("AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA384"):
            with self.subTest(weak), self.assertRaises(ssl.SSLError) as refused:
                self.proxy.shakes_hands(*only, weak)
            self.assertIn("HANDSHAKE_FAILURE", refused.exception.reason)

    def test_tells_who_asks_and_believes_nobody_about_that(self):
        answer = self.proxy.over_https("/", {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
        told = answer.json()
        self.assertEqual((told["x-forwarded-for"], told["host"]), ("127.0.0.1", f"localhost:{self.proxy.tls}"))

    def test_keeps_what_is_the_operators(self):
        for path in ("/metrics", "/internal/accounts/tell"):
            with self.subTest(path):
                self.assertEqual(self.proxy.over_https(path).status, 404)
        self.assertEqual(self.proxy.over_https("/").headers.get("server"), "nginx", "without its version")


@unittest.skipUnless(shutil.which("nginx") and shutil.which("openssl"), "nginx is the proxy of the example")
class RealSite(unittest.TestCase):
    def test_is_reached_and_tells_browsers_to_stay_with_https(self):
        with tempfile.TemporaryDirectory(prefix="kansrijk-proxy-") as folder, tempfile.TemporaryDirectory(prefix="kansrijk-") as data:
            tls = free_port()
            settings = f'public_url = "https://localhost:{tls}"\nbehind_proxy = true\n'
            (Path(data) / "kansrijk.toml").write_text(settings)
            with Site(Path(data)) as site:
                proxy = Proxy(Path(folder), site.port, tls)
                try:
                    page = proxy.over_https("/trukendoos?q=feedback")
                    self.assertEqual(page.status, 200, page.text())
                    self.assertIn("max-age=", page.headers["strict-transport-security"])
                    self.assertIn("feedback", page.text())
                finally:
                    proxy.stop()
