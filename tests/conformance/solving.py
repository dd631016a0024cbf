"""`kansrijk match` against brute force on small instances, and against files at fault."""

import itertools
import json
import random
import tempfile
import unittest
from pathlib import Path

from server import is_long, run

ROUNDS = 400 if is_long() else 40


def random_instance(draw: random.Random) -> dict:
    """At most 4 students and 3 buddies, so that every matching can be looked at."""
    buddies = [{"id": f"b{n}", "capacity": draw.randint(0, 2)} for n in range(draw.randint(1, 3))]
    students = []
    for number in range(draw.randint(1, 4)):
        chosen = draw.sample(buddies, draw.randint(0, len(buddies)))
        options = [{"buddy": buddy["id"], "score": draw.randint(0, 4)} for buddy in chosen]
        for option in options:
            if draw.random() < 0.7:
                option["buddy_score"] = draw.randint(0, 4)
        students.append({"id": f"s{number}", "options": options})
    return {"buddies": buddies, "students": students}


class Brute:
    """An instance with every matching that it has."""

    def __init__(self, instance: dict):
        self.capacity = {buddy["id"]: buddy["capacity"] for buddy in instance["buddies"]}
        self.students = [student["id"] for student in instance["students"]]
        self.score = {}
        # Smaller is better; ties by the order in the file.
        self.student_rank: dict[tuple, tuple] = {}
        self.buddy_rank: dict[tuple, tuple] = {}
        for at, student in enumerate(instance["students"]):
            for place, option in enumerate(student["options"]):
                pair = (student["id"], option["buddy"])
                self.score[pair] = option["score"]
                self.student_rank[pair] = (-option["score"], place)
                self.buddy_rank[pair] = (-option.get("buddy_score", option["score"]), at)

    def matchings(self):
        choices = [[None] + [buddy for who, buddy in self.score if who == student] for student in self.students]
        for chosen in itertools.product(*choices):
            pairs = {(student, buddy) for student, buddy in zip(self.students, chosen) if buddy is not None}
            if self.is_within_capacity(pairs):
                yield pairs

    def is_within_capacity(self, pairs) -> bool:
        return all(sum(buddy == one for _, one in pairs) <= places for buddy, places in self.capacity.items())

    def total(self, pairs) -> int:
        return sum(self.score[pair] for pair in pairs)

    def blocking(self, pairs) -> list[tuple]:
        """Pairs that would both rather have each other."""
        return [pair for pair in self.score if pair not in pairs and self.student_would(pair, pairs) and self.buddy_would(pair, pairs)]

    def student_would(self, pair, pairs) -> bool:
        own = [mine for mine in pairs if mine[0] == pair[0]]
        return not own or self.student_rank[pair] < self.student_rank[own[0]]

    def buddy_would(self, pair, pairs) -> bool:
        own = [mine for mine in pairs if mine[1] == pair[1]]
        if len(own) < self.capacity[pair[1]]:
            return True
        return any(self.buddy_rank[pair] < self.buddy_rank[mine] for mine in own)

    def best(self) -> tuple[int, int]:
        """The most students matched, then the highest total."""
        return max((len(pairs), self.total(pairs)) for pairs in self.matchings())

    def student_optimal(self) -> set:
        """Of all stable matchings the one that every student likes at least as much as each other one."""
        stable = [pairs for pairs in self.matchings() if not self.blocking(pairs)]
        ranks = lambda pairs: [self.student_rank.get(next((p for p in pairs if p[0] == s), None), (9, 9)) for s in self.students]  # noqa: E731
        return min(stable, key=ranks)


def solve(instance: dict | str | bytes, *more: str):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "instance.json"
        text = instance if isinstance(instance, (str, bytes)) else json.dumps(instance)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run("match", file, *more)


