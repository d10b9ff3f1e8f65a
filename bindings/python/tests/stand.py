"""Real parts to test with: a server process, its command line, phones, and a company that lives."""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path
from typing import Any

from outrider import Phone, PhoneConfig

# How long a server may take to start, on a machine that has much else to do.
PATIENCE = 300
ZONE = "Europe/Berlin"
HERE = Path(__file__).resolve().parent
PASSWORD = "correct horse battery staple"


def binary(name: str) -> str:
    """Names a program that `cargo xtask test` built."""
    return os.environ[name]


class Server:
    """A server with a small organisation: Anna, who has two customers and a task."""

    def __init__(self, folder: Path) -> None:
        """Founds the organisation and starts the server."""
        self.folder = folder
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self.says("admin", "create-org", "ovens", "--zone", ZONE)
        self.says("admin", "create-team", "North")
        for name in ("Anna", "Ben"):
            self.says("admin", "create-person", name, "--login", name.lower(), "--team", "North")
        self.start()

    def says(self, *words: str) -> dict[str, Any]:
        """Says something on the server's command line."""
        line = [binary("OUTRIDER_BIN"), "--data", str(self.folder / "data"), "--json", *words]
        ended = subprocess.run(line, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout.splitlines()[-1])

    def start(self) -> None:
        """Starts the process, on the port of before."""
        line = [binary("OUTRIDER_BIN"), "--data", str(self.folder / "data"), "--json", "serve"]
        log = (self.folder / "server.log").open("a")
        self._process = subprocess.Popen(
            [*line, "--listen", f"127.0.0.1:{self._port}"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()
        self.address = json.loads(read_line(self._process))["listening"]
        self._port = int(self.address.rsplit(":", 1)[1])

    def stop(self) -> None:
        """Ends the process."""
        if self._process:
            self._process.terminate()
            self._process.wait(PATIENCE)
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None

    def code(self, login: str = "anna") -> str:
        """Asks for a one-time code."""
        return self.says("admin", "enrol-code", login)["code"]

    def imports(self, what: str, *rows: str) -> None:
        """Imports lines of a table."""
        file = self.folder / f"{what}.csv"
        file.write_text("\n".join(rows) + "\n", "utf-8")
        self.says("import", what, str(file))

    def customers(self, phone: str = "+49 40 1") -> None:
        """Brings the customers, or writes the telephone of one anew."""
        self.imports(
            "customers",
            "name,code,phone,address,owner,latitude,longitude",
            f"Bakery Ahrens,C1,{phone},Harbour Street 1,anna,53.5500,9.9900",
            "Mill,C2,+49 40 2,Mill Lane 2,anna,53.6500,9.8000",
        )

    def task(self, title: str, day: str) -> None:
        """Brings a task of Anna's."""
        self.imports("tasks", "title,customer,assignee,day", f"{title},C1,anna,{day}")


def read_line(process: subprocess.Popen[str]) -> str:
    """Reads a line of a program; fails when it has ended."""
    assert process.stdout
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    assert ready, "it says nothing"
    line = process.stdout.readline()
    assert line, f"it ended: {process.poll()}"
    return line


class Stage:
    """A company that lives, with what seldom happens."""

    def __init__(self) -> None:
        """Raises it."""
        self._process = subprocess.Popen(
            [binary("OUTRIDER_STAGE")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.said = json.loads(read_line(self._process))
        self.address: str = self.said["address"]
        manager = self.said["manager"]
        signed = self.asks("/v1/sign-in", manager | {"organisation": self.said["organisation"]})
        self._token = signed["token"]

    def asks(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Asks the server as the manager of the team North."""
        headers = {"content-type": "application/json"}
        if hasattr(self, "_token"):
            headers["authorization"] = f"Bearer {self._token}"
        if body is not None:
            body = {key: value for key, value in body.items() if key != "name"}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path, data, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.loads(reply.read() or b"{}")

    def code(self, phone: str) -> str:
        """Asks for a one-time code for the rep of a phone."""
        rep = self.rep(phone)
        return self.asks("/v1/enrol-codes", {"person": rep["id"]})["code"]

    def rep(self, phone: str) -> dict[str, Any]:
        """Names the rep of a phone."""
        return next(rep for rep in self.said["reps"] if rep.get("phone") == phone)

    def does(self, do: str, **more: Any) -> dict[str, Any]:
        """Has a phone of the stage do something."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(read_line(self._process))
        assert answer["ok"], answer
        return answer

    def end(self) -> None:
        """Lets it go."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


class Story(unittest.TestCase):
    """A test with a server of its own."""

    def setUp(self) -> None:
        """Makes a folder and a server."""
        self.folder = folder(self)
        self.server = Server(self.folder)
        self.addCleanup(self.server.stop)

    def phone(self, name: str, **seams: Any) -> Phone:
        """Opens a profile."""
        return Phone.open(config(self.folder / name, **seams))

    def annas_phone(self, name: str = "phone", **seams: Any) -> Phone:
        """Opens a profile, enrols it for Anna and syncs."""
        phone = self.phone(name, **seams)
        phone.enrol(self.server.address, self.server.code())
        self.assertIsNone(phone.sync_now().failure)
        return phone


def folder(test: unittest.TestCase) -> Path:
    """Makes a folder that goes with the test."""
    held = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    test.addCleanup(held.cleanup)
    return Path(held.name)


def config(profile: Path, **seams: Any) -> PhoneConfig:
    """Says what a profile is opened with."""
    return PhoneConfig(folder=str(profile), device_name=profile.name, zone=ZONE, **seams)


def wait_until(holds: Any, what: str) -> None:
    """Waits for something that another thread or process does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"in vain: {what}"
        select.select([], [], [], 0.02)


def command(profile: Path, *words: str) -> list[str]:
    """Returns a call of the command-line phone."""
    return [sys.executable, "-B", "-m", "outrider_phone", *words, "--profile", str(profile)]


def environment() -> dict[str, str]:
    """Returns the environment in which the command-line phone finds its packages."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": ZONE}


def say(profile: Path, *words: str, typed: str = "", code: int = 0) -> dict[str, Any]:
    """Says something to the command-line phone and returns what it answers."""
    ended = subprocess.run(
        command(profile, *words, "--json"),
        input=typed,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == code, f"{words}: {ended.returncode}\n{ended.stdout}{ended.stderr}"
    return json.loads(ended.stdout or ended.stderr.splitlines()[-1])
