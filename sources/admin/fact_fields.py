"""The fields of a fact in forms: their order, and which of them can be cited or be known gaps."""

from django.db import models
from django.utils.text import capfirst

from records.admin.values import IN_WORDS
from sources.models.triggers import citation_key

BOOKKEEPING = {"id", "slug", "is_published", "gaps", "created_at", "updated_at"}
WHEN_AND_AMOUNT = ("when", "amount_stated")


def fact_fields(model) -> list:
    """The fields that hold what sources state, in the order of the form: dates and amounts before the long texts."""
    fields = [
        field for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.editable and not field.generated and field.name not in BOOKKEEPING
    ]  # fmt: skip
    moved = [field for field in fields if field.name in WHEN_AND_AMOUNT]
    others = [field for field in fields if field.name not in WHEN_AND_AMOUNT]
    index = next((n for n, field in enumerate(others) if isinstance(field, models.TextField)), len(others))
    ordered = [*others[:index], *moved, *others[index:]]
    return sorted(ordered, key=lambda field: field.name not in ("name", "title", model.part_of))


def form_rows(model) -> list:
    """The rows of a form: each date and amount with its reading in words next to it."""
    names = [field.name for field in fact_fields(model)]
    return [(name, IN_WORDS[name]) if name in IN_WORDS else name for name in names]


def citation_choices(model) -> list[tuple]:
    """The fields that a citation can be for, as choices."""
    choices = [(citation_key(field), capfirst(field.verbose_name)) for field in fact_fields(model)
               if field.name != model.part_of]  # fmt: skip
    if hasattr(model, "names"):
        choices.append(("names", capfirst(model._meta.get_field("names").related_model._meta.verbose_name_plural)))
    return choices


def gap_choices(model) -> list[tuple]:
    """The fields that can be known gaps, as choices."""
    return [(citation_key(field), capfirst(field.verbose_name)) for field in fact_fields(model) if field.blank]
