#!/usr/bin/env python3
"""What is to be judged: for each question of a list of tests/relevance the cards among the five best of any engine that
nobody has judged yet, in an order that tells nothing of engines or ranks.

    tests/compare/pool.py LIST > FILE        the question, a tab, and ids
    tests/compare/pool.py LIST --judged FILE what somebody made of it, as lines of LIST.pooled.tsv

Pooling as TREC does it (Spärck Jones and van Rijsbergen 1975; Voorhees, *The philosophy of information retrieval
evaluation*, 2001): whoever judges sees a question and cards. In FILE each id that answers gets its grade behind a colon,
3 where it is as good as what was wanted, 2 where it answers too, 1 where it helps a little; ids without one are 0.
"""

import argparse
import random
import sys
from pathlib import Path

import relevance

DEPTH = 5
SEED = 20


def candidates(name, things):
    """Questions in a drawn order, each with its unjudged cards in a drawn order."""
    questions, judgements = zip(*relevance.judged(name))
    pools = [set() for _ in questions]
    for engine in relevance.ENGINES.values():
        for pool, answer in zip(pools, engine(things, questions)):
            pool.update(one for one in answer[:DEPTH] if one)
    draw = random.Random(SEED)
    rows = [(question, sorted(pool - set(grades))) for question, pool, grades in zip(questions, pools, judgements)]
    for _, pool in rows:
        draw.shuffle(pool)
    draw.shuffle(rows)
    return rows


def judgements_of(file, known):
    """The lines of a judged FILE, only what has a grade above 0."""
    for number, line in enumerate(Path(file).read_text(encoding="utf8").splitlines(), 1):
        question, _, ids = line.partition("\t")
        graded = [one for one in ids.split() if ":" in one]
        for one in graded:
            identity, grade = one.rsplit(":", 1)
            if identity not in known or grade not in {"1", "2", "3"}:
                sys.exit(f"line {number}: {one}")
        if graded:
            best_first = sorted(graded, key=lambda one: (-int(one[-1]), one))
            yield f"{question}\t{' '.join(best_first)}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("list")
    arguments.add_argument("--judged", type=Path)
    given = arguments.parse_args()
    things = list(relevance.cards())
    if given.judged:
        print("\n".join(judgements_of(given.judged, {thing["id"] for thing in things})))
        return
    for question, pool in candidates(given.list, things):
        print(f"{question}\t{' '.join(pool)}")


if __name__ == "__main__":
    relevance.in_own_environment()
    main()
