"""`kill -9` while eight clients write: what was acknowledged must be there afterwards.

Prints a table of cycles, acknowledged and lost; ends with 1 when anything is lost, a place is given twice, or the
search does not catch up. KANSRIJK_TEST_SIZE=long takes 200 cycles instead of 20.
"""

import http.client
import random
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from server import Client, Site, in_threads, is_long, query  # noqa: E402

CYCLES = 200 if is_long() else 20
SEED = 20260101
#: The server dies somewhere between these, in seconds after the writers began.
ALIVE = (0.2, 1.2)
CAPACITY = 3
CATCH_UP_WITHIN = 30.0
PEOPLE = (
    "noor", "kwame", "sanne", "yusra", "oleksandra", "rowan", "efrem", "daan", "ruben", "amira", "hanna", "tariq",
    "bo", "anouk", "jesse", "selam",
)
#: Words that nothing in the demo town has, so that a search gives ours only.
CARD_WORD, EVENT_WORD = "kwikkwakkaart", "kwikkwakdag"
DAY = date.today() + timedelta(days=60)


@dataclass
class Acknowledged:
    """Every 201 that a client has read to its end."""

    cards: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    #: (event, person): the sign-up as it was answered.
    signups: dict[tuple[str, str], dict] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def count(self) -> int:
        return len(self.cards) + len(self.events) + len(self.signups)


