#!/usr/bin/env python3
"""Compares `kansrijk match` with OR-Tools, SciPy and a plain deferred acceptance.

    KANSRIJK_BIN=path/to/kansrijk tests/compare/matching.py [--long]

The packages are installed with pip into a virtual environment outside the checkout
(KANSRIJK_VENV, default ~/.cache/kansrijk/compare). Every instance is generated here from a fixed
seed. For `best` the number of matched students and the total must equal OR-Tools' (and SciPy's
where the instance is small); for `stable` the pairs must be those of deferred acceptance and no
pair may block; for `balanced` the cap must be kept. Prints a table; exits with 1 on any difference.
`--long` adds the size of the design: 60,000 students with 50 options, 20,000 buddies.

    KANSRIJK_COUNTRY=path/to/examples/country tests/compare/matching.py --profiles [STUDENTS BUDDIES]

compares the batch from profiles instead: `best` over all feasible pairs beside OR-Tools on the
pairs that it wrote down, with equal totals and the ratio of processor time printed.
"""

import heapq
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

PACKAGES = ["ortools", "scipy", "numpy"]


def in_own_environment():
    """Restarts this script in the virtual environment, making it first when it is not there."""
    home = Path.home() / ".cache" / "kansrijk" / "compare"
    folder = Path(os.environ.get("KANSRIJK_VENV", home))
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    if not python.exists():
        venv.create(folder, with_pip=True)
    have = subprocess.run([python, "-c", "import ortools, scipy"], capture_output=True, check=False)
    if have.returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


# --- instances ------------------------------------------------------------------------------


def instance(capacities, students):
    """Students as lists of (buddy, score, buddy_score or None)."""
    return {
        "buddies": [{"id": f"b{b}", "capacity": c} for b, c in enumerate(capacities)],
        "students": [
            {"id": f"s{s}", "options": [option(*each) for each in options]}
            for s, options in enumerate(students)
        ],
    }


def option(buddy, score, buddy_score):
    """One option; `buddy_score` is left out now and then, because it has a default."""
    made = {"buddy": f"b{buddy}", "score": score}
    if buddy_score is not None:
        made["buddy_score"] = buddy_score
    return made


def drawn(dice, students, buddies, options, highest, capacity, lean=0.0):
    """A random instance; `lean` above 0 makes low-numbered buddies more wanted."""
    capacities = [capacity(dice) for _ in range(buddies)]
    lists = []
    for _ in range(students):
        count = min(buddies, dice.randint(*options))
        named = set()
        while len(named) < count:
            at = int(buddies * dice.random() ** (1 + lean))
            named.add(min(at, buddies - 1))
        named = sorted(named)
        dice.shuffle(named)
        lists.append([(b, dice.randint(0, highest), dice.choice([None, dice.randint(0, highest)])) for b in named])
    return instance(capacities, lists)


def chain(length, blocked):
    """Student i names buddies i and i + 1; the last place is missing when blocked."""
    capacities = [1] * length + [0 if blocked else 1]
    return instance(capacities, [[(i, 5, None), (i + 1, 5, None)] for i in range(length)])


def turned_chain(length):
    """A chain in which one late student shifts everybody."""
    lists = [[(i, 10, None), (i + 1, 9, None)] for i in range(length)] + [[(0, 10, None)]]
    return instance([1] * (length + 1), lists)


