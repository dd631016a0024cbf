"""Health, metrics, and services on their own."""

import os
import shutil
import tempfile
import time
import unittest
from pathlib import Path

from server import Folder, Site, run


class Health(unittest.TestCase):
    def test_a_ready_server_is_alive_ready_and_measured(self):
        with Site() as site:
            self.assertEqual(site.get("/health/live").status, 200)
            self.assertEqual(site.get("/health/ready").status, 200)
            self.assertGreaterEqual(site.get("/api/toolbox/cards?q=").json()["total"], 60)
            metrics = site.get("/metrics")
            self.assertEqual(metrics.status, 200)
            self.assertTrue(metrics.headers["content-type"].startswith("text/plain"))
            self.assertRegex(metrics.text(), r"(?m)^# TYPE \w+ (counter|gauge|histogram|summary)$")

    def test_a_second_start_finds_what_the_first_left(self):
        with tempfile.TemporaryDirectory(prefix="kansrijk-") as data, Site(Path(data)) as site:
            first = site.get("/api/toolbox/cards?per_page=100").json()
            site.stop()
            began = time.monotonic()
            site.start()
            print(f"\n(ready again after {time.monotonic() - began:.2f} s)")
            again = site.get("/api/toolbox/cards?per_page=100").json()
            self.assertEqual(again["total"], first["total"])
            self.assertEqual([hit["id"] for hit in again["hits"]], [hit["id"] for hit in first["hits"]])

    def test_an_empty_start_plants_nothing(self):
        with Site(empty=True) as site:
            self.assertEqual(site.get("/api/toolbox/cards?q=").json()["total"], 0)
            self.assertEqual(site.get("/api/meetups/events").json()["total"], 0)

    def test_a_lost_index_costs_a_rebuild_and_no_data(self):
        with tempfile.TemporaryDirectory(prefix="kansrijk-") as data, Site(Path(data)) as site:
            before = site.get("/api/toolbox/cards?q=feedback").json()["total"]
            self.assertTrue(before)
            site.stop()
            index = next(path for path in Path(data).iterdir() if path.name.startswith("index"))
            shutil.rmtree(index)
            site.start()
            self.assertEqual(site.get("/api/toolbox/cards?q=feedback").json()["total"], before)


class Backup(unittest.TestCase):
    """What was written in a conversation is sealed, and can be read after a restore."""

    def said(self, site: Site) -> list[str]:
        token = site.token("hanna")
        line = site.get("/api/matching/conversations", token=token).json()["conversations"][0]
        talk = site.get(f"/api/matching/conversations/{line['id']}", token=token).json()
        return [message["text"] for message in talk["messages"]]

    def test_a_restored_copy_opens_its_conversations_and_holds_no_readable_word(self):
        with tempfile.TemporaryDirectory(prefix="kansrijk-") as folder:
            copy, again = Path(folder) / "copy", Path(folder) / "again"
            with Site(Path(folder) / "data") as site:
                before = self.said(site)
                self.assertGreaterEqual(len(before), 3)
                done = site.run("backup", str(copy))
                self.assertEqual(done.returncode, 0, done.stderr.decode())
            rows = (copy / "matching.jsonl").read_text()
            self.assertIn('"message"', rows)
            for text in before:
                self.assertNotIn(text, rows)
            self.assertEqual((copy / "conversations.key").stat().st_mode & 0o777, 0o600)
            place = {**os.environ, "KANSRIJK_DATA": str(again), "KANSRIJK_LISTEN": "127.0.0.1:0"}
            done = run("restore", str(copy), environment=place)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            with Site(again) as site:
                self.assertEqual(self.said(site), before)
            (again / "keys" / "conversations.key").unlink()
            done = run("serve", environment=place)
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            self.assertIn("conversations.key", done.stderr.decode())

    def test_a_key_that_is_none_is_refused(self):
        with Folder() as folder:
            done = folder.run("serve", "--config", folder.file("kansrijk.toml", 'conversation_key = "kort"\n'))
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            self.assertIn("conversation_key", done.stderr.decode())
            self.assertFalse(folder.data.exists())


class Alone(unittest.TestCase):
    """`kansrijk serve --only`: one service by itself."""

    def test_a_service_answers_without_the_others(self):
        for service, address in (("toolbox", "/api/toolbox/cards"), ("meetups", "/api/meetups/events")):
            with self.subTest(service), Site(only=service) as site:
                self.assertEqual(site.get(address).status, 200)
                self.assertEqual(site.get("/api/matching/openapi.json").status, 404)
                self.assertEqual(site.get("/trukendoos").status, 404)
