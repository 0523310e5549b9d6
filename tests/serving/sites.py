"""A site of its own for tests: a copy of the code in another folder, to be changed under it, as `serve` runs it."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.db import connection

from environment import BASE
from postgres import embedded
from tests import databases

LEFT_OUT = {"benchmarks", "docs", "fixtures", "tests", "var"}
SECONDS = 120
MADE_BY_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
"""What a make hands to the makes below it: the tests themselves are run by one."""


class Site:
    """`environment` is "production" or "development"; its database is that of the tests."""

    def __init__(self, folder: Path, environment: str):
        self.folder, self.log = folder, folder.with_name(f"{folder.name}.log")
        shutil.copytree(
            BASE, folder, ignore=lambda _path, names: [n for n in names if n.startswith(".") or n in LEFT_OUT]
        )
        (folder / ".venv").mkdir()
        for path in Path(sys.prefix).iterdir():
            if not path.name.startswith("installed"):
                (folder / ".venv" / path.name).symlink_to(path)
        (folder / ".venv" / "installed").touch()
        self.port = free_port()
        self.process = None
        inherited = {name: value for name, value in os.environ.items() if name not in MADE_BY_MAKE}
        self.surroundings = inherited | {
            "DATABASE_URL": databases.address(connection.settings_dict["NAME"], embedded.APPLICATION),
            "DATABASE_OWNER_URL": databases.address(connection.settings_dict["NAME"]),
            "PORT": str(self.port), "MEDTECH_ENV": environment, "MEDTECH_SECRET_KEY": secrets.token_urlsafe(50),
            "MEDTECH_ALLOWED_HOSTS": "127.0.0.1", "MEDTECH_PROXY_SSL_HEADER": "X-Forwarded-Proto",
            "MEDTECH_API_RATE": "off", "MEDTECH_PAGE_RATE": "off", "MEDTECH_ACCESS_LOG": "off",
        }  # fmt: skip

    def start(self):
        """Start it, unless it runs."""
        if self.process and self.process.poll() is None:
            return
        command = [".venv/bin/python", "manage.py", "serve", "--no-load"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env=self.surroundings, stdout=log, stderr=log)
        self.wait_until(lambda: self.answers("/"), "the site does not start")

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def make_switch(self):
        command = ["make", "switch"]
        return subprocess.run(command, cwd=self.folder, env=self.surroundings, capture_output=True, text=True)

    def get(self, path, connection=None, **headers):
        """(status, body); `connection` is one that is kept alive."""
        client = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        client.request("GET", path, headers={"X-Forwarded-Proto": "https"} | headers)
        response = client.getresponse()
        body = response.read()
        if connection is None:
            client.close()
        return response.status, body

    def answers(self, path, words=b""):
        try:
            status, body = self.get(path)
        except OSError:
            return False
        return status == 200 and words in body

    def workers(self):
        """The processes of gunicorn's workers."""
        return [worker for server in psutil.Process(self.process.pid).children() for worker in server.children()]

    def begin_anew(self, number):
        """Have all workers replaced, by a signal to the first process or to each of them, and wait for that."""
        before = self.workers()
        if number == signal.SIGHUP:
            self.process.send_signal(number)
        else:
            for worker in before:
                worker.send_signal(number)
        self.wait_until(lambda: len(self.workers()) == 2 and not {*before} & {*self.workers()}, "the workers stay")

    def wait_until(self, holds, otherwise):
        end = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < end, f"{otherwise}:\n{self.log.read_text()[-3000:]}"
            time.sleep(0.1)

    def append(self, path, text):
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    @contextmanager
    def without_its_code(self):
        """Packages and templates lie elsewhere for a while."""
        elsewhere = self.folder.with_name("elsewhere")
        elsewhere.mkdir()
        moved = [path.parent.name for path in self.folder.glob("*/__init__.py")] + ["templates"]
        for name in moved:
            (self.folder / name).rename(elsewhere / name)
        yield
        for name in moved:
            (elsewhere / name).rename(self.folder / name)
        elsewhere.rmdir()

    @contextmanager
    def under_load(self, paths):
        """Visitors who read on and on, half of them on connections that are kept; gives [(path, answer)]."""
        ends, answers = threading.Event(), []

        def read(connection):
            while not ends.is_set():
                for path in paths:
                    try:
                        answers.append((path, self.get(path, connection)))
                    except (OSError, http.client.HTTPException) as problem:
                        answers.append((path, problem))
                    time.sleep(0.02)

        connection = [
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=60) if n % 2 else None for n in range(4)
        ]
        readers = [threading.Thread(target=read, args=(each,)) for each in connection]
        for reader in readers:
            reader.start()
        try:
            self.wait_until(lambda: len(answers) > 20, "there is no load")
            yield answers
        finally:
            ends.set()
            for reader in readers:
                reader.join()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
