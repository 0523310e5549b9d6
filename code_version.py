"""The version of the code by its content: a change is noticed without anybody raising a number."""

import hashlib
import os
from pathlib import Path

SUFFIXES = (".py", ".html", ".sql", ".txt", ".lock")
"""Code, templates, SQL, the character tables of the search, and the versions of the libraries."""
IGNORED_FOLDERS = {"benchmarks", "docs", "fixtures", "static", "tests", "var"}


def fingerprint(folder: Path) -> str:
    """The SHA-256 of the code in a project's folder: the same wherever the folder is, different after any edit."""
    digest = hashlib.sha256()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS and not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                path = f"{parent}/{name}"
                with open(path, "rb") as file:  # a Path for each of 300 files would cost as much as reading them
                    content = file.read()
                digest.update(f"{path.removeprefix(str(folder))}\n{len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()
