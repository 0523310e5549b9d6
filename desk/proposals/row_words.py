"""Proposed rows in words: the values of records and parts, names, places, members of lists."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from changes.words import citation_in_words, facts_in_words, name_in_words
from history.curated import curated_tables
from names.models import Name
from records.field_labels import label_of_field
from sources.models import Citation, Source
from sources.models.searchable import name_of

from .row_owners import is_record, model_of

OF_ROW = {"slug": "slug", "is_published": "is_published"}
"""Columns of a record that stand for themselves beside its facts."""


def holds_facts(model) -> bool:
    """Whether rows of a model are records or parts, whose values are decided one by one."""
    return is_record(model) or bool(getattr(model, "part_of", ""))


@cache
def columns_of(model) -> dict:
    """{value as citations name it: its columns} of a record or part, in the order of its form."""
    columns = {}
    skipped = {"id", "created_at", "updated_at", _part_column(model)}
    for field in model._meta.concrete_fields:
        if field.generated or field.attname in skipped:
            continue
        key = "amount" if field.name.startswith("amount_") else field.name
        columns.setdefault(key, []).append(field.attname)
    return columns


def _part_column(model):
    part_of = getattr(model, "part_of", "")
    return model._meta.get_field(part_of).attname if part_of else ""


def label_of(model, key) -> str:
    """What a value of a record or part is called."""
    if key in ("slug", "is_published", "gaps"):
        return capfirst(str(model._meta.get_field(key).verbose_name))
    return label_of_field(key, {"type": model.record_model().record_type, "part": bool(model.part_of)})


class RowWords:
    """Says rows in words, by the names that records have, or will have when they are accepted."""

    def __init__(self, owners):
        self.owners = owners

    def name(self, model, number, _moment=None):
        """The name of a record; the answer that `changes` asks of names."""
        values = number is not None and self.owners.values_of(model, number)
        return values[name_of(model)] if values else None

    def values(self, model, columns) -> dict:
        """{key: the value in words, or None} of a record or part."""
        if columns is None:
            return {}
        words = facts_in_words(model, columns, 0, self)
        for key in OF_ROW.values():
            if key in columns:
                words[key] = _word(columns[key])
        gaps = columns.get("gaps") or {}
        words["gaps"] = ", ".join(label_of(model, key) for key in gaps) or None
        return words

    def in_a_line(self, model, columns) -> str | None:
        """A whole row, as one value."""
        if columns is None:
            return None
        if model is Citation:
            return self._citation(columns)
        if model is Name:
            return name_in_words(columns)
        if holds_facts(model):
            shown = {key: words for key, words in self.values(model, columns).items() if words and key not in OF_ROW}
            return "; ".join(f"{label_of(model, key).lower()}: {words}" for key, words in shown.items())
        return self._of_other(model, columns)

    def _citation(self, columns):
        source = self.owners.values_of(Source, columns["source_id"]) or {}
        fact = ContentType.objects.get_for_id(columns["content_type_id"]).model_class()
        field = label_of(fact, columns["field"]) if columns["field"] else ""
        return citation_in_words(columns, source.get("slug", "?"), field)

    def _of_other(self, model, columns):
        """A member of a list, by its name; a former address."""
        curated = curated_tables()[model._meta.db_table]
        related = [
            self.name(field.related_model, columns[field.column])
            for field in model._meta.concrete_fields
            if field.many_to_one and field.column != curated.record_column and is_record(field.related_model)
        ]
        return ", ".join(filter(None, related)) or columns.get("slug") or _("a row")

    def title(self, model) -> str:
        """What a whole row is: “Citation”, “Further name”, “Position”."""
        if model._meta.auto_created:
            owner = model._meta.auto_created
            lists = {field.remote_field.through: field for field in owner._meta.many_to_many}
            return capfirst(str(lists[model].verbose_name))
        return capfirst(str(model._meta.verbose_name))


def _word(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def is_citation(row) -> bool:
    return model_of(row.table) is Citation
