"""Every value that the pages of the published records show, with its origin and places."""

from collections.abc import Iterator
from typing import NamedTuple

import orjson

from records import profile_queries
from records.presenters import present
from records.view_models import Fact, RecordView

from .record_types import RECORD_TYPES


class ShownValue(NamedTuple):
    """A value on the page of a record; `part` tells its parts (a position, an investment) apart, "" is the record."""

    page: str
    part: str
    fact: Fact


def shown_values() -> Iterator[ShownValue]:
    """Yield the values of every record and of its parts; those of other records in it are on their own pages."""
    for record_type in RECORD_TYPES:
        if record_type.address != "slug":
            continue
        for slug in record_type.visible().order_by("slug").values_list("slug", flat=True):
            _version, document = profile_queries.read(record_type, slug)
            yield from _values(f"/{record_type.name}/{slug}/", present(record_type.profile, orjson.loads(document)))


def _values(page: str, view: RecordView, part: str = "") -> Iterator[ShownValue]:
    for fact in view.fact.values():
        if fact.value is not None:
            yield ShownValue(page, part, fact)
    for section in view.section.values():
        for row in section.rows:
            if not row.url:
                yield from _values(page, row, row.anchor)