def families(rounds):
    """Families of instances by name: kinds of trouble, small and of middle size."""
    one = lambda dice: 1
    some = lambda dice: dice.randint(0, 3)
    rare = lambda dice: dice.choice([0, 0, 0, 1])
    many = lambda dice: dice.choice([1, 2, 50, 10**9])
    small = {
        "small, any": lambda d: drawn(d, d.randint(0, 9), d.randint(1, 6), (0, 6), 20, some),
        "small, all tied": lambda d: drawn(d, d.randint(1, 12), d.randint(1, 6), (0, 4), 0, some),
        "small, few places": lambda d: drawn(d, d.randint(4, 20), d.randint(1, 5), (0, 5), 9, rare),
        "middle, any": lambda d: drawn(d, 200, 80, (0, 12), 1000, some),
        "middle, two scores": lambda d: drawn(d, 200, 80, (0, 12), 1, some),
        "middle, all tied": lambda d: drawn(d, 200, 100, (1, 8), 0, one),
        "middle, few places": lambda d: drawn(d, 300, 60, (0, 20), 50, one, 1.0),
        "middle, many places": lambda d: drawn(d, 200, 60, (0, 10), 1000, many, 2.0),
        "middle, sparse": lambda d: drawn(d, 300, 300, (0, 2), 100, one),
    }
    for name, make in small.items():
        yield name, [make(random.Random(f"{name} {seed}")) for seed in range(rounds)]
    yield "chains", [chain(n, b) for n in (1, 2, 50, 3000) for b in (False, True)]
    yield "turned chains", [turned_chain(n) for n in (1, 50, 3000)]
    dice = random.Random(5)
    everybody = [[(0, dice.randint(0, 9), None)] for _ in range(5000)]
    yield "5,000 want one buddy", [instance([c], everybody) for c in (0, 1, 3, 10**6)]
    big = [drawn(random.Random(seed), 4000, 1500, (0, 30), h, some, 1.0) for seed, h in enumerate([1, 1000, 10**6])]
    yield "4,000 students", big


# --- others ---------------------------------------------------------------------------------


def positions(data):
    """Capacities, and per student (buddy position, score, buddy_score)."""
    at = {b["id"]: i for i, b in enumerate(data["buddies"])}
    read = lambda o: (at[o["buddy"]], o["score"], o.get("buddy_score", o["score"]))
    students = [[read(o) for o in s["options"]] for s in data["students"]]
    return [b["capacity"] for b in data["buddies"]], students


def ortools_best(data):
    """(matched, total, seconds) of OR-Tools for an instance file."""
    import numpy as np

    capacities, students = positions(data)
    pairs = np.array([(s, o[0], o[1]) for s, os_ in enumerate(students) for o in os_], dtype=np.int64)
    return ortools_of_pairs(len(students), np.array(capacities), pairs.reshape(-1, 3))[:3]


def ortools_of_pairs(n, capacities, pairs):
    """(matched, total, seconds, processor seconds) of OR-Tools' min-cost flow with a bonus per pair.

    `pairs` holds rows of (student, buddy, score)."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    m = len(capacities)
    highest = int(pairs[:, 2].max(initial=0))
    # A longer matching always pays when a pair is worth more than all scores on its way together.
    bonus = (min(n, m + 1) + 1) * highest + 1
    source, sink = n + m, n + m + 1
    tail = np.concatenate([np.full(n, source), pairs[:, 0], n + np.arange(m), [source]])
    head = np.concatenate([np.arange(n), n + pairs[:, 1], np.full(m, sink), [sink]])
    room = np.concatenate([np.ones(n), np.ones(len(pairs)), np.minimum(capacities, n), [n]])
    cost = np.concatenate([np.zeros(n), -pairs[:, 2] - bonus, np.zeros(m), [0]])
    start, start_processor = time.perf_counter(), time.process_time()
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), room.astype(np.int64), cost.astype(np.int64)
    )
    flow.set_node_supply(source, n)
    flow.set_node_supply(sink, -n)
    status = flow.solve()
    took, processor = time.perf_counter() - start, time.process_time() - start_processor
    if status != flow.OPTIMAL:
        raise SystemExit(f"OR-Tools did not solve the instance: {status}")
    used = flow.flows(arcs)[n : n + len(pairs)]
    return int(used.sum()), int((used * pairs[:, 2]).sum()), took, processor


def scipy_best(data):
    """(matched, total) of SciPy's dense assignment; for small instances."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    capacities, students = positions(data)
    places = [b for b, c in enumerate(capacities) for _ in range(min(c, len(students)))]
    highest = max((o[1] for s in students for o in s), default=0)
    bonus = (len(students) + 1) * highest + 1
    worth = np.zeros((len(students), max(1, len(places))))
    score = np.zeros_like(worth, dtype=np.int64)
    for s, options in enumerate(students):
        by_buddy = {o[0]: o[1] for o in options}
        for p, b in enumerate(places):
            if b in by_buddy:
                worth[s, p], score[s, p] = bonus + by_buddy[b], by_buddy[b]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    real = worth[rows, columns] > 0
    return int(real.sum()), int(score[rows, columns][real].sum())


