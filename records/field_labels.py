"""The label of a field that a citation names by its code: that of the model, as forms and pages show it."""

from collections import Counter
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def label_of_field(code, record) -> str:
    """The label of a field of a cited record, as a citation describes it, or of the part of it that is cited."""
    return _label(code, record["type"], bool(record.get("part")), get_language()) if code else ""


def label_anywhere(code) -> str:
    """The label that most record types give to the field of a code."""
    return _most_common(code, get_language())


@cache
def _label(code, record_type, is_part, _language):
    models = [model for model in _cited_models() if model.record_model().record_type == record_type]
    models.sort(key=lambda model: bool(model.part_of) != is_part)
    labels = (_label_in(model, code) for model in models)
    return next(filter(None, labels), None) or _most_common(code, _language)


@cache
def _most_common(code, _language):
    labels = Counter(filter(None, (_label_in(model, code) for model in _cited_models())))
    return labels.most_common(1)[0][0] if labels else code


def _cited_models():
    return [model for model in apps.get_models() if hasattr(model, "part_of")]


def _label_in(model, code):
    """The label of a model's field, or of what it writes as one: an amount, its further names."""
    written = {"amount": ("amount_stated", _("Amount")), "names": ("names", _("Names"))}
    name, label = written.get(code, (code, ""))
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return label or capfirst(str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural))
