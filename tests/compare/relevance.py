#!/usr/bin/env python3
"""Asks the same questions over the same texts of our search and of four others, and prints how well each answers.

    tests/compare/relevance.py [--documents FOLDER] [--atlas FILE] [--misses] [--aside]

Texts: the cards of the seeds; with `--documents`, the sections (sections.py) of the texts in that folder; with `--atlas`,
the records of the public atlas of AI in Dutch education (`data/records.json` of ECMW/ai-onderwijs-atlas-nederland).
Questions with their judgements: tests/relevance/. Engines: ours, Tantivy with its own Dutch stemmer and stop words,
`bm25s` with Snowball 3, SQLite's FTS5, and PostgreSQL's full-text search with its Dutch configuration, each asked for
any of the words of the question. `--aside` adds the questions that nothing was tuned on, `--misses` shows where ours
is not first. Where a list has pooled judgements too (`NAME.pooled.tsv`, see pool.py), what was wanted is measured by the
list alone and how good the first page is by both, the second time with all that was judged.

Packages are installed with pip beside the checkout (KANSRIJK_VENV, default ~/.cache/kansrijk/relevance). PostgreSQL
15 or later must be installed; it runs in a temporary folder on a socket of its own.
"""

import argparse
import json
import math
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ROOT / "tests" / "relevance"
PACKAGES = ["bm25s", "snowballstemmer>=3"]
# Ours and Tantivy; KANSRIJK_ANSWER is the example when it is built already.
ANSWER = (
    [os.environ["KANSRIJK_ANSWER"]]
    if "KANSRIJK_ANSWER" in os.environ
    else ["cargo", "run", "-q", "-p", "search-index", "--example", "answer", "--"]
)
FIELDS = ["title", "summary", "body", "tags"]


def in_own_environment():
    """Restarts this script in the virtual environment, making it first when it is not there."""
    home = Path.home() / ".cache" / "kansrijk" / "relevance"
    folder = Path(os.environ.get("KANSRIJK_VENV", home))
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    have = subprocess.run([python, "-c", "import bm25s, snowballstemmer"], capture_output=True, check=False)
    if have.returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


# --- texts and questions --------------------------------------------------------------------


def cards():
    for file in sorted((ROOT / "seeds" / "cards").glob("*.toml")):
        card = tomllib.loads(file.read_text(encoding="utf8"))
        lists = ("variations", "pitfalls", "preconditions", "materials")
        body = [card["goal"], *(step["text"] for step in card["steps"])]
        body += [card.get("for_whom", ""), *(line for name in lists for line in card.get(name, []))]
        yield {
            "id": card["slug"],
            "kind": "card",
            "title": card["title"],
            "summary": card["summary"],
            "body": "\n".join(body),
            "tags": card["tags"],
        }


def imported_cards():
    """The cards as `kansrijk import cards` takes them at the least: id, title and body."""
    for card in cards():
        yield {**card, "summary": "", "body": f"{card['summary']}\n{card['body']}", "tags": []}


def sections_of(folder):
    from sections import sections

    for number, text in sections(folder):
        title, _, body = text.partition(". ")
        yield {"id": number, "kind": "section", "title": title[:120], "summary": "", "body": f"{title}. {body}", "tags": []}


def records_of(file):
    for record in json.loads(file.read_text(encoding="utf8")):
        body = "\n".join(record[name] for name in ("description", "purpose") if record.get(name))
        yield {"id": record["id"], "kind": "record", "title": record["title"], "summary": "", "body": body, "tags": []}


def pooled(name, judgements):
    """The same judgements with those that were made of all engines' answers; none where there are no such."""
    file = JUDGED / f"{name}.pooled.tsv"
    if not file.exists():
        return None
    more = dict(judged(f"{name}.pooled"))
    return [{**more.get(question, {}), **grades} for question, grades in judgements]


