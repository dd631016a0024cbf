"""docs/SECURITY.md names every requirement of OWASP ASVS 5.0.0, level 1 and 2, once, and what it names as a proof is there.

It reads sources and needs no server. The second half guards what a proof by absence leans on: that something is nowhere.
"""

import csv
import re
import tomllib
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).with_name("asvs-5.0.0.csv")
DOCUMENT = ROOT / "docs" / "SECURITY.md"

STATES = ("holds", "part", "gap", "not applicable")
CHAPTER = re.compile(r"^### V(\d+) (.+)$")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \|")
# A file of this repository in back ticks, perhaps with what to look for in it.
PROOF = re.compile(r"`([\w./@-]+\.(?:rs|py|mjs|js|toml|example|hbs|tsv|surql|md|csv|lock|json|service|conf))(?:::([^`]+))?`")
CLOSES = "To close: "
# A gap that another row closes too: "as 3.2.1".
AS_ANOTHER = re.compile(r"\bas (\d+\.\d+\.\d+)")
SHORTEST_REASON = 10

SHIPPED = ("services", "web", "search-index", "seeds")
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def requirements() -> dict[str, int]:
    """Number to level, in the order of the standard."""
    lines = (line for line in REQUIREMENTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row["id"]: int(row["level"]) for row in csv.DictReader(lines)}


class Row:
    """A line of the mapping: number, sense, state, proof or gap."""

    def __init__(self, line: str, chapter: str):
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        self.line = line
        self.chapter = chapter
        self.is_whole = len(cells) == 4
        self.id, self.sense, self.state, self.said = (cells + [""] * 4)[:4]

    @property
    def proofs(self) -> list[tuple[str, str]]:
        return PROOF.findall(self.said)


def rows() -> list[Row]:
    found, chapter = [], ""
    for line in DOCUMENT.read_text("utf-8").splitlines():
        if heading := CHAPTER.match(line):
            chapter = f"V{heading[1]}"
        elif ROW.match(line):
            found.append(Row(line, chapter))
    return found


def defines(path: str, name: str, text: str) -> bool:
    """Whether a file holds what a proof names: in code a definition, in a text a heading, elsewhere the word itself."""
    word = re.escape(name)
    if path.endswith(".rs"):
        return re.search(rf"\b(fn|const|static|struct|enum|trait|type|mod) {word}\b", text) is not None
    if path.endswith(".py"):
        return re.search(rf"\b(def|class) {word}\b|^{word}\b", text, re.MULTILINE) is not None
    if path.endswith(".md"):
        return re.search(rf"^#+ {word}$", text, re.MULTILINE) is not None
    return re.search(rf"(?<![\w-]){word}(?![\w-])", text) is not None


def missing(proofs: list[tuple[str, str]]) -> list[str]:
    """The proofs that are not there."""
    gone = []
    for path, name in proofs:
        file = ROOT / path
        if not file.is_file():
            gone.append(f"{path} does not exist")
        elif name and not defines(path, name, file.read_text("utf-8")):
            gone.append(f"{path} has no {name}")
    return gone


class Mapping(unittest.TestCase):
    def test_every_requirement_stands_once_and_in_order(self):
        written = [row.id for row in rows()]
        wanted = list(requirements())
        doubled = [one for one, times in Counter(written).items() if times > 1]
        self.assertEqual(doubled, [], "these stand more than once")
        self.assertEqual([one for one in wanted if one not in written], [], "these are missing")
        self.assertEqual([one for one in written if one not in wanted], [], "the standard has no such requirement at level 1 or 2")
        self.assertEqual(written, wanted, "the order is that of the standard")

    def test_every_row_is_whole_and_stands_in_its_chapter(self):
        for row in rows():
            with self.subTest(row.id):
                self.assertTrue(row.is_whole, row.line)
                self.assertEqual(row.chapter, f"V{row.id.split('.')[0]}")
                self.assertIn(row.state, STATES)
                self.assertTrue(row.sense)

    def test_every_state_has_what_it_needs(self):
        open_rows = {row.id for row in rows() if row.state in ("part", "gap")}
        for row in rows():
            with self.subTest(row.id):
                if row.state == "holds":
                    self.assertTrue(row.proofs, "what holds names a proof")
                    self.assertNotIn(CLOSES, row.said, "what holds needs no closing")
                elif row.state == "not applicable":
                    self.assertGreater(len(row.said), SHORTEST_REASON, "what does not apply says why")
                else:
                    reason, closes, how = row.said.partition(CLOSES)
                    self.assertGreater(len(reason), SHORTEST_REASON, f"a {row.state} says what is missing")
                    self.assertTrue(closes, f"a {row.state} says what would close it, after {CLOSES!r}")
                    others = AS_ANOTHER.findall(how)
                    self.assertTrue(others or len(how) > SHORTEST_REASON, "and that is more than a word")
                    self.assertEqual([one for one in others if one not in open_rows], [], "the rows that it points at are open themselves")

    def test_every_proof_is_there(self):
        for row in rows():
            with self.subTest(row.id):
                self.assertEqual(missing(row.proofs), [])

    def test_what_the_rest_of_the_document_names_is_there(self):
        text = DOCUMENT.read_text("utf-8")
        prose = "\n".join(line for line in text.splitlines() if not ROW.match(line))
        self.assertEqual(missing(PROOF.findall(prose)), [])

    def test_the_counts_on_top_are_those_of_the_rows(self):
        text = DOCUMENT.read_text("utf-8")
        levels = requirements()
        found = rows()
        chapters = {row.chapter: re.search(rf"^### {row.chapter} (.+)$", text, re.MULTILINE)[1] for row in found}
        for chapter, title in chapters.items():
            self.counted(text, f"{chapter} {title}", [row for row in found if row.chapter == chapter])
        for level in (1, 2):
            self.counted(text, f"level {level}", [row for row in found if levels.get(row.id) == level])
        self.counted(text, "**all**", found)

    def counted(self, text: str, name: str, some: list[Row]):
        states = Counter(row.state for row in some)
        line = " | ".join([f"| {name}", str(len(some)), *(str(states[state]) for state in STATES)]) + " |"
        self.assertIn(line, text.splitlines(), f"write it so:\n{line}")


