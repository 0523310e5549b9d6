"""Warnings after a record is saved: likely mistakes, hidden sources and values without a citation."""

from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from records.admin.relations import form_link
from records.admin.values import future_dates
from sources.models import Cited, Source
from sources.models.triggers import citation_key
from sources.value_check import checked, doubts

from .fact_fields import fact_fields

OWN_WORDS = ("name", "title", "metric", "note")


def warnings_for(record, fields, told):
    """Yield a message for each likely mistake in a record whose `fields` were just changed.

    Sources whose numbers are in the set `told` were warned of before; those that are warned of now are added.
    """
    for when in future_dates(record, fields):
        message = _("%(record)s: %(when)s lies in the future. Correct it, unless it is a plan.")
        yield message % {"record": record, "when": when}
    if isinstance(record, Cited):
        yield from _doubts(record)
    if isinstance(record, Cited) and _is_public(record):
        yield from _hidden_sources(record, told)
        yield from _uncited(record)


def _is_public(record):
    return (getattr(record, record.part_of) if record.part_of else record).is_published


def _hidden_sources(record, told):
    """Warn of unpublished sources: readers of a published record don't see its citations of them."""
    hidden = Source.objects.filter(is_published=False, places__in=record.citations.all()).distinct()
    for source in hidden.exclude(pk__in=told):
        told.add(source.pk)
        message = _("Readers don't see what is cited from {source}, until that is published as well.")
        yield format_html(message, source=form_link(source))


def _doubts(record):
    """Warn of words that are cited for a date, an amount or an outcome and read as another one."""
    for citation, problem in doubts(checked(record.citations.all())):
        message = _("{record}, {place}: {problem} Cite other words, or say in the note why they stand for it.")
        yield format_html(message, record=form_link(record), place=citation, problem=problem)


def _uncited(record):
    """Warn of public values without a citation, unless the record is cited as a whole."""
    cited = set(record.citations.values_list("field", flat=True))
    if "" in cited:
        return
    uncited = [capfirst(field.verbose_name) for field in fact_fields(type(record)) if _needs_citation(record, field)
            and citation_key(field) not in cited]  # fmt: skip
    if uncited or not cited:
        values = get_text_list(uncited, _("and")) or _("any of it")
        message = _("{record}: no place is cited for {values}. Cite one for each, or one for the whole record.")
        yield format_html(message, record=form_link(record), values=values)


def _needs_citation(record, field):
    """Whether a field holds a value that needs a citation: no name, no words of ours, no relation, no default."""
    if field.is_relation or isinstance(field, models.TextField) or field.name in OWN_WORDS:
        return False
    return field.value_from_object(record) not in (None, "", field.get_default())
