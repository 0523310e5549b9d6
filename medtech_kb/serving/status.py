"""The status of a running site for other commands: its process and its last switch. One file for each port."""

import json
from pathlib import Path
from typing import NamedTuple

import psutil

BASE = Path(__file__).resolve().parents[2]


class Status(NamedTuple):
    """`problem` is why the last switch failed, or empty."""

    process: int
    begun: int = 0
    finished: int = 0
    problem: str = ""

    @classmethod
    def read(cls, port: int) -> "Status | None":
        """Return the status of the site at a port, or None where none runs."""
        try:
            status = cls(**json.loads(path_of(port).read_text(encoding="utf-8")))
            process = psutil.Process(status.process)
            is_ours = "medtech_kb.serving" in process.cmdline() and Path(process.cwd()) == BASE
        except (FileNotFoundError, psutil.NoSuchProcess):
            return None
        except psutil.AccessDenied:  # another user's
            return status
        return status if is_ours else None  # else it was killed, and its number is somebody else's by now

    def write(self, port: int) -> None:
        path = path_of(port)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(self._asdict()), encoding="utf-8")
        new.replace(path)


def path_of(port: int) -> Path:
    return BASE / "var" / f"serve-{port}.json"
