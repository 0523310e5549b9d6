"""One web server, which serves the version of the code that was on disk when it started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys

from medtech_kb.serving.web_server import HANDOVER, PROBE

OPTIONS = ["--config", "python:medtech_kb.serving.web_server"]
APPLICATION = "medtech_kb.wsgi:application"
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have Linux end this process with its parent, even if that is killed. Other systems can't."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Server:
    """gunicorn as a child process with an inherited socket. Its workers accept no request until `release`."""

    def __init__(self, listener: int):
        self.reports, report = os.pipe()
        release, self.holds = os.pipe()
        command = [sys.executable, "-m", "gunicorn", *OPTIONS, "--bind", f"fd://{listener}", APPLICATION]
        self.process = subprocess.Popen(
            command, env=os.environ | {HANDOVER: f"{report} {release}"}, pass_fds=(listener, report, release),
            preexec_fn=end_with_parent,
        )  # fmt: skip
        os.close(report)
        os.close(release)
        os.set_blocking(self.reports, False)
        os.write(self.holds, PROBE)

    def start_page_status(self) -> int | None:
        """Return the HTTP status of the start page from its first worker; None until it has answered."""
        with contextlib.suppress(BlockingIOError):
            report = os.read(self.reports, 100)
            return int(report.split()[0]) if report else None
        return None

    def release(self) -> None:
        """Let its workers accept requests, including those that start later."""
        os.close(self.holds)
        os.close(self.reports)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def send(self, number: int) -> None:
        if not self.has_ended():
            self.process.send_signal(number)
