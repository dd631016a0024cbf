"""Exit codes and output of the commands that need no import: scripts of others rely on them."""

import json
import tempfile
import unittest
from pathlib import Path

from server import Folder, Site, run


class ExitCodes(unittest.TestCase):
    def test_done_is_0(self):
        self.assertEqual(run("--version").returncode, 0)
        self.assertEqual(run("--help").returncode, 0)

    def test_a_command_that_does_not_exist_is_2(self):
        for arguments in (["dans"], ["import", "dansen", "x"], ["match"], ["synth", "--students", "veel"]):
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertTrue(done.stderr)

    def test_a_file_that_does_not_exist_is_2(self):
        with Folder() as folder:
            for arguments in (["import", "cards", "weg.jsonl"], ["import", "events", "weg.ics", "--region", "NL-UT"],
                              ["import", "institutions", "weg.csv"], ["match", "weg.json"], ["serve", "--config", "weg.toml"]):
                with self.subTest(arguments):
                    done = folder.run(*arguments)
                    self.assertEqual(done.returncode, 2, done.stderr.decode())
                    self.assertIn("weg.", done.stderr.decode())

    def test_what_could_not_be_done_is_1(self):
        with Folder() as folder:
            folder.data = folder.file("geen-map", "een bestand waar een map hoort")
            cards = folder.file("cards.jsonl", '{"id":"a","title":"Een kaart","body":"Tekst."}\n')
            done = folder.run("import", "cards", cards)
            self.assertEqual(done.returncode, 1, done.stderr.decode())
            self.assertTrue(done.stderr)


class Configuration(unittest.TestCase):
    def refused(self, text: str, *named: str) -> None:
        with Folder() as folder:
            done = folder.run("serve", "--config", folder.file("kansrijk.toml", text))
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            for name in named:
                self.assertIn(name, done.stderr.decode())
            self.assertFalse(folder.data.exists(), "a refused configuration makes no data folder")

    def test_an_unknown_key_is_refused_with_the_nearest(self):
        self.refused('lisen = "127.0.0.1:1"\n', "lisen", "listen")
        self.refused('dataa = "hier"\n', "dataa", '"data"')
        self.refused('public-url = "https://kansrijk.example"\n', "public_url")

    def test_a_wrong_value_is_refused(self):
        self.refused('listen = "overal"\n', "listen")
        self.refused("dit is geen toml", "instellingen")

    def test_the_example_is_accepted(self):
        """With every key at its default, and one key unknown so that nothing starts."""
        example = (Path(__file__).parents[2] / "kansrijk.toml.example").read_text()
        self.refused(f"geheim_onbekend = 1\n{example}", "geheim_onbekend")


class Analyse(unittest.TestCase):
    def analyse(self, text: bytes) -> list[dict]:
        done = run("analyse", stdin=text)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def test_gives_a_line_for_each_line_with_the_text_unchanged(self):
        lines = ["teamvergadering", "", "  Eén \"dag\"\tlang ", "🎉", "naïeve café's", "onderwijsteam & Co."]
        rows = self.analyse("\n".join(lines).encode() + b"\n")
        self.assertEqual([row["text"] for row in rows], lines)
        self.assertTrue(all(set(row) == {"text", "terms"} for row in rows))
        self.assertTrue(all(isinstance(term, str) and term for row in rows for term in row["terms"]))

    def test_gives_stems_followed_by_the_smallest_parts(self):
        rows = self.analyse(b"teamvergadering\n")
        self.assertEqual(rows, [{"text": "teamvergadering", "terms": ["teamvergader", "team", "vergader"]}])

    def test_folds_case_and_accents(self):
        upper, lower = self.analyse("ÉÉN Café\neen cafe\n".encode())
        self.assertEqual(upper["terms"], lower["terms"])

    def test_names_a_line_that_is_no_text(self):
        done = run("analyse", stdin=b"goed\n\xff\xfe\n")
        self.assertEqual(done.returncode, 2)
        self.assertIn("2", done.stderr.decode())

    def test_needs_no_store(self):
        with tempfile.TemporaryDirectory() as empty:
            self.assertEqual(run("analyse", stdin=b"team\n", cwd=empty).returncode, 0)
            self.assertEqual(list(Path(empty).iterdir()), [])


class Tokens(unittest.TestCase):
    def test_work_from_a_running_server_and_without_one(self):
        with tempfile.TemporaryDirectory(prefix="kansrijk-") as data, Site(Path(data)) as site:
            running = site.token("noor")
            self.assertEqual(site.get("/api/accounts/me", token=running).json()["id"], "noor")
            unknown = site.run("token", "niemand")
            self.assertEqual((unknown.returncode, unknown.stdout), (2, b""), unknown.stderr.decode())
            self.assertTrue(unknown.stderr)
            self.assertEqual(site.run("token", "noor", "--hours", "0").returncode, 2)
            site.stop()
            alone = site.token("yvonne")
            self.assertEqual(site.run("token", "niemand").returncode, 2)
            site.start()
            self.assertEqual(site.get("/api/accounts/me", token=alone).json()["id"], "yvonne")
            self.assertEqual(site.get("/api/accounts/me", token=running).json()["id"], "noor")

    def test_are_one_line(self):
        with Site() as site:
            done = site.run("token", "petra", "--hours", "1")
            self.assertRegex(done.stdout.decode(), r"^\S+\n$")


class WhileServing(unittest.TestCase):
    """The embedded store belongs to the server that holds it."""

    def test_a_command_that_wants_the_store_says_so(self):
        with Site() as site:
            cards = site.data / "cards.jsonl"
            cards.write_text('{"id":"a","title":"Een kaart","body":"Tekst."}\n')
            done = site.run("import", "cards", str(cards))
            self.assertEqual(done.returncode, 1, done.stdout.decode())
            self.assertRegex(done.stderr.decode(), r"(?i)server|draait|in gebruik")
            self.assertEqual(site.get("/health/ready").status, 200)


class Programmes(unittest.TestCase):
    """`match --programme` runs a programme of the store to a draft."""

    PROGRAMME = "overstap-naar-het-hbo"

    def solved(self, site: Site, rule: str) -> dict:
        done = site.run("match", "--programme", self.PROGRAMME, "--rule", rule)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        result = json.loads(done.stdout)
        fields = {"rule", "pairs", "unmatched", "total", "blocking_pairs", "took_ms"}
        self.assertEqual(set(result) - {"certificate"}, fields)
        self.assertEqual(result["total"], sum(pair["score"] for pair in result["pairs"]))
        return result

    def test_work_from_a_running_server_and_without_one(self):
        with Site() as site:
            stable, best = self.solved(site, "stable"), self.solved(site, "best")
            self.assertEqual(stable["blocking_pairs"], 0)
            self.assertEqual(best["certificate"], {"dual_bound": best["total"], "gap": 0})
            self.assertGreaterEqual(len(best["pairs"]), len(stable["pairs"]))
            self.assertTrue(best["pairs"])
            out = site.data / "concept.json"
            self.assertEqual(site.run("match", "--programme", self.PROGRAMME, "--out", str(out)).returncode, 0)
            self.assertEqual(json.loads(out.read_text())["pairs"], stable["pairs"])
            unknown = site.run("match", "--programme", "bestaat-niet")
            self.assertEqual((unknown.returncode, unknown.stdout), (2, b""), unknown.stderr.decode())
            self.assertIn("bestaat-niet", unknown.stderr.decode())
            site.stop()
            self.assertEqual(self.solved(site, "best")["pairs"], best["pairs"])
            self.assertEqual(site.run("match", "--programme", "bestaat-niet").returncode, 2)
