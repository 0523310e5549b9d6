"""A primary and its replica, two embedded servers, and the site in front of them as in production: for tests."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from environment import BASE
from medtech_kb.serving.server import APPLICATION, OPTIONS
from postgres import embedded
from postgres.postmaster import TOOLS, Postmaster
from tests.databases import address, shipped

LAG = 3
"""Seconds that the replica may be behind in these tests."""


class Cluster:
    """Two servers in a folder. `replica` is made by pg_basebackup, as one makes it on another machine."""

    def __init__(self, folder: Path):
        self.primary, self.replica = folder / "primary", folder / "replica"

    def start(self):
        embedded.start(self.primary)
        psql = [TOOLS / "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        dump = subprocess.run([TOOLS / "pg_dump", address(shipped())], check=True, capture_output=True).stdout
        subprocess.run([*psql, embedded.url(self.primary)], input=dump, check=True, capture_output=True)
        socket_folder = str(Postmaster(self.primary).socket_folder())
        options = ["--host", socket_folder, "--port", "5432", "--username", "postgres", "--checkpoint", "fast"]
        command = [str(TOOLS / "pg_basebackup"), *options, "--write-recovery-conf", "--pgdata", str(self.replica)]
        subprocess.run(command, check=True, capture_output=True)
        embedded.start(self.replica)

    def stop(self):
        embedded.stop(self.replica)
        embedded.stop(self.primary)

    def kill_replica(self):
        """As the kernel does when memory runs out: the first process and all its children, without a word."""
        for process in Postmaster(self.replica).processes():
            process.send_signal(signal.SIGKILL)

    def environment(self, **more):
        urls = {"DATABASE_URL": embedded.url(self.primary), "DATABASE_REPLICA_URLS": embedded.url(self.replica)}
        ours = {
            "MEDTECH_API_RATE": "off",
            "MEDTECH_PAGE_RATE": "off",
            "MEDTECH_STORE_MB": "0",  # each read reaches a server
            "MEDTECH_REPLICA_LAG": str(LAG),
            "MEDTECH_ENV": "development",
        }
        return os.environ | urls | ours | more

    def manage(self, *words, **variables):
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=BASE, env=self.environment(**variables), capture_output=True, text=True)


def ask(folder, question, *parameters, name=embedded.NAME):
    """The first row of an answer of one server, past the site."""
    connection = psycopg2.connect(embedded.url(folder), dbname=name)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(question, parameters or None)
        row = cursor.fetchone() if cursor.description else None
    connection.close()
    return row


class Site:
    """The site under gunicorn, with the workers and threads that `serve` starts."""

    def __init__(self, port, log):
        self.port, self.log = port, log

    def get(self, path, connection=None, **headers):
        """(status, headers, body) of one read."""
        client = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        client.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = client.getresponse()
        body = response.read()
        if connection is None:
            client.close()
        return response.status, response.headers, body

    def log_lines(self, words):
        """The lines of its log that hold these words."""
        return [line for line in self.log.read_text().splitlines() if words in line]


@contextmanager
def serving(cluster, log):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", APPLICATION, "--bind", f"127.0.0.1:{port}", *OPTIONS]
    with log.open("w") as file:
        process = subprocess.Popen(command, cwd=BASE, env=cluster.environment(), stdout=file, stderr=file)
    site = Site(port, log)
    try:
        wait_until(lambda: answers(site), "the site does not start")
        yield site
    finally:
        process.terminate()
        process.wait(timeout=30)


def answers(site):
    try:
        return site.get("/api/v1/")[0] == 200
    except OSError:
        return False


def wait_until(holds, otherwise, seconds=60):
    """Waits until `holds()`, and fails in words."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)