def sources(*endings: str) -> list[Path]:
    """What is shipped, without tests of its own folder and without what was built."""
    found = [path for folder in SHIPPED for ending in endings for path in (ROOT / folder).rglob(f"*{ending}")]
    return [path for path in sorted(found) if not {"target", "node_modules"} & set(path.parts)]


class Sources(unittest.TestCase):
    """What the mapping says is nowhere, is nowhere."""

    def nowhere(self, pattern: str, files: list[Path], why: str):
        self.assertTrue(files, "there are sources to look through")
        wanted = re.compile(pattern)
        found = [
            f"{path.relative_to(ROOT)}:{number}"
            for path in files
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if wanted.search(line)
        ]
        self.assertEqual(found, [], why)

    def test_no_process_is_started(self):
        self.nowhere(r"process::Command\b|\bCommand::new\(", sources(".rs"), "the operating system is never given a command (1.2.5)")

    def test_no_pattern_is_made_of_what_was_typed(self):
        self.nowhere(r"\bRegex(Set)?(Builder)?::new\(|\bRegexQuery\b", sources(".rs"), "no regular expressions (1.2.9)")

    def test_no_other_site_is_let_in(self):
        self.nowhere(r"(?i)access.control.allow|middleware::Cors\b", sources(".rs"), "no CORS (3.4.2)")

    def test_certificates_are_always_checked(self):
        self.nowhere(r"danger_accept_invalid|danger_accept_invalid_hostnames|dangerous_configuration", sources(".rs"), "TLS clients check (12.3.2)")

    def test_no_weak_hash_is_used(self):
        self.nowhere(r"(?i)\b(md-?5|sha-?1)\b|SHA1_FOR_LEGACY", sources(".rs", "Cargo.toml"), "SHA-256 and better (11.4.1)")

    def test_the_script_runs_and_keeps_nothing_of_others(self):
        self.nowhere(
            r"\beval\(|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|postMessage|__proto__",
            sources(".js"), "text is set as text, nothing is run (1.3.2, 3.2.2, 3.5.5, 15.3.6)",
        )
        self.nowhere(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.", sources(".js"), "nothing is kept in the browser (14.3.3)")

    def test_no_crate_opts_out_of_safe_memory(self):
        workspace = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))
        self.assertEqual(workspace["workspace"]["lints"]["rust"]["unsafe_code"], "forbid")
        for member in workspace["workspace"]["members"]:
            with self.subTest(member):
                crate = tomllib.loads((ROOT / member / "Cargo.toml").read_text("utf-8"))
                self.assertEqual(crate.get("lints"), {"workspace": True})

    def test_every_dependency_comes_from_the_one_registry_with_its_hash(self):
        members = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["workspace"]["members"]
        own = {tomllib.loads((ROOT / member / "Cargo.toml").read_text("utf-8"))["package"]["name"] for member in members}
        for package in tomllib.loads((ROOT / "Cargo.lock").read_text("utf-8"))["package"]:
            if package["name"] in own:
                self.assertNotIn("source", package, "ours lies here")
                continue
            self.assertEqual(package.get("source"), REGISTRY, package["name"])
            self.assertRegex(package.get("checksum", ""), r"^[0-9a-f]{64}$", package["name"])


if __name__ == "__main__":
    unittest.main()
