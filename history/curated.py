"""Which tables are curated: their rows are kept in every version.

All models of the project are, and the tables behind their many-to-many fields, but for those that say
`keeps_history = False`: what is derived from other rows, what counts, and the private texts of sources.
"""

from pathlib import Path
from typing import NamedTuple

from django.apps import apps

from environment import BASE


class CuratedTable(NamedTuple):
    """A table, and to which record its rows belong: `record_column` holds its number in `record_table`.

    Where these are None, a row belongs to the fact that its `content_type_id` and `object_id` name.
    """

    name: str
    record_table: str | None
    record_type: str | None
    record_column: str | None


def curated_models():
    """The models whose rows are kept, many-to-many tables included."""
    return [model for model in _own_models() if getattr(model, "keeps_history", True)]


def tables_taking_turns():
    """The tables that are not curated and refer to one that is: they are written along with it, row locks included."""
    curated = curated_models()
    return [
        model._meta.db_table for model in _own_models()
        if model not in curated and any(field.related_model in curated for field in model._meta.concrete_fields)
    ]  # fmt: skip


def _own_models():
    return [
        model for config in apps.get_app_configs() if Path(config.path).parent == BASE
        for model in config.get_models(include_auto_created=True) if model._meta.managed
    ]  # fmt: skip


def curated_tables():
    """{table: CuratedTable} of all curated models."""
    return {model._meta.db_table: _table_of(model) for model in curated_models()}


def _table_of(model):
    name, owner = model._meta.db_table, model._meta.auto_created
    if owner:
        column = next(field.column for field in model._meta.fields if field.related_model is owner)
        return CuratedTable(name, owner._meta.db_table, owner.record_type, column)
    if part_of := getattr(model, "part_of", ""):
        relation = model._meta.get_field(part_of)
        return CuratedTable(
            name, relation.related_model._meta.db_table, relation.related_model.record_type, relation.column
        )
    if {"content_type", "object_id"} <= {field.name for field in model._meta.fields}:
        return CuratedTable(name, None, None, None)
    return CuratedTable(name, name, model.record_type, "id")
