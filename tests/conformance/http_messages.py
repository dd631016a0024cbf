"""Where a message ends (RFC 9112, 6.3), and methods that nobody needs: sent byte by byte, without a client that would mend them."""

import re
import socket
import unittest

from server import Site

WITHIN = 5.0
# A server that keeps the connection has said all when it is silent for so long.
SILENCE = 2.0
# A second request hidden in what one side may take for the body of the first.
HIDDEN = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Hidden: yes\r\n\r\n"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")

site: Site


def setUpModule() -> None:
    global site
    site = Site(empty=True)
    unittest.addModuleCleanup(site.__exit__)
    site.start()


def says(message: bytes) -> tuple[list[int], bytes]:
    """The statuses that come back before the server closes or falls silent, and everything that it said."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=WITHIN) as wire:
        wire.sendall(message)
        said = b""
        wire.settimeout(SILENCE)
        try:
            while piece := wire.recv(65536):
                said += piece
        except (TimeoutError, ConnectionResetError):
            pass
    return [int(status) for status in STATUS.findall(said)], said


def post(*headers: bytes, body: bytes) -> bytes:
    """A request to a route that takes POST and reads its body."""
    head = b"\r\n".join([b"POST /api/toolbox/cards HTTP/1.1", b"Host: 127.0.0.1", b"Content-Type: application/json", *headers])
    return head + b"\r\n\r\n" + body


class Ends(unittest.TestCase):
    def test_a_whole_message_is_answered_and_so_is_the_next(self):
        # What the others are held against: two requests that really are two.
        statuses, _ = says(post(b"Content-Length: 2", body=b"{}") + HIDDEN)
        self.assertEqual(len(statuses), 2, statuses)
        self.assertEqual(statuses[1], 200)

    def test_chunks_count_over_a_length_or_the_message_is_refused(self):
        # By the length the body ends where the hidden request begins; by the chunks that is body.
        size = b"%x\r\n" % len(HIDDEN)
        headers = (b"Content-Length: %d" % len(size), b"Transfer-Encoding: chunked")
        for order in (headers, headers[::-1]):
            with self.subTest(order):
                statuses, said = says(post(*order, body=size + HIDDEN + b"\r\n0\r\n\r\n"))
                self.assertEqual(len(statuses), 1, said)
                self.assertGreaterEqual(statuses[0], 400)

    def test_what_has_no_clear_end_is_refused(self):
        for name, message in {
            "two lengths": post(b"Content-Length: 2", b"Content-Length: %d" % len(HIDDEN), body=b"{}" + HIDDEN),
            "a list of lengths": post(b"Content-Length: 2, %d" % len(HIDDEN), body=b"{}" + HIDDEN),
            "a negative length": post(b"Content-Length: -1", body=HIDDEN),
            "a length with a sign": post(b"Content-Length: +2", body=b"{}" + HIDDEN),
            "a length that is no number": post(b"Content-Length: 2x", body=b"{}" + HIDDEN),
            "a length that is too large": post(b"Content-Length: 99999999999999999999", body=HIDDEN),
            "another coding last": post(b"Transfer-Encoding: chunked, identity", body=b"0\r\n\r\n" + HIDDEN),
            "an unknown coding": post(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + HIDDEN),
            "a blank before the colon": post(b"Content-Length : 2", body=b"{}" + HIDDEN),
            "a line that goes on": post(b"X-Long: a", b" Transfer-Encoding: chunked", b"Content-Length: 2", body=b"{}" + HIDDEN),
            "a bare return in a value": post(b"X-Odd: a\rTransfer-Encoding: chunked", b"Content-Length: 2", body=b"{}" + HIDDEN),
            "a null in a value": post(b"X-Odd: a\0b", b"Content-Length: 2", body=b"{}" + HIDDEN),
        }.items():
            with self.subTest(name):
                statuses, said = says(message)
                self.assertEqual(statuses, [400], said[:200])

    def test_chunks_that_are_wrong_hide_nothing(self):
        for name, body in {
            "no size": b"\r\n" + HIDDEN,
            "a size that is no number": b"zz\r\n" + HIDDEN,
            "a size that is too large": b"ffffffffffffffffff\r\n" + HIDDEN,
            "a chunk that is longer than it says": b"2\r\n{}}}\r\n0\r\n\r\n" + HIDDEN,
        }.items():
            with self.subTest(name):
                statuses, said = says(post(b"Transfer-Encoding: chunked", body=body))
                self.assertNotIn(200, statuses, said[:200])
                self.assertLessEqual(len(statuses), 1, said[:200])


class Methods(unittest.TestCase):
    def test_trace_gives_nothing_back(self):
        for address in (b"/", b"/over", b"/assets/", b"/api/toolbox/cards", b"/health/live"):
            with self.subTest(address):
                message = b"TRACE " + address + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: geheim\r\nConnection: close\r\n\r\n"
                statuses, said = says(message)
                self.assertIn(statuses, ([403], [404], [405]), said[:200])
                self.assertNotIn(b"geheim", said)

    def test_an_unknown_method_does_nothing(self):
        statuses, _ = says(b"WIPE /api/toolbox/cards HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        self.assertEqual(statuses, [405])


if __name__ == "__main__":
    unittest.main()
