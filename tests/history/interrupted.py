"""Programs that are killed and begun again, and connections that are cut."""

import subprocess
import sys

from environment import BASE
from tests import databases
from tests.changes.mirrors import PROGRAM
from tests.history.revisions import run
from tests.history.writers import NAME

WRITE = "import django; django.setup(); from tests.history.writers import work; work({seed})"
BUSY = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s AND state <> 'idle'
"""
CUT = """
SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = %s AND (pid = %s OR %s)
"""


class Program:
    """A program that is begun whenever it does not run, and killed at will. It says what it has to in a file."""

    def __init__(self, command, log, **surroundings):
        self.command, self.log, self.surroundings = command, log, surroundings
        self.process, self.begun = None, 0

    def go_on(self):
        """Begin it anew where it was killed or has come to its end; it must not have failed."""
        if self.process is None or self.process.poll() is not None:
            assert self.process is None or self.process.returncode in (0, -9), self.log.read_text()[-5000:]
            self.begun += 1
            with self.log.open("w") as log:
                command = self.command(self.begun)
                self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=BASE, **self.surroundings)

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def mirror(site, file, log):
    return Program(lambda _begun: [sys.executable, PROGRAM, site, file], log)


def writer(number, seed, database, log):
    """A writer at random: each time that it is begun it has another seed."""
    surroundings = databases.environment_for(database, DJANGO_SETTINGS_MODULE="medtech_kb.settings", PGAPPNAME=NAME)

    def command(begun):
        return [sys.executable, "-c", WRITE.format(seed=(seed * 100 + number) * 1000 + begun)]

    return Program(command, log, env=surroundings)


def cut_one(chance):
    """Cut the connection of a writer that is at it; whether there was one."""
    busy = [pid for (pid,) in run(BUSY, [NAME])]
    return bool(busy) and run(CUT, [NAME, chance.choice(busy), False]) == [(1,)]


def cut_all():
    """Cut the connections of all writers, also of those killed: a server goes on with a statement that it was sent."""
    for _once_more in range(12):  # each time it waits up to five seconds for each of them
        if run(CUT, [NAME, None, True]) == [(0,)]:
            return
    raise AssertionError("The connections of the writers do not end.")
