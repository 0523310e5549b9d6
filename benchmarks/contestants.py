"""The programs to be measured, started as in production, with two workers on a port of their own."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.error import HTTPError

import django

from benchmarks import databases, sqlite_file
from environment import BASE

HOST = "127.0.0.1"


@dataclass
class Contestant:
    """One program. `command` follows the Python interpreter; `settings` are added to its environment."""

    name: str
    command: list
    settings: dict = field(default_factory=dict)
    uses_postgres: bool = True
    headers: dict = field(default_factory=dict)
    options: str = ""
    probe: str = "/api/v1/companies/"
    folder: Path = BASE
    process: subprocess.Popen | None = None
    port: int = 0

    @property
    def address(self):
        return f"http://{HOST}:{self.port}"

    def start(self, label):
        self.port = port = free_port()
        environment = databases.environment(label) | self.settings | {"PGOPTIONS": self.options}
        command = [sys.executable, *(word.format(port=port, label=label) for word in self.command)]
        log = (BASE / "var" / f"bench-{self.name}.log").open("w")
        self.process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.get(self.probe)[0] < 500:
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise databases.Refused(f"{self.name} does not start; see {log.name}.")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)

    def answered(self) -> tuple[int, int]:
        """How many answers it has given, and how many of them from its store; (0, 0) where it has none."""
        status, _headers, text = self.get("/metrics", {"Authorization": f"Bearer {METRICS_TOKEN}"})
        counted = re.findall(rb'requests_total\{.*stored="(\w+)"\} (\d+)', text) if status == 200 else ()
        stored, not_stored = (sum(int(n) for way, n in counted if way == word) for word in (b"yes", b"no"))
        return stored + not_stored, stored

    def get(self, path, headers=None, timeout=60):
        """(status, headers, body) of one request, whatever its status."""
        request = urllib.request.Request(self.address + path, headers=self.headers | (headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, response.headers, response.read()
        except HTTPError as answer:
            return answer.code, answer.headers, answer.read()


METRICS_TOKEN = secrets.token_urlsafe(30)
PRODUCTION = {
    "MEDTECH_ENV": "production",
    "MEDTECH_SECRET_KEY": secrets.token_urlsafe(60),
    "MEDTECH_ALLOWED_HOSTS": HOST,
    "MEDTECH_PROXY_SSL_HEADER": "X-Forwarded-Proto",
    "MEDTECH_API_RATE": "off",
    "MEDTECH_PAGE_RATE": "off",
    "MEDTECH_ACCESS_LOG": "off",
    "MEDTECH_METRICS_TOKEN": METRICS_TOKEN,
}
BEFORE_KNOWS = [*list(PRODUCTION)[:5]]
"""The settings that code from before the store knows; it refuses others."""
BY_HTTPS = {"X-Forwarded-Proto": "https"}


def free_port() -> int:
    """A port that is free at the moment."""
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        return bound.getsockname()[1]


def gunicorn(application) -> list:
    """The web server with the options of `manage.py serve`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
    django.setup()
    from medtech_kb.serving.server import OPTIONS

    return ["-m", "gunicorn", *OPTIONS, "--bind", f"{HOST}:{{port}}", application]


def contestants(companies, before="") -> dict:
    """All programs by name, ours first; Datasette if it is installed, and the code of another folder as “before”."""
    site, cold = gunicorn("medtech_kb.wsgi:application"), {"MEDTECH_STORE_MB": "0"}
    programs = [
        Contestant("ours", site, PRODUCTION, headers=BY_HTTPS),
        Contestant("cold", site, PRODUCTION | cold, headers=BY_HTTPS),
        Contestant("limit", gunicorn("benchmarks.limit:application")),
        Contestant("limit stored", gunicorn("benchmarks.limit_stored:application"), PRODUCTION, headers=BY_HTTPS),
        Contestant(
            "viewset", gunicorn("benchmarks.viewset:application"),
            PRODUCTION | {"DJANGO_SETTINGS_MODULE": "benchmarks.viewset_settings"}, headers=BY_HTTPS,
            probe="/api/companies/", options="-c statement_timeout=60s",
        ),
    ]  # fmt: skip
    if before:
        known = {name: value for name, value in PRODUCTION.items() if name in BEFORE_KNOWS}
        programs.append(Contestant("before", site, known, headers=BY_HTTPS, folder=Path(before)))
    if find_spec("datasette"):
        programs.append(Contestant(
            "datasette", ["-m", "benchmarks.datasette_app", HOST, "{port}"],
            {"BENCH_SQLITE": str(sqlite_file.path_of(companies))}, uses_postgres=False, probe="/",
        ))  # fmt: skip
    return {program.name: program for program in programs}


def collect_static(label) -> None:
    """Collect static files as `serve` does in production, where their names include a hash."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=BASE, env=databases.environment(label) | PRODUCTION, check=True)
