"""The fields of a fact as an editor meets them: which there are, in which order, which can be cited or be missing."""

from django.db import models
from django.utils.text import capfirst

from records.admin.values import IN_WORDS

KEPT_BY_THE_HOUSE = {"id", "slug", "is_published", "gaps", "created_at", "updated_at"}
WHEN_AND_AMOUNT = ("when", "amount_stated")


def fact_fields(model) -> list:
    """The fields that hold what sources state, in the order of the form: dates and amounts before the long texts."""
    fields = [
        field for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.editable and not field.generated and field.name not in KEPT_BY_THE_HOUSE
    ]  # fmt: skip
    moved = [field for field in fields if field.name in WHEN_AND_AMOUNT]
    rest = [field for field in fields if field.name not in WHEN_AND_AMOUNT]
    at = next((place for place, field in enumerate(rest) if isinstance(field, models.TextField)), len(rest))
    ordered = [*rest[:at], *moved, *rest[at:]]
    return sorted(ordered, key=lambda field: field.name not in ("name", "title", model.part_of))


def rows_of(model) -> list:
    """The same as rows of a form: beside each date and amount stands how it is read."""
    names = [field.name for field in fact_fields(model)]
    return [(name, IN_WORDS[name]) if name in IN_WORDS else name for name in names]


def citation_key(field) -> str:
    """The name by which citations and gaps speak of a field."""
    return "amount" if field.name == "amount_stated" else field.name


def citable(model) -> list[tuple]:
    """What a citation can be for, as choices; the first is the record as a whole."""
    fields = [(citation_key(field), capfirst(field.verbose_name)) for field in fact_fields(model)]
    return [(name, label) for name, label in fields if name != model.part_of] + _further_names(model)


def may_be_missing(model) -> list[tuple]:
    """What can be looked for and not be found, as choices."""
    return [(citation_key(field), capfirst(field.verbose_name)) for field in fact_fields(model) if field.blank]


def _further_names(model):
    return [("names", capfirst(model._meta.get_field("names").related_model._meta.verbose_name_plural))] if hasattr(
        model, "names"
    ) else []  # fmt: skip
