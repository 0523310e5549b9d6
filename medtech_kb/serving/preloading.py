"""Load all that a request may need before the web server forks, so that no worker reads a file of another version."""

import importlib
import pkgutil
from contextlib import suppress
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver
from django.utils.translation import gettext

from environment import BASE
from names.hanzi import readings
from search.folding import fold

NOT_SERVED = {"benchmarks", "tests", "migrations", "management"}


def load_everything() -> None:
    """Import every module of ours, resolve the addresses, compile the templates, read the tables of characters.

    Raises whatever is wrong with any of them.
    """
    for package in sorted(path.parent.name for path in BASE.glob("*/__init__.py")):
        if package not in NOT_SERVED:
            load_package(importlib.import_module(package))
    resolver = get_resolver()
    for status in (400, 403, 404, 500):
        resolver.resolve_error_handler(status)
    _ = resolver.reverse_dict  # walks all of the addresses
    for backend in engines.all():
        load_templates(backend)
    _ = staticfiles_storage.base_url  # reads the names of the static files, in production
    gettext("Yes")
    fold("神")
    readings()


def load_package(package) -> None:
    for entry in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if entry.name.rpartition(".")[2] not in NOT_SERVED:
            module = importlib.import_module(entry.name)
            if entry.ispkg:
                load_package(module)


def load_templates(backend) -> None:
    """Compile all templates: engines cache them and read no file again. Errors in our own are raised."""
    if not isinstance(backend, DjangoTemplates):
        for name in backend.env.list_templates():
            backend.env.get_template(name)
        return
    get_template = backend.engine.get_template
    for name in names_in(BASE / "templates" / "admin", below=BASE / "templates"):
        get_template(name)
    for folder in get_app_template_dirs("templates"):
        for name in names_in(folder, below=folder):
            with suppress(TemplateSyntaxError):  # some are for other packages, which we lack
                get_template(name)


def names_in(folder: Path, below: Path):
    return [path.relative_to(below).as_posix() for path in sorted(folder.rglob("*.html"))]