def judged(name):
    """Questions, each with its grades by id."""
    for line in (JUDGED / f"{name}.tsv").read_text(encoding="utf8").splitlines():
        if not line.startswith("#"):
            question, grades = line.split("\t")
            yield question, {one: int(grade) for one, grade in (each.rsplit(":", 1) for each in grades.split())}


# --- engines: things and questions in, ranked ids out ---------------------------------------


def by_ours(things, questions, *switches):
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "things"), Path(folder, "questions")
        files[0].write_text("".join(json.dumps(thing) + "\n" for thing in things), encoding="utf8")
        files[1].write_text("".join(question + "\n" for question in questions), encoding="utf8")
        run = [*ANSWER, *switches, *files]
        out = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [line.split("\t") for line in out.split("\n")[: len(questions)]]


def by_tantivy(things, questions):
    return by_ours(things, questions, "--tantivy")


def whole(thing):
    return "\n".join([thing["title"], thing["summary"], thing["body"], " ".join(thing["tags"])])


def by_bm25s(things, questions):
    import bm25s
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("dutch")
    cut = {"stopwords": "nl", "stemmer": stemmer.stemWords, "show_progress": False}
    index = bm25s.BM25()
    index.index(bm25s.tokenize([whole(thing) for thing in things], **cut), show_progress=False)
    ids = [thing["id"] for thing in things]
    asked = bm25s.tokenize(list(questions), **cut, return_ids=False)
    answers = []
    for words in asked:
        places, scores = index.retrieve([words], k=10, show_progress=False)
        answers.append([ids[place] for place, score in zip(places[0], scores[0]) if score > 0])
    return answers


def by_fts5(things, questions):
    with sqlite3.connect(":memory:") as base:
        base.execute(f"CREATE VIRTUAL TABLE thing USING fts5(id UNINDEXED, {', '.join(FIELDS)}, tokenize='unicode61')")
        rows = [[thing["id"], *(" ".join(thing[f]) if f == "tags" else thing[f] for f in FIELDS)] for thing in things]
        base.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", rows)
        answers = []
        for question in questions:
            any_word = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
            found = base.execute("SELECT id FROM thing WHERE thing MATCH ? ORDER BY rank LIMIT 10", [any_word])
            answers.append([one for (one,) in found])
    return answers


def by_postgres(things, questions):
    folder = Path(tempfile.mkdtemp(prefix="kansrijk-relevance-"))
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command, **more):
        name = shutil.which(command[0]) or str(next(Path("/usr/lib/postgresql").glob(f"*/bin/{command[0]}")))
        as_whom = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        return subprocess.run(
            [name, *command[1:]], check=True, capture_output=True, text=True, cwd=folder, **as_whom, **more
        ).stdout

    run("initdb", "-D", folder / "data", "-U", "search", "-A", "trust", "-E", "UTF8", "--no-locale")
    try:
        run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-c listen_addresses='' -k {folder}", "start")
        sql = [POSTGRES_TABLE]
        for thing in things:
            row = [thing["id"], *(" ".join(thing[f]) if f == "tags" else thing[f] for f in FIELDS)]
            sql.append(f"INSERT INTO thing VALUES ({', '.join(map(quoted, row))});")
        sql += [POSTGRES_QUESTION.replace("QUESTION", quoted(question)) for question in questions]
        script = folder / "script.sql"
        script.write_text("\n".join(sql), encoding="utf8")
        os.chmod(script, 0o644)
        out = run("psql", "-h", folder, "-U", "search", "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1", "-f", script)
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
    return [line.split("\t") if line else [] for line in out.split("\n")[: len(questions)]]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


POSTGRES_TABLE = """
CREATE TABLE thing (id text, title text, summary text, body text, tags text);
CREATE FUNCTION weighed(t thing) RETURNS tsvector LANGUAGE sql AS $$ SELECT
  setweight(to_tsvector('dutch', t.title), 'A') || setweight(to_tsvector('dutch', t.tags), 'B') ||
  setweight(to_tsvector('dutch', t.summary), 'C') || setweight(to_tsvector('dutch', t.body), 'D') $$;
"""
POSTGRES_QUESTION = """
WITH asked AS (SELECT replace(plainto_tsquery('dutch', QUESTION)::text, '&', '|')::tsquery AS any_word),
ranked AS (SELECT id, ts_rank(weighed(t), any_word, 1) AS rank FROM thing t, asked
  WHERE weighed(t) @@ any_word ORDER BY rank DESC, id LIMIT 10)
SELECT coalesce(string_agg(id, E'\\t' ORDER BY rank DESC, id), '') FROM ranked;
"""