def deferred_acceptance(data):
    """Student -> buddy, by position."""
    capacities, students = positions(data)
    wishes = [sorted(range(len(s)), key=lambda at: (-s[at][1], at)) for s in students]
    held = [[] for _ in capacities]
    waiting, tried = list(range(len(students))), [0] * len(students)
    while waiting:
        s = waiting.pop()
        if tried[s] == len(wishes[s]):
            continue
        b, _, liking = students[s][wishes[s][tried[s]]]
        tried[s] += 1
        heapq.heappush(held[b], (liking, -s))
        if len(held[b]) > capacities[b]:
            waiting.append(-heapq.heappop(held[b])[1])
    return {-s: b for b, held_here in enumerate(held) for _, s in held_here}


def blocking_pairs(data, seats):
    """Counts from the definition; `seats` is student -> buddy, by position."""
    capacities, students = positions(data)
    held = [[] for _ in capacities]
    for s, b in seats.items():
        held[b].append((next(o[2] for o in students[s] if o[0] == b), -s))
    count = 0
    for s, options in enumerate(students):
        for at in sorted(range(len(options)), key=lambda at: (-options[at][1], at)):
            b, _, liking = options[at]
            if seats.get(s) == b:
                break
            free = len(held[b]) < capacities[b]
            count += free or (capacities[b] > 0 and min(held[b]) < (liking, -s))
    return count


# --- comparing ------------------------------------------------------------------------------


def kansrijk(binary, path, *arguments):
    """The written answer, and the seconds it says that solving took."""
    out = path.with_suffix(".out")
    run = [binary, "match", str(path), "--out", str(out), *arguments]
    subprocess.run(run, check=True, capture_output=True)
    answer = json.loads(out.read_text())
    return answer, answer["took_ms"] / 1000


def seats_of(data, answer):
    """Student -> buddy by position; raises when the answer breaks the rules of the game."""
    capacities, students = positions(data)
    student_at = {s["id"]: i for i, s in enumerate(data["students"])}
    buddy_at = {b["id"]: i for i, b in enumerate(data["buddies"])}
    seats = {student_at[p["student"]]: buddy_at[p["buddy"]] for p in answer["pairs"]}
    assert len(seats) == len(answer["pairs"]), "a student stands there twice"
    left = {student_at[s] for s in answer["unmatched"]}
    assert left == set(range(len(students))) - set(seats), "unmatched students are wrong"
    taken = [0] * len(capacities)
    for p in answer["pairs"]:
        s, b = student_at[p["student"]], buddy_at[p["buddy"]]
        taken[b] += 1
        assert (b, p["score"]) in [(o[0], o[1]) for o in students[s]], "not an option"
    assert all(t <= c for t, c in zip(taken, capacities)), "over capacity"
    assert answer["total"] == sum(p["score"] for p in answer["pairs"]), "wrong total"
    assert answer["blocking_pairs"] == blocking_pairs(data, seats), "wrong number of blocking pairs"
    return seats


