"""Read settings from the environment: each variable has a rule, and a value that breaks it stops the program.

A file `.env` beside manage.py is read too; the environment itself wins. An empty value counts as unset.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE = Path(__file__).resolve().parent
PREFIX = "MEDTECH_"
INHERITED = dict(os.environ)
"""The environment without what `.env` adds: for processes that are to read that file anew."""
_known: set[str] = set()


class Misconfigured(ImproperlyConfigured):
    """A variable is missing or has a value that is not allowed; the message names both."""


def text(name: str, default: str = "") -> str:
    """Return the value of a variable, stripped, or the default where it is unset."""
    _known.add(name)
    return os.environ.get(name, "").strip() or default


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return a value that must be one of `allowed`; raises Misconfigured."""
    value = text(name, default)
    if value not in allowed:
        raise Misconfigured(f"{name} is {value!r}; allowed: {', '.join(allowed)}.")
    return value


def number(name: str, default: int, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`; raises Misconfigured."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise Misconfigured(f"{name} is {value!r}; allowed: a whole number from {low} to {high}.")
    return int(value)


def words(name: str) -> list[str]:
    """Return the values of a comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def refuse_unknown() -> None:
    """Raise Misconfigured for a variable of ours that no setting reads: a misspelt name must not be ignored."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in _known:
            known = ", ".join(sorted(known for known in _known if known.startswith(PREFIX)))
            raise Misconfigured(f"{name} is no setting of this project; known: {known}.")


def read_file(path: Path) -> None:
    """Set the variables of a file of NAME=value lines, except those already set; raises Misconfigured."""
    if not path.is_file():
        return
    for number_, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, equals, value = line.strip().partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals or not name.replace("_", "").isalnum():
            raise Misconfigured(f"{path.name} line {number_} is {line!r}; allowed: NAME=value, or # and a comment.")
        os.environ.setdefault(name, value.strip().strip("\"'"))


read_file(BASE / ".env")