class Solutions(unittest.TestCase):
    def solution(self, instance: dict, *more: str) -> dict:
        done = solve(instance, *more)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def whole(self, solution: dict, brute: Brute) -> set:
        """What every solution keeps; gives its pairs."""
        pairs = {(pair["student"], pair["buddy"]) for pair in solution["pairs"]}
        self.assertEqual(len(pairs), len(solution["pairs"]))
        self.assertLessEqual(pairs, set(brute.score))
        self.assertTrue(brute.is_within_capacity(pairs))
        matched = [student for student, _ in pairs]
        self.assertEqual(sorted(matched + solution["unmatched"]), sorted(brute.students))
        self.assertTrue(all(pair["score"] == brute.score[pair["student"], pair["buddy"]] for pair in solution["pairs"]))
        self.assertEqual(solution["total"], brute.total(pairs))
        self.assertEqual(solution["blocking_pairs"], len(brute.blocking(pairs)))
        self.assertGreaterEqual(solution["took_ms"], 0)
        return pairs

    def instances(self):
        for seed in range(ROUNDS):
            instance = random_instance(random.Random(seed))
            yield seed, instance, Brute(instance)

    def test_stable_is_the_student_optimal_stable_matching(self):
        for seed, instance, brute in self.instances():
            with self.subTest(seed=seed):
                solution = self.solution(instance, "--rule", "stable")
                self.assertEqual(solution["rule"], "stable")
                self.assertEqual(self.whole(solution, brute), brute.student_optimal())

    def test_best_matches_most_and_then_scores_highest_with_its_proof(self):
        for seed, instance, brute in self.instances():
            with self.subTest(seed=seed):
                solution = self.solution(instance, "--rule", "best")
                pairs = self.whole(solution, brute)
                self.assertEqual((len(pairs), solution["total"]), brute.best())
                self.assertEqual(solution["certificate"], {"dual_bound": solution["total"], "gap": 0})

    def test_balanced_keeps_its_cap(self):
        for seed, instance, brute in itertools.islice(self.instances(), ROUNDS // 4):
            for cap in (0, 1):
                with self.subTest(seed=seed, cap=cap):
                    solution = self.solution(instance, "--rule", "balanced", "--max-blocking", str(cap))
                    self.assertLessEqual(len(brute.blocking(self.whole(solution, brute))), cap)

    def test_stable_is_what_comes_without_a_rule_and_goes_to_a_file_when_asked(self):
        instance = random_instance(random.Random(7))
        self.assertEqual(self.solution(instance)["rule"], "stable")
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.json"
            done = solve(instance, "--out", str(out))
            self.assertEqual((done.returncode, done.stdout), (0, b""))
            self.assertEqual(json.loads(out.read_text())["rule"], "stable")


class FilesAtFault(unittest.TestCase):
    BAD = {
        "no JSON": "{",
        "another shape": "[]",
        "no text": b"\xff\xfe",
        "unknown buddy": {"buddies": [], "students": [{"id": "s", "options": [{"buddy": "b", "score": 1}]}]},
        "negative capacity": {"buddies": [{"id": "b", "capacity": -1}], "students": []},
        "negative score": {"buddies": [{"id": "b", "capacity": 1}], "students": [{"id": "s", "options": [{"buddy": "b", "score": -1}]}]},
        "negative buddy_score": {
            "buddies": [{"id": "b", "capacity": 1}],
            "students": [{"id": "s", "options": [{"buddy": "b", "score": 1, "buddy_score": -1}]}],
        },
        "a buddy twice": {
            "buddies": [{"id": "b", "capacity": 1}],
            "students": [{"id": "s", "options": [{"buddy": "b", "score": 1}, {"buddy": "b", "score": 2}]}],
        },
        "a student twice": {"buddies": [], "students": [{"id": "s", "options": []}, {"id": "s", "options": []}]},
        "a buddy id twice": {"buddies": [{"id": "b", "capacity": 1}, {"id": "b", "capacity": 2}], "students": []},
        "half a score": {"buddies": [{"id": "b", "capacity": 1}], "students": [{"id": "s", "options": [{"buddy": "b", "score": 0.5}]}]},
        "a score too many": '{"buddies":[{"id":"b","capacity":1}],"students":[{"id":"s","options":[{"buddy":"b","score":1}]}]} 1',
    }

    def test_are_refused_with_2_and_write_nothing(self):
        for name, instance in self.BAD.items():
            for rule in ("stable", "best", "balanced"):
                with self.subTest(name, rule=rule), tempfile.TemporaryDirectory() as folder:
                    out = Path(folder) / "out.json"
                    done = solve(instance, "--rule", rule, "--out", str(out))
                    self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr.decode())
                    self.assertTrue(done.stderr)
                    self.assertEqual(list(Path(folder).iterdir()), [])

    def test_the_place_of_the_fault_is_named(self):
        done = solve(self.BAD["unknown buddy"])
        self.assertIn("students[0]", done.stderr.decode())
