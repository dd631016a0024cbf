"""A real server of its own for a test: free loopback port, its own data folder, gone afterwards.

Standard library only. The binary comes from KANSRIJK_BIN, which tests/all sets.
"""

import atexit
import contextlib
import functools
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

READY_WITHIN = 180.0
STOP_WITHIN = 15.0
POLL = 0.02
COMMAND_WITHIN = 120.0


def binary() -> str:
    """Where the kansrijk to test lies."""
    path = os.environ.get("KANSRIJK_BIN")
    if not path:
        raise SystemExit("KANSRIJK_BIN does not say where kansrijk lies: start this through tests/all.")
    return path


def is_long() -> bool:
    """Whether the large sizes are asked for."""
    return os.environ.get("KANSRIJK_TEST_SIZE", "bounded") == "long"


@dataclass
class Answer:
    """An HTTP answer, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)
    pairs: list[tuple[str, str]] = field(default_factory=list, repr=False)

    def all(self, name: str) -> list[str]:
        """Every value of a header that may stand more than once."""
        return [value for key, value in self.pairs if key.lower() == name]

    def json(self):
        return json.loads(self.body)

    def text(self) -> str:
        return self.body.decode("utf-8")


class Site:
    """`kansrijk serve` on a data folder; give a folder to keep it between starts.

    Without a folder it has the demo town, unless it is `empty` or serves `only` one service. Planting the town is
    hundreds of writes that each reach the disk: that is done once, the others get a copy of the folder.
    """

    def __init__(self, data: Path | None = None, *, empty: bool = False, only: str | None = None):
        self.own_folder = data is None
        self.data = Path(data or tempfile.mkdtemp(prefix="kansrijk-"))
        self.has_town = data is None and not empty and only is None
        self.flags = (["--empty"] if empty else []) + (["--only", only] if only else [])
        self.process: subprocess.Popen | None = None
        self.data.mkdir(exist_ok=True)
        self.log = self.data.parent / f"{self.data.name}.log"
        self.port = 0

    def __enter__(self) -> "Site":
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_) -> None:
        self.stop()
        if self.own_folder:
            shutil.rmtree(self.data, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            self.log.unlink()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {"KANSRIJK_LISTEN": f"127.0.0.1:{self.port}", "KANSRIJK_DATA": str(self.data), "KANSRIJK_DEMO": "true"}
        return {**os.environ, **own}

    def start(self) -> "Site":
        """Starts the server and waits until it is ready."""
        if self.has_town and self.process is None:
            shutil.copytree(planted_town(), self.data, dirs_exist_ok=True)
        self.port = free_port()
        command = [binary(), "serve", *self.flags]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=self.data, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait_until_ready()
        return self

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.said()}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/health/ready").status == 200:
                    return
            time.sleep(POLL)
        raise AssertionError(f"the server was not ready within {READY_WITHIN:.0f} s:\n{self.said()}")

    def said(self) -> str:
        """The last of what the server wrote."""
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""

    def stop(self) -> None:
        """Stops the server as a service manager would."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop within {STOP_WITHIN:.0f} s") from None

    def kill(self) -> None:
        """Ends the server as a power cut would end the process: kill -9."""
        self.process.kill()
        self.process.wait()

    def run(self, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess:
        """A command beside this server, on the same data folder."""
        return run(*arguments, environment=self.environment, cwd=self.data, stdin=stdin)

    def token(self, person: str) -> str:
        """A personal access token, made on the command line."""
        done = self.run("token", person)
        if done.returncode != 0:
            raise AssertionError(f"no token for {person}: {done.stderr.decode()}")
        return done.stdout.decode().strip()

    def connect(self) -> "Client":
        return Client(self.port)

    def get(self, address: str, **more) -> Answer:
        with contextlib.closing(self.connect()) as client:
            return client.ask("GET", address, **more)

    def post(self, address: str, body=None, **more) -> Answer:
        with contextlib.closing(self.connect()) as client:
            return client.ask("POST", address, body=body, **more)


@functools.cache
def planted_town() -> Path:
    """A data folder with the demo town, made by a first start; gone when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="kansrijk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Site(folder / "data"):
        pass
    return folder / "data"


class Client:
    """One keep-alive connection."""

    def __init__(self, port: int, timeout: float = 30.0):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(self, method: str, address: str, *, body=None, token: str | None = None, headers=None) -> Answer:
        """Sends a request; a `body` that is no bytes goes as JSON. Gives the answer whatever its status is."""
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        self.connection.request(method, address, body=body, headers=sent)
        response = self.connection.getresponse()
        pairs = response.getheaders()
        return Answer(response.status, {k.lower(): v for k, v in pairs}, response.read(), pairs)

    def close(self) -> None:
        self.connection.close()


def query(address: str, **values) -> str:
    """An address with a query."""
    return f"{address}?{urllib.parse.urlencode(values)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*arguments: str, environment=None, cwd=None, stdin: bytes | None = None) -> subprocess.CompletedProcess:
    """Runs `kansrijk ARGUMENTS` to its end; bounded."""
    return subprocess.run(
        [binary(), *map(str, arguments)], env=environment, cwd=cwd, input=stdin if stdin is not None else b"",
        capture_output=True, timeout=COMMAND_WITHIN, check=False,
    )


class Folder:
    """A data folder without a server, for commands."""

    def __init__(self):
        self.path = Path(tempfile.mkdtemp(prefix="kansrijk-"))
        self.data = self.path / "data"

    def __enter__(self) -> "Folder":
        return self

    def __exit__(self, *_) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess:
        return run(*arguments, environment={**os.environ, "KANSRIJK_DATA": str(self.data)}, cwd=self.path, stdin=stdin)


def in_threads(deeds) -> list:
    """Does all deeds at the same time; gives their results in order, raises what the first one raised."""
    results: list = [None] * len(deeds)
    faults: list[BaseException] = []

    def one(index: int, deed) -> None:
        try:
            results[index] = deed()
        except BaseException as fault:  # noqa: BLE001 - handed on below
            faults.append(fault)

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return results
