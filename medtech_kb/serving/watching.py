"""Noticing that the code changed, for development."""

import os
import time
from pathlib import Path

NOT_SERVED = {"__pycache__", "benchmarks", "tests"}
SUFFIXES = {".css", ".html", ".js", ".mo", ".py", ".sql", ".svg", ".txt"}
INTERVAL = 0.5
"""Seconds between two checks."""


class Watch:
    """The files that make a version: packages, templates, static files, and what the settings read."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.served = self.seen = self.file_states()
        self.looked_at = time.monotonic()

    def changed(self) -> bool:
        """Whether the files are others than they were when this last said so, and are not being written still."""
        if time.monotonic() < self.looked_at + INTERVAL:
            return False
        before, self.seen = self.seen, self.file_states()
        self.looked_at = time.monotonic()
        if self.seen != before or self.seen == self.served:
            return False
        self.served = self.seen
        return True

    def file_states(self) -> dict:
        """What changes with each file, by its path."""
        packages = [path.parent for path in self.folder.glob("*/__init__.py") if path.parent.name not in NOT_SERVED]
        states = {}
        for folder in [*packages, self.folder / "templates", self.folder / "static"]:
            add_folder(folder, states)
        for name in (".env", "CHANGELOG.md", "code_version.py", "environment.py", "manage.py"):
            add_file(self.folder / name, states)
        return states


def add_folder(folder, states: dict) -> None:
    try:
        entries = [*os.scandir(folder)]
    except OSError:  # it has just been removed
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in NOT_SERVED:
                add_folder(entry.path, states)
        elif os.path.splitext(entry.name)[1] in SUFFIXES:
            add_file(entry.path, states)


def add_file(path, states: dict) -> None:
    try:
        state = os.stat(path)
    except OSError:
        return
    states[str(path)] = state.st_mtime_ns, state.st_size
