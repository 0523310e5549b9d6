"""What is ours: apps, models and files."""

import inspect
from pathlib import Path

from django.apps import apps

from environment import BASE

PACKAGES = [
    *(
        "medtech_kb",
        "intake",
        "desk",
        "accounts",
        "compare",
        "pictures",
        "changes",
        "search",
        "curation",
        "catalogue",
        "regulatory",
        "products",
    ),
    *("companies", "market", "names", "sources", "records", "history", "values", "postgres"),
]
"""The folders of the project's code, each above those behind it."""


def models():
    """Every model that we wrote; tables that Django makes for relations are not among them."""
    return [model for app in apps.get_app_configs() if app.name in PACKAGES for model in app.get_models()]


def python_files(*folders):
    """Our Python files but for migrations, by their path in the project."""
    paths = [path for folder in folders or [*PACKAGES, "tests", "benchmarks"] for path in (BASE / folder).rglob("*.py")]
    return {path.relative_to(BASE).as_posix(): path for path in paths if "migrations" not in path.parts}


def source_of(thing):
    """The file of a class, by its path in the project."""
    return Path(inspect.getfile(thing)).relative_to(BASE).as_posix()


def all_tests():
    """The text of all tests."""
    return "\n".join(path.read_text(encoding="utf-8") for path in python_files("tests").values())
