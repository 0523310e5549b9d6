"""Noticing that the code changed, for development."""

import os
import time
from pathlib import Path

NOT_SERVED = {"__pycache__", "benchmarks", "docs", "fixtures", "tests", "var"}
SUFFIXES = {".css", ".html", ".js", ".mo", ".py", ".sql", ".svg", ".txt"}
ALSO = {".env", "CHANGELOG.md"}
EVERY = 0.5
"""Seconds between two looks."""


class Watch:
    """The files that make a version: those of the code, the templates, the static files, and `.env`."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.served = self.seen = dict(marks(folder))
        self.looked_at = time.monotonic()

    def changed(self) -> bool:
        """Whether the files are others than they were when this last said so, and are not being written still."""
        if time.monotonic() < self.looked_at + EVERY:
            return False
        before, self.seen = self.seen, dict(marks(self.folder))
        self.looked_at = time.monotonic()
        if self.seen != before or self.seen == self.served:
            return False
        self.served = self.seen
        return True


def marks(folder: Path):
    """(path, what changes with the file)."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if not entry.name.startswith(".") and entry.name not in NOT_SERVED:
                yield from marks(entry.path)
        elif Path(entry.name).suffix in SUFFIXES or entry.name in ALSO:
            try:
                found = entry.stat()
            except FileNotFoundError:  # an editor's own, gone by now
                continue
            yield entry.path, (found.st_mtime_ns, found.st_size)
