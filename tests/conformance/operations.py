"""Health, metrics, and services on their own."""

import shutil
import tempfile
import time
import unittest
from pathlib import Path

from server import Site


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


class Alone(unittest.TestCase):
    """`kansrijk serve --only`: one service by itself."""

    def test_a_service_answers_without_the_others(self):
        for service, address in (("toolbox", "/api/toolbox/cards"), ("meetups", "/api/meetups/events")):
            with self.subTest(service), Site(only=service) as site:
                self.assertEqual(site.get(address).status, 200)
                self.assertEqual(site.get("/api/matching/openapi.json").status, 404)
                self.assertEqual(site.get("/trukendoos").status, 404)