def compare_one(binary, folder, data, times, with_scipy):
    """Raises on the first difference; adds the seconds to `times`."""
    path = folder / "instance.json"
    path.write_text(json.dumps(data))
    best, took = kansrijk(binary, path, "--rule", "best")
    seats = seats_of(data, best)
    others = ortools_best(data)
    assert (len(seats), best["total"]) == others[:2], f"best: {len(seats)}, {best['total']} beside {others}"
    assert best["certificate"] == {"dual_bound": best["total"], "gap": 0}, "no proof"
    if with_scipy:
        assert scipy_best(data) == others[:2], "OR-Tools and SciPy differ"
    times[0] += took
    times[1] += others[2]
    stable, _ = kansrijk(binary, path, "--rule", "stable")
    assert seats_of(data, stable) == deferred_acceptance(data), "stable: other pairs"
    assert stable["blocking_pairs"] == 0, "stable: a pair blocks"
    cap = best["blocking_pairs"] // 2
    balanced, _ = kansrijk(binary, path, "--rule", "balanced", "--max-blocking", str(cap))
    seats_of(data, balanced)
    assert balanced["blocking_pairs"] <= cap, "balanced: above its cap"


def compare(binary, name, all_data):
    """One row of the table; the number of differences."""
    times, wrong = [0.0, 0.0], 0
    with tempfile.TemporaryDirectory() as folder:
        for at, data in enumerate(all_data):
            try:
                compare_one(binary, Path(folder), data, times, len(data["students"]) <= 400)
            except AssertionError as difference:
                wrong += 1
                print(f"{name}, instance {at}: {difference}", file=sys.stderr)
    own, theirs = (1000 * t / len(all_data) for t in times)
    ratio = theirs / own if own else float("inf")
    print(f"{name:22} {len(all_data):9} {wrong:11} {own:12.2f} {theirs:12.2f} {ratio:8.1f}", flush=True)
    return wrong


def the_size_of_the_design():
    """60,000 students with 50 options, 20,000 buddies with 66,000 places between them."""
    dice = random.Random(7)
    capacities = [1] * 20_000
    for _ in range(46_000):
        capacities[dice.randrange(20_000)] += 1
    liked = [dice.randint(0, 500) for _ in capacities]
    lists = []
    for _ in range(60_000):
        named = dice.sample(range(20_000), 50)
        lists.append([(b, liked[b] + dice.randint(0, 500), dice.randint(0, 1000)) for b in named])
    return instance(capacities, lists)


def compare_profiles(country, sizes):
    """The batch from profiles beside OR-Tools on the very pairs that it looked at closely.

    Ours makes the lists, solves, and proves the total over *all* feasible pairs; OR-Tools only
    solves the lists. Returns the number of differences."""
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        run = [country, *sizes, f"pairs={folder}"]
        said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        pairs = np.fromfile(Path(folder) / "pairs.i64", dtype=np.int64).reshape(-1, 3)
        places = np.fromfile(Path(folder) / "places.i64", dtype=np.int64)
    print(said.strip())
    own = float(re.search(r"draft [\d.]+ s \(([\d.]+) s processor\)", said)[1])
    result = tuple(int(number) for number in re.search(r"matched (\d+), total (\d+)", said).groups())
    matched, total, _, took = ortools_of_pairs(int(sizes[0]), places, pairs)
    print(f"OR-Tools on the same {len(pairs):,} pairs: matched {matched}, total {total}, {took:.2f} s processor")
    print(f"OR-Tools / ours, processor time: {took / own:.2f}")
    return int(result != (matched, total) or "gap Some(0)" not in said)


def main():
    if "--profiles" in sys.argv:
        country = os.environ.get("KANSRIJK_COUNTRY")
        if not country:
            raise SystemExit("KANSRIJK_COUNTRY must name the example `country` of matching-engine")
        in_own_environment()
        sizes = [word for word in sys.argv[1:] if word.isdigit()] or ["60000", "20000"]
        return 1 if compare_profiles(country, sizes) else 0
    binary = os.environ.get("KANSRIJK_BIN")
    if not binary:
        raise SystemExit("KANSRIJK_BIN must name the kansrijk binary")
    in_own_environment()
    print(f"{'family':22} {'instances':>9} {'differences':>11} {'own ms':>12} {'OR-Tools ms':>12} {'times':>8}")
    wrong = sum(compare(binary, name, data) for name, data in families(30))
    if "--long" in sys.argv:
        wrong += compare(binary, "size of the design", [the_size_of_the_design()])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
