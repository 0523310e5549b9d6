"""One web server, and with it one version of the code: the one that lay on the disk when it was started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys

from medtech_kb.serving.web_server import HANDOVER, PROBE

OPTIONS = ["--config", "python:medtech_kb.serving.web_server"]
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux to end this process when the first one ends, even if that was killed. Elsewhere nothing does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Server:
    """gunicorn as a child, at a socket that it inherits. Its workers accept nothing until `release`."""

    def __init__(self, listener: int):
        self.reports, report = os.pipe()
        release, self.holds = os.pipe()
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            *OPTIONS,
            "--bind",
            f"fd://{listener}",
            "medtech_kb.wsgi:application",
        ]
        self.process = subprocess.Popen(
            command, env=os.environ | {HANDOVER: f"{report} {release}"}, pass_fds=(listener, report, release),
            preexec_fn=end_with_parent,
        )  # fmt: skip
        os.close(report)
        os.close(release)
        os.set_blocking(self.reports, False)
        os.write(self.holds, PROBE)

    def start_page_status(self) -> int | None:
        """The status with which its first worker answered the start page; None is: not yet."""
        with contextlib.suppress(BlockingIOError):
            report = os.read(self.reports, 100)
            return int(report.split()[0]) if report else None
        return None

    def release(self) -> None:
        """Let its workers accept, those that start later included."""
        os.close(self.holds)
        os.close(self.reports)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def send(self, number: int) -> None:
        if not self.has_ended():
            self.process.send_signal(number)
