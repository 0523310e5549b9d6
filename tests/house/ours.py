"""What is ours: apps, models and files."""

from django.apps import apps

from environment import BASE

APPS = ["medtech_kb", "sources", "entities", "market", "companies", "products", "regulatory", "curation"]


def models():
    """Every model that we wrote; tables that Django makes for relations are not among them."""
    return [model for label in APPS for model in apps.get_app_config(label).get_models()]


def python_files(*folders):
    """Our Python files but for migrations, by their path in the project."""
    found = [path for folder in folders or [*APPS, "tests", "benchmarks"] for path in (BASE / folder).rglob("*.py")]
    return {path.relative_to(BASE).as_posix(): path for path in found if "migrations" not in path.parts}


def all_tests():
    """The text of all tests."""
    return "\n".join(path.read_text(encoding="utf-8") for path in python_files("tests").values())
