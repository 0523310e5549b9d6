"""Copies of what the API answers at a moment."""

from contextlib import contextmanager

import orjson
from django.db import connection

from catalogue.record_types import RECORD_TYPES
from history.models import Revision
from history.writing import TURN
from records.facets import facet_names
from sources.record_types import CITATIONS
from tests import databases

OTHERS = [
    "companies.csv", "rounds.jsonl", "companies/?kind=device&facets=city,segment", "products/?q=1", "pathways/",
    "funding/?by=year", "funding/?by=investor", "timeline/", "pathways.csv", "funding.csv",
]  # fmt: skip
LISTS, PROFILES, FILES = 6, 8, 3
"""How many addresses of each sort are copied at a moment."""


def addresses(chance):
    """Lists with all their facets, profiles of what there is at this moment, files and pictures, chosen at random."""
    kinds = [*RECORD_TYPES, CITATIONS]
    for kind in chance.sample(kinds, LISTS):
        yield f"{kind.name}/?page_size=500&facets={','.join(facet_names(kind.filters))}"
    for kind in chance.sample(kinds, PROFILES):
        keys = kind.visible().values_list("slug" if kind.address == "slug" else "pk", flat=True)
        yield from (f"{kind.name}/{key}/" for key in chance.sample(sorted(keys), min(1, len(keys))))
    yield from chance.sample(OTHERS, FILES)


def read(client, address, as_of=None):
    """The answer to an address, without the links to other pages of it."""
    answer = client.get(
        f"/api/v1/{address}{'' if as_of is None else ('&' if '?' in address else '?') + f'as_of={as_of}'}"
    )
    assert answer.status_code == 200, (address, as_of, answer.content[:500])
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer["Content-Type"] != "application/json":
        return content
    return {key: value for key, value in orjson.loads(content).items() if key not in ("next", "previous")}


@contextmanager
def writers_waiting():
    """Let all writers wait while this block reads: it is given the newest revision, and none comes behind it."""
    with databases.cursor_of(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("BEGIN")
        cursor.execute(TURN)
        yield Revision.objects.latest("number")
        cursor.execute("COMMIT")


def copy(client, chance):
    """(revision, {address: answer}): the present right after a revision."""
    with writers_waiting() as revision:
        return revision, {address: read(client, address) for address in addresses(chance)}
