"""To which record each proposed row belongs, and what that is called, whether it is there yet or not."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from history.curated import curated_models, curated_tables
from sources.models.searchable import name_of


@cache
def _models():
    return {model._meta.db_table: model for model in curated_models()}


def model_of(table):
    """The model of a curated table."""
    return _models()[table]


def is_record(model) -> bool:
    """Whether rows of a model are records: with an address, published or not."""
    return getattr(model, "record_type", "") in TYPES and TYPES[model.record_type].model is model


class Owners:
    """The records that rows belong to: {row: (model, number)}, found among the rows themselves or in the database."""

    def __init__(self, rows):
        self.rows = {(row.table, row.number): row for row in rows}
        self.stored = {}

    def owner_of(self, row):
        """(model, number) of the record of a row; (None, None) where it can't be found any more."""
        return self._owner(model_of(row.table), row.number, row.after or row.before)

    def _owner(self, model, number, values):
        if is_record(model):
            return model, number
        curated = curated_tables()[model._meta.db_table]
        if curated.record_column:
            return _models()[curated.record_table], values[curated.record_column]
        fact = ContentType.objects.get_for_id(values["content_type_id"]).model_class()
        if fact is None or values["object_id"] is None:
            return None, None
        if is_record(fact):
            return fact, values["object_id"]
        held = self.values_of(fact, values["object_id"])
        return self._owner(fact, values["object_id"], held) if held else (None, None)

    def values_of(self, model, number):
        """The columns of a row as proposed, or as they are in the database; None where it is in neither."""
        if row := self.rows.get((model._meta.db_table, number)):
            return row.after or row.before
        if (model, number) not in self.stored:
            columns = [field.attname for field in model._meta.concrete_fields]
            self.stored[model, number] = model._default_manager.filter(pk=number).values(*columns).first()
        return self.stored[model, number]

    def name_of(self, model, number) -> str:
        """What a record is called."""
        values = self.values_of(model, number) or {}
        return values.get(name_of(model)) or values.get("slug") or str(number)


def key_of(model, number) -> str:
    """A record as proposals note which they touch."""
    return f"{model.record_type}/{number}"


def records_touched(rows) -> list[str]:
    """The keys of the records that rows belong to."""
    owners = Owners(rows)
    found = {owners.owner_of(row) for row in rows}
    return sorted(key_of(*owner) for owner in found if owner[0])


def title_of(rows) -> str:
    """The names of the records that rows belong to, those that come or go with them first."""
    owners = Owners(rows)
    records_first = sorted(rows, key=lambda row: not is_record(model_of(row.table)))
    found = dict.fromkeys(owners.owner_of(row) for row in records_first)
    names = [owners.name_of(*owner) for owner in found if owner[0]]
    if len(names) <= 3:
        return ", ".join(names)
    return _("%(names)s and %(number)s more") % {"names": ", ".join(names[:2]), "number": len(names) - 2}