ENGINES = {
    "ours": by_ours,
    "bm25s, Snowball 3": by_bm25s,
    "SQLite FTS5": by_fts5,
    "Tantivy, Dutch": by_tantivy,
    "PostgreSQL, Dutch": by_postgres,
}


# --- measures -------------------------------------------------------------------------------


def gain(grades):
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def measures(answers, judgements):
    """Success@1, success@3 and nDCG@10 (Järvelin and Kekäläinen 2002); a success is a text of the highest grade."""
    first = three = ndcg = 0.0
    for answer, grades in zip(answers, judgements):
        wanted = {one for one, grade in grades.items() if grade == 3}
        first += answer[:1] != [] and answer[0] in wanted
        three += bool(wanted & set(answer[:3]))
        ndcg += gain([grades.get(one, 0) for one in answer[:10]]) / gain(sorted(grades.values(), reverse=True)[:10])
    return [value / len(judgements) for value in (first, three, ndcg)]


def compare(title, things, name, engines, misses):
    questions, judgements = zip(*judged(name))
    known = {thing["id"] for thing in things}
    unknown = {one for grades in judgements for one in grades} - known
    if unknown:
        sys.exit(f"{name}: judged, but not there: {sorted(unknown)}")
    print(f"\n{title}: {len(questions)} questions over {len(things)} texts\n")
    all_judged = pooled(name, list(zip(questions, judgements)))
    measured = ["first", "among three", "nDCG@10"]
    columns = ["engine", *measured, *(f"{one}, pooled" for one in measured if all_judged)]
    print("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    for engine in engines:
        answers = ENGINES[engine](things, questions)
        values = [*measures(answers, judgements), *(measures(answers, all_judged) if all_judged else [])]
        print("| " + " | ".join([engine, *(f"{value:.3f}" for value in values)]) + " |", flush=True)
        if engine == "ours" and misses:
            for question, answer, grades in zip(questions, answers, judgements):
                wanted = [one for one, grade in grades.items() if grade == 3]
                if not answer or answer[0] not in wanted:
                    place = next((rank + 1 for rank, one in enumerate(answer) if one in wanted), "-")
                    print(f"    {place}  {question} | {wanted} | {answer[:3]}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--documents", type=Path, help="a folder with real texts (*.txt)")
    arguments.add_argument("--atlas", type=Path, help="records.json of the atlas")
    arguments.add_argument("--aside", action="store_true", help="also the questions that nothing was tuned on")
    arguments.add_argument("--misses", action="store_true", help="show where ours is not first")
    arguments.add_argument("--only-ours", action="store_true")
    given = arguments.parse_args()
    engines = ["ours"] if given.only_ours else list(ENGINES)
    collections = [("cards", list(cards()), "questions", "kept-aside")]
    if given.documents:
        things = list(sections_of(given.documents))
        collections.append(("policy texts", things, "documents", "documents-kept-aside"))
    for title, things, working, aside in collections:
        compare(f"{title}, working set", things, working, engines, given.misses)
        if given.aside:
            compare(f"{title}, kept aside", things, aside, engines, misses=False)
    compare("cards, second working set", list(cards()), "second", engines, given.misses)
    compare("cards, third working set", list(cards()), "third", engines, given.misses)
    if given.aside:
        compare("imported cards, never tuned on", list(imported_cards()), "imported", engines, misses=False)
    if given.atlas:
        compare("atlas, never tuned on", list(records_of(given.atlas)), "atlas", engines, misses=False)


if __name__ == "__main__":
    in_own_environment()
    main()
