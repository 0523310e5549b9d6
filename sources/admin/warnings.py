"""What an editor is told after saving: all is kept, and something about it may be a slip."""

from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from records.admin.values import dates_to_come
from sources.models import Cited, Source

from .fact_fields import citation_key, fact_fields

OUR_WORDS = ("name", "title", "metric", "note")


def slips(record, fields):
    """A text for each likely slip in a record of which `fields` were just changed."""
    for when in dates_to_come(record, fields):
        said = _("%(record)s: %(when)s lies in the future. Correct it, unless it is a plan.")
        yield said % {"record": record, "when": when}
    if isinstance(record, Cited) and _is_read(record):
        yield from _hidden_sources(record)
        yield from _uncited(record)


def _is_read(record):
    whole = getattr(record, record.part_of) if record.part_of else record
    return whole.is_published


def _hidden_sources(record):
    """A published record shows readers no place in a source that is not published itself."""
    for source in Source.objects.filter(is_published=False, places__in=record.citations.all()).distinct():
        link = format_html('<a href="{}">{}</a>', reverse("admin:sources_source_change", args=[source.pk]), source)
        said = _("Readers don't see what is cited from {source}, until that is published as well.")
        yield format_html(said, source=link)


def _uncited(record):
    """The values that readers see without any place: neither they are cited nor the record as a whole."""
    cited = set(record.citations.values_list("field", flat=True))
    if "" in cited:
        return
    bare = [capfirst(field.verbose_name) for field in fact_fields(type(record)) if _states(record, field)
            and citation_key(field) not in cited]  # fmt: skip
    if bare or not cited:
        options = record._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
        link = format_html('<a href="{}">{}</a>', address, record)
        values = get_text_list(bare, _("and")) or _("any of it")
        said = _("{record}: no place is cited for {values}. Cite one for each, or one for the whole record.")
        yield format_html(said, record=link, values=values)


def _states(record, field):
    """Whether a field holds what a source must say: no name, no words of ours, no relation, no default."""
    if field.is_relation or isinstance(field, models.TextField) or field.name in OUR_WORDS:
        return False
    return field.value_from_object(record) not in (None, "", field.get_default())
