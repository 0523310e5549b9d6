"""The inputs in which a reviewer amends what was proposed: values of one field that is no relation."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from records.admin.values import FORM_FIELDS, PartialDateInput
from sources.admin.places import not_stated_message
from sources.models import SourceText
from sources.texts import is_stated_in, paragraphs_of
from values.dates import PartialDate

from .row_owners import model_of
from .row_words import holds_facts

AMENDED_ALONE = {"amount": "amount_stated"}
"""The column by which a value of several is written; the others are read off it."""
OF_CITATIONS = ("paragraph", "stated", "note")


def inputs_of(unit) -> dict[str, forms.Field]:
    """{column: its input} of what can be amended in a unit; nothing of relations, lists and what goes."""
    model = model_of(unit.row.table)
    if unit.row.after is None or unit.is_head:
        return {}
    if not unit.key:
        names = () if holds_facts(model) or model._meta.auto_created else OF_CITATIONS
    else:
        names = [AMENDED_ALONE.get(unit.key, unit.key)] if unit.key not in ("gaps", "slug") else []
    fields = {field.name: field for field in model._meta.concrete_fields}
    return {
        name: _input(fields[name]) for name in names
        if name in fields and _can_be_typed(fields[name])
    }  # fmt: skip


def _can_be_typed(field):
    return field.editable and not field.many_to_one and not isinstance(field, models.BooleanField)


def _input(field):
    options = next((FORM_FIELDS[one] for one in type(field).__mro__ if one in FORM_FIELDS), {})
    return field.formfield(**({} if field.choices else options))


def proposed_value(unit, name):
    """What stands in the input at first: what was proposed."""
    raw = unit.row.after[name]
    field = model_of(unit.row.table)._meta.get_field(name)
    if isinstance(_input(field), PartialDateInput):
        return PartialDate.of_text(raw).text if raw else ""
    return raw


def amended_columns(unit, typed) -> dict | None:
    """{column: value for JSON} where a reviewer typed something else than was proposed; None where nothing was typed.

    `typed` gives what was typed for a column, or None. Raises ValidationError.
    """
    amended = {}
    for name, field in inputs_of(unit).items():
        text = typed(name)
        if text is None or field.to_python(text) == field.to_python(proposed_value(unit, name)):
            continue
        value = field.clean(text)
        amended[name] = value.text if isinstance(value, PartialDate) else value
    return amended or None


def check_words(unit, amended):
    """Refuse amended words of a place that do not stand in its paragraph. Raises ValidationError."""
    columns = unit.row.after | (amended or {})
    text = SourceText.objects.filter(source_id=columns["source_id"]).values_list("text", flat=True).first()
    lines = paragraphs_of(text or "")
    number, words = columns["paragraph"], columns["stated"]
    if words and 0 < number <= len(lines) and not is_stated_in(words, lines[number - 1]):
        raise ValidationError(not_stated_message(words, number, lines))
