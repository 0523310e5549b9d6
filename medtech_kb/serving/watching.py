"""Watching for changes of the code, in development."""

import os
import time
from contextlib import suppress
from pathlib import Path

NOT_SERVED = {"__pycache__", "benchmarks", "tests"}
SUFFIXES = {".css", ".html", ".js", ".mo", ".py", ".sql", ".svg", ".txt"}
FILES = (".env", "CHANGELOG.md", "code_version.py", "environment.py", "manage.py")
INTERVAL = 0.5
"""Seconds between two checks."""


class Watch:
    """The files that make up a version: packages, templates, static files, and what the settings read."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.served = self.seen = self.file_states()
        self.looked_at = time.monotonic()

    def changed(self) -> bool:
        """Whether files changed since this was last true, and no file is still being written."""
        if time.monotonic() < self.looked_at + INTERVAL:
            return False
        before, self.seen = self.seen, self.file_states()
        self.looked_at = time.monotonic()
        if self.seen != before or self.seen == self.served:
            return False
        self.served = self.seen
        return True

    def file_states(self) -> dict:
        """{path: (time of its last change, size)}."""
        packages = [path.parent for path in self.folder.glob("*/__init__.py") if path.parent.name not in NOT_SERVED]
        paths = [f"{self.folder}/{name}" for name in FILES]
        for folder in [*packages, self.folder / "templates", self.folder / "static"]:
            for parent, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if name not in NOT_SERVED]
                paths += [f"{parent}/{name}" for name in names if os.path.splitext(name)[1] in SUFFIXES]
        states = {}
        for path in paths:
            with suppress(OSError):  # it is optional, or has just been removed
                state = os.stat(path)
                states[path] = state.st_mtime_ns, state.st_size
        return states
