"""examples/mirror.py beside the lists."""

import importlib.util
import json

from catalogue.record_types import RECORD_TYPES
from environment import BASE
from tests.api.api_client import ask

PROGRAM = BASE / "examples" / "mirror.py"


def mirror_of(site, file):
    """A mirror in a file, in this process."""
    specification = importlib.util.spec_from_file_location("mirror", PROGRAM)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.Mirror(site, file)


def mirrored(mirror):
    rows = mirror.db.execute("SELECT type, slug, row FROM record")
    return {(kind, slug): json.loads(row) for kind, slug, row in rows}


def listed(client):
    """All rows of all lists."""
    rows = {}
    for record_type in RECORD_TYPES:
        page = ask(client, record_type.name, page_size=500)
        while True:
            rows |= {(record_type.name, row["slug"]): row for row in page["results"]}
            if not page["next"]:
                break
            page = ask(client, page["next"])
    return rows


def differing(one, other):
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}
