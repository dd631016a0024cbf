"""`kill -9` while reminders go out: everybody who chose one gets it, and nobody gets two.

Half of the people are reminded a day before one meetup, half an hour before another, both at the same moment. They sign up
by mail, so that each has an address of their own. When the moment has come and mails go out, the server is killed, and
started again. A mail that was handed over just before the kill may be handed over again, and is the same mail: it has the
same `Message-ID` (docs/decisions/0020). There can be one for each kill and no more.

KANSRIJK_TEST_SIZE=long takes 10,000 people instead of 300.
"""

import email
import email.policy
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))
from server import Client, Site, in_threads, is_long  # noqa: E402

PEOPLE = 10_000 if is_long() else 300
#: The server dies when so many reminders, of a hundred, have gone out.
KILLS = (15, 45, 75) if is_long() else (40,)
CLIENTS = 8
HOME = ZoneInfo("Europe/Amsterdam")
#: Signing up has to be done when the moment comes. So many rehearse it, and tell how long it takes on this machine.
REHEARSE = 40
#: Seconds at the start, and how much longer than the rehearsal everybody may take.
SLACK, LONGER = 20.0, 1.5
#: After a kill, work that was begun is somebody else's when its lease of two minutes is over.
LEASE = 120.0
WITHIN = LEASE * (len(KILLS) + 1) + PEOPLE * 0.1
LINK = re.compile(r"/plek/([\w-]+)")


def address(person: int) -> str:
    return f"mens{person}@voorbeeld.example"


class Mailbox:
    """The folder of mails, each read once."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.known: set[str] = set()
        #: The secret of each address.
        self.links: dict[str, str] = {}
        #: For each address the `Message-ID`s of its reminders, as often as they came.
        self.reminders: dict[str, list[str]] = defaultdict(list)
        self.has_begun = False

    def look(self) -> None:
        for path in self.folder.glob("*.eml"):
            if path.name in self.known:
                continue
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = mail.get_body(("plain",)).get_content() if mail["To"] else ""
            found = LINK.search(text)
            if not found or "Message-ID" not in mail:
                continue  # It is being written, or was when the server died.
            self.known.add(path.name)
            to = str(mail["To"])
            if self.has_begun:
                self.reminders[to].append(str(mail["Message-ID"]))
            else:
                self.links[to] = found.group(1)

    @property
    def reminded(self) -> int:
        return len(self.reminders)


def meetup(client: Client, token: str, title: str, starts: datetime) -> str:
    clock = "%Y-%m-%dT%H:%M:%S"
    body = {
        "title": title, "region": "RMC-19", "place": "Utrecht",
        "starts": starts.strftime(clock), "ends": (starts + timedelta(hours=1)).strftime(clock),
    }
    answer = client.ask("POST", "/api/meetups/events", body=body, token=token)
    assert answer.status == 201, answer.text()
    return answer.json()["id"]


def sign_up(site: Site, box: Mailbox, people: range, days: str, hours: str) -> float:
    """Asks, reads the mails, says yes, and chooses what to be reminded by; gives how long it took."""
    began = time.monotonic()

    def in_parts(deed) -> None:
        def part(number: int) -> None:
            client = Client(site.port)
            for person in people[number::CLIENTS]:
                deed(client, person)
            client.close()

        in_threads([lambda number=number: part(number) for number in range(CLIENTS)])

    def ask(client: Client, person: int) -> None:
        body = {
            "name": f"Mens {person}", "email": address(person), "sixteen": True,
            "from": f"10.{person // 65536}.{person // 256 % 256}.{person % 256}",
        }
        event = days if person % 2 == 0 else hours
        answer = client.ask("POST", f"/api/meetups/events/{event}/signups/by-mail", body=body)
        assert answer.status == 202, answer.text()

    def choose(client: Client, person: int) -> None:
        place = f"/api/meetups/signups/by-mail/{box.links[address(person)]}"
        answer = client.ask("POST", place, body={})
        assert answer.status == 200, answer.text()
        chosen = {"reminders": ["day" if person % 2 == 0 else "hour"]}
        answer = client.ask("PUT", f"{place}/reminders", body=chosen)
        assert answer.status == 200, answer.text()

    in_parts(ask)
    until = time.monotonic() + WITHIN
    wanted = {address(person) for person in people}
    while not wanted <= box.links.keys():
        assert time.monotonic() < until, f"{len(box.links)} of {len(people)} were asked"
        box.look()
        time.sleep(0.1)
    in_parts(choose)
    return time.monotonic() - began


def remind(site: Site, box: Mailbox, moment: datetime) -> list[str]:
    """Waits for the moment, kills the server while mails go out, and waits for everybody."""
    times: list[str] = []
    kills, killed = list(KILLS), time.monotonic()
    began, until = None, time.monotonic() + (moment - datetime.now(HOME)).total_seconds() + WITHIN
    while box.reminded < PEOPLE and time.monotonic() < until:
        box.look()
        if box.reminded and began is None:
            began = time.monotonic()
        if kills and box.reminded * 100 >= kills[0] * PEOPLE:
            site.kill()
            killed = time.monotonic()
            box.look()
            times.append(f"killed at {box.reminded} after {killed - began:.1f} s")
            kills.pop(0)
            site.start()
            began = time.monotonic()
        time.sleep(0.02)
    times.append(f"{box.reminded} of {PEOPLE} {time.monotonic() - (began or time.monotonic()):.1f} s after the last start")
    # What would come twice comes now.
    settle = max(killed + LEASE + 15, time.monotonic() + 10)
    while time.monotonic() < settle:
        box.look()
        time.sleep(0.2)
    return times


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kansrijk-") as folder, Site(Path(folder) / "data") as site:
        token = site.token("yvonne")
        box = Mailbox(site.data / "mails")
        client = site.connect()
        far = meetup(client, token, "Ooit samen leren", datetime.now() + timedelta(days=60))
        each = sign_up(site, box, range(PEOPLE, PEOPLE + REHEARSE), far, far) / REHEARSE
        wait = timedelta(seconds=SLACK + LONGER * each * PEOPLE)
        moment = (datetime.now(HOME) + wait).replace(microsecond=0)
        days = meetup(client, token, "Morgen samen leren", moment.replace(tzinfo=None) + timedelta(days=1))
        hours = meetup(client, token, "Straks samen leren", moment.replace(tzinfo=None) + timedelta(hours=1))
        client.close()
        took = sign_up(site, box, range(PEOPLE), days, hours)
        print(f"{PEOPLE} people signed up in {took:.1f} s", flush=True)
        left = (moment - datetime.now(HOME)).total_seconds()
        assert left > 0, f"signing up took {-left:.0f} s too long for this test"
        box.has_begun = True
        for line in remind(site, box, moment):
            print(line, flush=True)
        return report(box)


def report(box: Mailbox) -> int:
    everybody = {address(person) for person in range(PEOPLE)}
    lost = everybody - set(box.reminders)
    double = {to for to, ids in box.reminders.items() if len(set(ids)) > 1}
    again = sum(count - 1 for ids in box.reminders.values() for count in Counter(ids).values())
    print(
        f"{len(KILLS)} kills: {box.reminded} of {PEOPLE} reminded, {len(lost)} lost, {len(double)} twice; "
        f"{again} handed over again as the same mail",
    )
    for to in sorted(lost | double)[:20]:
        print(f"{to}: {box.reminders.get(to, [])}", file=sys.stderr)
    return 1 if lost or double or again > len(KILLS) else 0


if __name__ == "__main__":
    sys.exit(main())