class Writers:
    """Eight clients: three share cards, two publish events, three sign people up."""

    def __init__(self, site: Site, tokens: dict[str, str], acknowledged: Acknowledged, cycle: int):
        self.site, self.tokens, self.acknowledged, self.cycle = site, tokens, acknowledged, cycle
        self.faults: list[str] = []
        deeds = [self.share] * 3 + [self.publish] * 2 + [self.sign_up] * 3
        self.threads = [threading.Thread(target=self.until_the_end, args=pair) for pair in enumerate(deeds)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def join(self) -> list[str]:
        for thread in self.threads:
            thread.join()
        return self.faults

    def until_the_end(self, number: int, deed) -> None:
        """Writes until the server is gone."""
        client = Client(self.site.port, timeout=10)
        draw = random.Random(f"{SEED} {self.cycle} {number}")
        count = 0
        try:
            while True:
                count += 1
                deed(client, draw, f"{self.cycle}-{number}-{count}")
        except (OSError, http.client.HTTPException):
            pass
        except AssertionError as fault:
            self.faults.append(str(fault))
        finally:
            client.close()

    def share(self, client: Client, _draw, name: str) -> None:
        title = f"{CARD_WORD} {name}"
        body = {"title": title, "kind": "werkvorm", "goal": "Niets raakt kwijt.", "body": "Schrijf op wat je belooft."}
        answer = client.ask("POST", "/api/toolbox/cards", body=body, token=self.tokens["petra"])
        if told(answer, 201):
            with self.acknowledged.lock:
                self.acknowledged.cards[answer.json()["id"]] = title

    def publish(self, client: Client, _draw, name: str) -> None:
        title = f"{EVENT_WORD} {name}"
        body = {
            "title": title, "region": "RMC-19", "place": "Utrecht", "capacity": CAPACITY,
            "starts": f"{DAY}T10:00", "ends": f"{DAY}T11:00",
        }
        answer = client.ask("POST", "/api/meetups/events", body=body, token=self.tokens["yvonne"])
        if told(answer, 201):
            with self.acknowledged.lock:
                self.acknowledged.events[answer.json()["id"]] = title

    def sign_up(self, client: Client, draw, _name: str) -> None:
        with self.acknowledged.lock:
            known = list(self.acknowledged.events)[-8:]
        if not known:
            client.ask("GET", "/health/live")
            return
        event, person = draw.choice(known), draw.choice(PEOPLE)
        address = f"/api/meetups/events/{event}/signups"
        answer = client.ask("POST", address, token=self.tokens[person])
        if told(answer, 201, 409):
            with self.acknowledged.lock:
                self.acknowledged.signups[event, person] = answer.json()


def told(answer, wanted: int, *also: int) -> bool:
    """Whether it was done. "Try again later" is an answer too; anything else is a fault."""
    if answer.status == wanted:
        return True
    if answer.status not in (503, *also):
        raise AssertionError(f"{answer.status}: {answer.text()[:300]}")
    return False


class Check:
    """Looks for everything that was acknowledged; what is not there is named in `lost`."""

    def __init__(self, site: Site, tokens: dict[str, str], acknowledged: Acknowledged):
        self.site, self.tokens, self.acknowledged = site, tokens, acknowledged
        self.lost: list[str] = []

    def everything(self) -> list[str]:
        self.by_id("/api/toolbox/cards", self.acknowledged.cards)
        self.by_id("/api/meetups/events", self.acknowledged.events)
        self.signups()
        self.search("/api/toolbox/cards", "hits", CARD_WORD, self.acknowledged.cards)
        self.search("/api/meetups/events", "events", EVENT_WORD, self.acknowledged.events)
        return self.lost

    def by_id(self, address: str, wanted: dict[str, str]) -> None:
        ids = list(wanted)
        parts = [ids[start::4] for start in range(4)]

        def one(part: list[str]) -> None:
            client = self.site.connect()
            for id in part:
                answer = client.ask("GET", f"{address}/{id}")
                if answer.status != 200 or answer.json()["title"] != wanted[id]:
                    self.lost.append(f"{address}/{id}: {answer.status}")
            client.close()

        in_threads([lambda part=part: one(part) for part in parts])

    def signups(self) -> None:
        """Every acknowledged sign-up stands with its person, in its state; no event is fuller than it may be."""
        for person in PEOPLE:
            mine = self.site.get("/api/meetups/signups/mine", token=self.tokens[person]).json()["signups"]
            state = {one["id"]: one["state"] for one in mine}
            for (event, who), signup in self.acknowledged.signups.items():
                if who == person and state.get(signup["id"]) != signup["state"]:
                    self.lost.append(f"sign-up of {person} at {event}: {signup['state']}, now {state.get(signup['id'])}")
        for event in {event for event, _ in self.acknowledged.signups}:
            shown = self.site.get(f"/api/meetups/events/{event}").json()
            if shown["placed"] > CAPACITY or shown["free"] != CAPACITY - shown["placed"] or (shown["waiting"] and shown["free"]):
                self.lost.append(f"places of {event}: {shown['placed']} placed, {shown['free']} free, {shown['waiting']} waiting")

    def search(self, address: str, name: str, word: str, wanted: dict[str, str]) -> None:
        until = time.monotonic() + CATCH_UP_WITHIN
        while missing := set(wanted) - self.found(address, name, word):
            if time.monotonic() > until:
                self.lost.extend(f"search: {address}/{id}" for id in missing)
                return
            time.sleep(0.1)

    def found(self, address: str, name: str, word: str) -> set[str]:
        ids: set[str] = set()
        page = 1
        while things := self.site.get(query(address, q=word, per_page=100, page=page)).json()[name]:
            ids |= {thing["id"] for thing in things}
            page += 1
        return ids


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kansrijk-") as data, Site(Path(data)) as site:
        people = (*PEOPLE, "petra", "yvonne")
        tokens = {person: site.token(person) for person in people}
        acknowledged, draw = Acknowledged(), random.Random(SEED)
        lost: list[str] = []
        print(f"{'cycle':>6} {'alive s':>8} {'acknowledged':>13} {'ready again s':>14}")
        for cycle in range(1, CYCLES + 1):
            before = acknowledged.count
            alive = draw.uniform(*ALIVE)
            lost += one_cycle(site, Writers(site, tokens, acknowledged, cycle), alive)
            began = time.monotonic()
            site.start()
            print(f"{cycle:>6} {alive:>8.2f} {acknowledged.count - before:>13} {time.monotonic() - began:>14.2f}", flush=True)
        lost += Check(site, tokens, acknowledged).everything()
        report("after all cycles", acknowledged, lost)
        for name, harm in (("index folder deleted", delete), ("index files corrupt", corrupt)):
            site.stop()
            harm(index_folder(site))
            site.start()
            now = Check(site, tokens, acknowledged).everything()
            report(name, acknowledged, now)
            lost += now
    for line in lost[:40]:
        print(line, file=sys.stderr)
    return 1 if lost or acknowledged.count < CYCLES else 0


def one_cycle(site: Site, writers: Writers, alive: float) -> list[str]:
    writers.start()
    time.sleep(alive)
    site.kill()
    return writers.join()


def report(name: str, acknowledged: Acknowledged, lost: list[str]) -> None:
    print(
        f"{name}: {CYCLES} cycles, {len(acknowledged.cards)} cards, {len(acknowledged.events)} events, "
        f"{len(acknowledged.signups)} sign-ups acknowledged; {len(lost)} lost or wrong", flush=True,
    )


def index_folder(site: Site) -> Path:
    return next(path for path in site.data.iterdir() if path.is_dir() and path.name.startswith("index"))


def delete(index: Path) -> None:
    shutil.rmtree(index)


def corrupt(index: Path) -> None:
    """Each file keeps its name and half of its length, of other bytes."""
    files = [path for path in index.rglob("*") if path.is_file()]
    for path in files:
        path.write_bytes(b"\x5a" * (path.stat().st_size // 2))


if __name__ == "__main__":
    sys.exit(main())
