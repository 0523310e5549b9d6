"""Fields that are empty although nobody has said that they were looked for (decision 8)."""

from functools import cache, reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from catalogue.record_types import RECORD_TYPES
from records.admin.relations import form_url
from sources.admin.fact_fields import fact_fields
from sources.models.triggers import citation_key

from .rows import Button, Row, may

BY_THEMSELVES = {"unit", "sequence"}
"""Fields that say something only where there is something to say."""
NOTHING_FOUND = "nothing-found"


def not_looked_for(user):
    """Published records with such fields, of the types that the user may see; none that is only mentioned."""
    return [_with_open_fields(model) for model in _models() if may(user, "view", model)]


def works_on(user, item) -> bool:
    return may(user, "change", type(item))


@cache
def _models():
    return tuple(record_type.model for record_type in RECORD_TYPES if fields_to_find(record_type.model))


@cache
def fields_to_find(model) -> tuple:
    """The fields of a model that sources may state: none of our own words, no judgements, no relations."""
    return tuple(
        field for field in fact_fields(model)
        if field.blank and isinstance(field, models.CharField) and field.name not in {*model.judged, *BY_THEMSELVES}
    )  # fmt: skip


def open_fields(record) -> list:
    """The fields of a record that are empty and no gap."""
    return [
        field for field in fields_to_find(type(record))
        if field.value_from_object(record) in (None, "") and citation_key(field) not in record.gaps
    ]  # fmt: skip


def _with_open_fields(model):
    is_open = reduce(or_, (_empty(field) & ~Q(gaps__has_key=citation_key(field)) for field in fields_to_find(model)))
    found = model.objects.filter(is_open, is_published=True)
    return found.profiled() if hasattr(found, "profiled") else found


def _empty(field):
    return Q(**{f"{field.name}__isnull": True}) if field.null else Q(**{field.name: ""})


def rows(request, items):
    """Each record with the fields that are open, and a button for each of them."""
    return [_row(item) for item in items]


def _row(item):
    found = [(citation_key(field), capfirst(field.verbose_name)) for field in open_fields(item)]
    names = get_text_list([label for _key, label in found], _("and"))
    buttons = [Button(NOTHING_FOUND, _("%(field)s: nothing found") % {"field": label}, key) for key, label in found]
    kind = capfirst(item._meta.verbose_name)
    details = (_("%(kind)s. Not looked for: %(fields)s.") % {"kind": kind, "fields": names},)
    return Row(item, str(item), form_url(item), details, tuple(buttons))
