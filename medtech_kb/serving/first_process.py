"""The first process of the site. It stays while web servers come and go below it, each with its version of the code.

It holds the socket, so that a visitor is never refused, and it is what a terminal, systemd or a container looks at.
gunicorn's own way to new code (SIGUSR2) ends the first process, and systemd then ends all the others:
https://github.com/benoitc/gunicorn/issues/2856. It loads no code but what is in this folder.
"""

import os
import queue
import signal
import subprocess
import sys
import tempfile
import time

from medtech_kb.serving.server import Server, end_with_parent
from medtech_kb.serving.status import BASE, Status, path_of
from medtech_kb.serving.watching import Watch

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
LOAD_TIMEOUT = 300
"""Seconds that a web server may take to load the code."""
SHUTDOWN_TIMEOUT = 25
"""Seconds for running requests when the site ends: five more than gunicorn gives them."""
MAX_PROBLEM_LENGTH = 4000
"""Characters of a reported failure: the end of its traceback."""


class Ended(Exception):
    """The site must end; the arguments are the signal for its processes and the exit code."""


class FirstProcess:
    def __init__(self, listener: int, port: int, watch: Watch | None):
        self.listener, self.port, self.watch = listener, port, watch
        self.signals = queue.SimpleQueue()
        self.server = self.candidate = self.leaving = self.preparing = None
        self.switch_requested = False
        self.status = Status(os.getpid())

    def run(self) -> int:
        """Serve until a signal ends it; returns the exit code."""
        for number in (*ENDING, signal.SIGHUP, signal.SIGUSR2, signal.SIGCHLD):
            signal.signal(number, lambda received, frame: self.signals.put(received))
        try:
            self.status.write(self.port)
            log(self.replace())
            while True:
                self.wait(1)
                if self.switch_requested:
                    self.switch()
        except Ended as ended:
            return self.end(*ended.args)

    def wait(self, seconds: float) -> None:
        """Wait for a signal or a change of the code, and handle it. Raises Ended."""
        try:
            received = self.signals.get(timeout=seconds)
        except queue.Empty:
            received = None
        if received in ENDING:
            raise Ended(received, 0)
        if received == signal.SIGHUP and self.server:
            self.server.send(received)  # its workers start anew, from the version that it has loaded
        if self.server and self.server.has_ended():
            raise Ended(signal.SIGTERM, self.server.process.returncode % 256 or 1)
        self.switch_requested |= received == signal.SIGUSR2
        if self.watch and self.watch.changed():
            self.switch_requested = True

    def switch(self) -> None:
        """Switch to the version on disk; where that can't be served, the running one stays."""
        self.switch_requested = False
        self.status = self.status._replace(begun=self.status.begun + 1)
        self.status.write(self.port)
        problem = self.prepare() or self.replace()
        self.status = self.status._replace(finished=self.status.begun, problem=problem)
        self.status.write(self.port)
        failed = f"the new code can't be served, the one before goes on:\n{problem}"
        log(failed if problem else "the new code is served.")

    def prepare(self) -> str:
        """Bring database and static files up to date with the new code, loading it once. Returns the error, or ""."""
        with tempfile.TemporaryFile("w+") as output:
            command = [sys.executable, "manage.py", "serve", "--prepare"]
            self.preparing = subprocess.Popen(command, stdout=output, stderr=output, preexec_fn=end_with_parent)
            while self.preparing.poll() is None:
                self.wait(0.2)
            output.seek(0)
            printed = output.read().strip()
        if self.preparing.returncode:
            return printed[-MAX_PROBLEM_LENGTH:] or "no reason was given"
        log(printed)  # warnings
        return ""

    def replace(self) -> str:
        """Start a new web server and let the running one finish its requests. Returns the error, or ""."""
        self.candidate = Server(self.listener)
        problem = self.failure_of_candidate()
        if problem and self.server:
            self.give_up()
            return problem
        self.leaving, self.server, self.candidate = self.server, self.candidate, None
        if self.leaving:
            self.leaving.send(signal.SIGTERM)
        self.server.release()
        while self.leaving and not self.leaving.has_ended():
            self.wait(0.1)
        return problem

    def failure_of_candidate(self) -> str:
        """Return why the new server can't serve, "" once it can. Raises Ended if none runs and it does not start."""
        end = time.monotonic() + LOAD_TIMEOUT
        while (status := self.candidate.start_page_status()) is None:
            if self.candidate.has_ended() or time.monotonic() > end:
                if not self.server:
                    raise Ended(signal.SIGTERM, 1)
                return "the web server did not start"
            self.wait(0.05)
        return f"the start page answers {status}" if status >= 500 else ""

    def give_up(self) -> None:
        self.candidate.send(signal.SIGQUIT)
        self.candidate.process.wait()
        self.candidate.release()
        self.candidate = None

    def end(self, received: int, code: int) -> int:
        """End all processes with the signal received, pass on further ones, and return the exit code."""
        os.close(self.listener)
        if self.candidate:
            self.candidate.send(signal.SIGQUIT)
        if self.preparing and self.preparing.poll() is None:
            self.preparing.terminate()
        end = time.monotonic() + SHUTDOWN_TIMEOUT
        running = [server for server in (self.server, self.leaving) if server]
        while received or time.monotonic() < end and not all(server.has_ended() for server in running):
            for server in running if received in ENDING else ():
                server.send(received)
            try:
                received = self.signals.get(timeout=0.5)
            except queue.Empty:
                received = None
        path_of(self.port).unlink(missing_ok=True)
        return code


def log(message: str) -> None:
    if message:
        print(f"Medtech KB: {message}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    listener, port, *watch = arguments
    return FirstProcess(int(listener), int(port), Watch(BASE) if watch else None).run()
