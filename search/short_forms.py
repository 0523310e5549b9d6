"""The short forms of the hits of one page, read by one query for those types that have one."""

import orjson
from django.db.models import Value

from catalogue.record_types import RECORD_TYPES
from records.documents import compiled

WRITTEN = {record_type.name: record_type for record_type in RECORD_TYPES if hasattr(record_type.row.Meta, "short")}
"""The record types whose hits say more than a name."""


def with_short_forms(documents) -> list:
    """The hits, each with `short`: what the record says in one line; empty for a type whose name says it all."""
    shorts = _shorts(documents)
    return [document | {"short": shorts.get((document["type"], document["slug"]), "")} for document in documents]


def _shorts(documents):
    """{(type, slug): short form}."""
    slugs = {}
    for document in documents:
        if document["type"] in WRITTEN:
            slugs.setdefault(document["type"], []).append(document["slug"])
    queries = [_documents_of(WRITTEN[name], wanted) for name, wanted in slugs.items()]
    if not queries:
        return {}
    first, *others = queries
    rows = first.union(*others, all=True) if others else first
    return {(name, slug): str(WRITTEN[name].row.Meta.short(orjson.loads(text))) for name, slug, text in rows}


def _documents_of(record_type, slugs):
    short = record_type.row.Meta.short
    rows = record_type.visible().filter(slug__in=slugs).order_by()
    return rows.values_list(Value(record_type.name), "slug", compiled(record_type.row, short.keys))
