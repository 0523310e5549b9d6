"""Which files a folder of fixtures has: those that are read, and whatever else lies there, which is named."""

from pathlib import Path

from django.utils.translation import gettext as _

from companies.models import Company
from curation.fixture_schema import FIXTURE_MODELS, file_of

COMPANIES = "companies"
FORMER_SLUGS = "former_slugs.yaml"
RECORD_FILES = {file_of(model): model for model in FIXTURE_MODELS if model is not Company}
"""{file name: model} of the files that hold the records of no company."""
NOT_OURS = ("README.md", ".git")
"""How names begin that may stand beside the files: an explanation, and what Git keeps."""


def entries_of(folder: Path):
    """Every file below the folder, and every link to a folder, in the order of their addresses. Raises OSError."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(NOT_OURS):
            continue
        if path.is_dir() and not path.is_symlink() and path.suffix != ".yaml":
            yield from entries_of(path)
        else:
            yield path


def address_in(folder: Path, path: Path) -> str:
    """The path within the folder as messages show it: bytes that are no text are escaped."""
    address = path.relative_to(folder).as_posix()
    return address.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_fixture(address: str) -> bool:
    """Whether load_kb reads the file at this address."""
    return address in RECORD_FILES or address == FORMER_SLUGS or is_company(address)


def is_company(address: str) -> bool:
    folder, _slash, name = address.rpartition("/")
    return folder == COMPANIES and name.endswith(".yaml")


def refusal_of(address: str, path: Path) -> str:
    """Why the entry is not read; "" where it is."""
    if path.is_symlink() and path.is_dir():
        return _("This is a link to a folder, and no file in it is read. Put the folder itself in its place.")
    if not is_fixture(address):
        return unknown_file()
    return "" if path.is_file() else _("This is no file that can be read.")


def unknown_file() -> str:
    """What is said of a file that is none of ours."""
    allowed = ", ".join([*sorted([*RECORD_FILES, FORMER_SLUGS]), f"{COMPANIES}/<slug>.yaml"])
    return _("This file is not known; allowed: %(allowed)s.") % {"allowed": allowed}
