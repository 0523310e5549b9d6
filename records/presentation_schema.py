"""What every document of a serializer has in common on a page: labels, order, and how a value is put into words.

It is worked out once per process and language, since a page shows some hundred rows of a dozen serializers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework import serializers

from values.amounts import StatedAmount
from values.dates import PartialDate

from .documents import AmountDoc, RefDoc, RefListDoc
from .view_models import Fact, Value

NOT_FACTS = {
    *("id", "slug", "api_url", "name", "title", "names", "gaps", "contested", "tainted", "updated_at", "citations"),
    "more",
}


@dataclass(frozen=True)
class DisplayField:
    """One key of a document: `value(raw)` is the value in words; `nothing` the fact that says nothing at all."""

    key: str
    label: str
    help: str
    value: Callable
    gaps: dict
    nothing: Fact


@dataclass(frozen=True)
class PresentationSchema:
    """The documents of one serializer; `sections` are (key, label, shape of the rows), `columns` (key, label)."""

    type: str
    fields: list
    sections: list
    columns: list
    brief: tuple


@cache
def presentation_schema(serializer, language) -> PresentationSchema:
    """The shape of a serializer (a class) in a language, which must be the one that is active."""
    model, items = serializer.Meta.model, serializer().fields
    facts = {key: item for key, item in items.items() if key not in NOT_FACTS}
    lists = {key: item for key, item in facts.items() if isinstance(item, serializers.ListSerializer)}
    keys = getattr(serializer.Meta, "columns", None) or list(facts)
    return PresentationSchema(
        type=getattr(model, "record_type", ""),
        fields=[_shown(key, item, model, language) for key, item in facts.items() if key not in lists],
        sections=[
            (key, str(item.label or capfirst(key)), presentation_schema(type(item.child), language))
            for key, item in lists.items()
        ],
        columns=[(key, _label(key, items[key], model)) for key in keys if key not in ("name", "title")],
        brief=tuple(getattr(serializer.Meta, "brief", ())),
    )


def _shown(key, item, model, language):
    label, column = _label(key, item, model), _column(model, key)
    about = str(item.help_text or getattr(column, "help_text", "") or "")
    gaps = {"not_stated": _("not stated in the sources read"), "undisclosed": _("undisclosed")}
    return DisplayField(key, label, about, _reader(item, column, language), gaps, Fact(key, label, about, None))


def _column(model, key):
    try:
        return model._meta.get_field("amount_stated" if key == "amount" else key)
    except FieldDoesNotExist:
        return None


def _label(key, item, model):
    column = _column(model, key)
    if key == "amount":
        return _("Amount")
    return capfirst(str(column.verbose_name if hasattr(column, "verbose_name") else item.label or key))


def _reader(item, column, language):
    """The function that puts a raw value of this kind into words."""
    for kind, reader in ((AmountDoc, partial(_amount, language)), (RefDoc, _ref), (RefListDoc, _refs)):
        if isinstance(item, kind):
            return reader
    labels = getattr(item, "labels", None) or dict(getattr(column, "flatchoices", None) or [])
    words = {value: str(label) for value, label in labels.items()}
    return partial(_plain, words, {True: _("yes"), False: _("no")}, language)


def _plain(labels, yes_or_no, language, raw):
    if isinstance(raw, dict) and "edtf" in raw:  # also where a field of its own fetches a date from another table
        return _date(raw["edtf"], language)
    if isinstance(raw, bool):
        return Value("yesno", yes_or_no[raw], key=str(raw).lower())
    if isinstance(raw, str) and raw.startswith(("https://", "http://")):
        return Value("link", raw, url=raw)
    if labels:
        return Value("choice", labels.get(raw, str(raw)), key=str(raw))
    return Value("text", str(raw))


@lru_cache(maxsize=10_000)
def _date(edtf, _language):
    return Value("date", PartialDate(edtf).in_words, key=edtf)


def _ref(raw):
    return Value("ref", raw["name"], url=f"/{raw['type']}/{raw['slug']}/")


def _refs(raw):
    return Value("refs", items=[_ref(ref) for ref in raw])


def _amount(language, raw):
    """The source's own words first; beside them the range that they allow, where it says more."""
    stated = raw["stated"]
    kind = "amount" if raw["disclosed"] else "undisclosed"
    return Value(kind, stated, _reading(stated, language), stated)


@lru_cache(maxsize=10_000)
def _reading(stated, _language):
    amount = StatedAmount.read(stated)
    return amount.in_words if amount.bounds and amount.low != amount.high else ""
