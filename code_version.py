"""Which code this is, by its content: nobody has to raise a number for a change to be noticed."""

import hashlib
import os
from pathlib import Path

KINDS = (".py", ".html", ".sql", ".txt", ".lock")
"""Code, templates, SQL, the word lists of the search, and the versions of the libraries."""
NOT_FINGERPRINTED = {"benchmarks", "docs", "fixtures", "static", "tests", "var"}


def fingerprint(folder: Path) -> str:
    """The SHA-256 of the code in a project's folder: the same wherever the same files lie, another after any edit."""
    digest = hashlib.sha256()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_FINGERPRINTED and not name.startswith("."))
        for name in sorted(names):
            if name.endswith(KINDS) and not name.startswith("."):
                path = f"{parent}/{name}"
                with open(path, "rb") as file:  # a Path for each of 300 files would cost as much as reading them
                    content = file.read()
                digest.update(f"{path.removeprefix(str(folder))}\n{len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()
