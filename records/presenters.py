"""Presenters: a document as a page shows it, every value with its label, its words and the places it comes from.

A page is rendered from the document that the API returns, so the two can't differ. Unknown values are of three kinds:
stated as undisclosed, looked for and not stated, not looked for.

Labels, order and formatting of a serializer's documents are computed once per process and language
(PresentationSchema), since a page shows some hundred rows of a dozen serializers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import chain

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework import serializers

from values.amounts import StatedAmount
from values.dates import PartialDate

from .cited_places import anchor_of, cited_places, names_with_places, part_name
from .deprecated import CITATION_FIELDS, FIELDS
from .documents import AmountDoc, RefDoc, RefListDoc, reason_of
from .section import Section
from .view_models import Fact, RecordView, Value
from .wording import language

NOT_FACTS = {
    *("id", "slug", "api_url", "name", "title", "names", "gaps", "contested", "needs_recheck", "updated_at"),
    *("by", "citations", "origins", "more", *FIELDS, *CITATION_FIELDS),
}


@dataclass(frozen=True)
class DisplayField:
    """One key of a document: `value(raw)` formats a value; `blank` is the fact without value, gap and places."""

    key: str
    label: str
    help: str
    value: Callable
    gaps: dict
    reason: str
    blank: Fact


@dataclass(frozen=True)
class PresentationSchema:
    """The documents of one serializer; `sections` are (key, label, schema of the rows), `columns` (key, label).

    `short` writes a document in short; `result` names the column that shows its result, and the keys that this holds.
    """

    model: type
    type: str
    fields: list
    sections: list
    columns: list
    labels: dict
    short: Callable | None
    result: dict


@cache
def presentation_schema(serializer, language) -> PresentationSchema:
    """The schema of a serializer (a class) in a language, which must be the active one."""
    model, items = serializer.Meta.model, serializer().fields
    facts = {key: item for key, item in items.items() if key not in NOT_FACTS}
    lists = {key: item for key, item in facts.items() if isinstance(item, serializers.ListSerializer)}
    keys = getattr(serializer.Meta, "columns", None) or list(facts)
    return PresentationSchema(
        model=model,
        type=getattr(model, "record_type", ""),
        fields=[_display_field(key, item, model, language) for key, item in facts.items() if key not in lists],
        sections=[
            (key, str(item.label or capfirst(key)), presentation_schema(type(item.child), language))
            for key, item in lists.items()
        ],
        columns=[(key, _label(key, items[key], model)) for key in keys if key not in ("name", "title")],
        labels={key: _label(key, item, model) for key, item in facts.items()},
        short=getattr(serializer.Meta, "short", None),
        result=getattr(serializer.Meta, "result", {}),
    )


def _display_field(key, item, model, language):
    label, column = _label(key, item, model), _column(model, key)
    about = str(item.help_text or getattr(column, "help_text", "") or "")
    gaps = {"not_stated": _("not stated in the sources read"), "undisclosed": _("undisclosed")}
    blank, reason = Fact(key, label, about, None), reason_of(item, model)
    return DisplayField(key, label, about, _formatter(item, column, language), gaps, reason, blank)


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


def _formatter(item, column, language):
    """The function that formats a raw value of this kind."""
    for kind, formatter in ((AmountDoc, partial(_amount, language)), (RefDoc, _ref), (RefListDoc, _refs)):
        if isinstance(item, kind):
            return formatter
    labels = getattr(item, "labels", None) or dict(getattr(column, "flatchoices", None) or [])
    words = {value: str(label) for value, label in labels.items()}
    return partial(_plain, words, {True: _("yes"), False: _("no")}, language)


def _plain(labels, yes_or_no, language, raw):
    if isinstance(raw, dict) and "edtf" in raw:  # also where a field of its own fetches a date from another table
        return _date(raw["edtf"], raw.get("words", ""), language)
    if isinstance(raw, bool):
        return Value("yesno", yes_or_no[raw], key=str(raw).lower())
    if isinstance(raw, str) and raw.startswith(("https://", "http://")):
        return Value("link", raw, url=raw)
    if labels:
        return Value("choice", labels.get(raw, str(raw)), key=str(raw))
    return Value("text", str(raw))


@lru_cache(maxsize=10_000)
def _date(edtf, words, _language):
    return Value("date", PartialDate(edtf, words).in_words, key=edtf)


def _ref(raw):
    return Value("ref", raw["name"], url=f"/{raw['type']}/{raw['slug']}/")


def _refs(raw):
    return Value("refs", items=[_ref(ref) for ref in raw])


def _amount(language, raw):
    """The source's own words, and the range that they allow where it says more."""
    stated = raw["stated"]
    kind = "amount" if raw["disclosed"] else "undisclosed"
    return Value(kind, stated, _reading(language, tuple(raw.items())), stated)


@lru_cache(maxsize=10_000)
def _reading(_language, document):
    amount = StatedAmount.of_document(dict(document))
    if not amount.bounds:
        return ""
    reading = [amount.in_words if amount.low != amount.high or amount.currency_inferred else "", amount.ends_in_words]
    if amount.currency_inferred:
        reading.append(_("currency inferred"))
    return ", ".join(filter(None, reading))


def present(serializer, doc) -> RecordView:
    """The document of a serializer as a page shows it."""
    view = _record_view(presentation_schema(serializer, language()), doc)
    view.section = _without_repeated(view.section)
    return view


def _without_repeated(sections):
    """The sections without rows that an earlier one has: a company's own events are not listed again as held by it."""
    seen, kept = set(), {}
    for key, section in sections.items():
        section.rows = [row for row in section.rows if not row.url or row.url not in seen]
        seen.update(row.url for row in section.rows)
        if section.rows:
            kept[key] = section
    return kept


def _record_view(schema, doc, owner="", owner_name=""):
    anchor = anchor_of(schema, doc, owner, owner_name)
    name = doc.get("name") or doc.get("title") or ""
    whose = name or ("" if schema.type else ", ".join(filter(None, (owner_name, part_name(schema, doc)))))
    places, gaps = cited_places(doc, anchor, whose, schema.labels), doc.get("gaps") or {}
    facts = {field.key: _fact(field, doc, gaps, places) for field in schema.fields if field.key in doc}
    _link_words(schema.model, doc, facts)
    return RecordView(
        doc=doc,
        type=schema.type,
        name=name,
        url=f"/{schema.type}/{doc['slug']}/" if schema.type and doc.get("slug") else "",
        fact=facts,
        section={
            key: _section(key, label, below, doc, anchor) for key, label, below in schema.sections if doc.get(key)
        },
        names=names_with_places(doc, anchor),
        places=[place for key in ("", "name", "title") for place in places.get(key, [])],
        cited=list(chain.from_iterable(places.values())),
        write_short=schema.short,
        result_keys=schema.result,
        anchor=anchor,
        label="" if schema.type else part_name(schema, doc),
    )


def _fact(field, doc, gaps, places):
    key = field.key
    raw = doc[key]
    value = field.value(raw) if raw or raw == 0 else None  # False and 0 are values, no text and no list are none
    if value is None and key not in gaps and key not in places:
        return field.blank
    shown, origin = places.get(key, []), (doc.get("origins") or {}).get(key, "")
    reason = " ".join(filter(None, (place.note for place in shown if place.is_inferred))) or field.reason
    if value is not None and origin == "record":
        of_record = places.get("", [])
        of_record = [place for place in of_record if place.stated] or of_record or chain.from_iterable(places.values())
        shown = [place for place in of_record if place.stance == "supports"]
    return Fact(key, field.label, field.help, value, field.gaps.get(gaps.get(key), ""), shown, origin, reason)


def _link_words(model, doc, facts):
    """Let the words by which a record says whose it is lead to whom they name."""
    words = doc.get("by") and facts.get(model.attributed_in)
    if words and words.value:
        words.value = replace(words.value, kind="named", url=_ref(doc["by"]).url)


def _section(key, label, schema, doc, anchor):
    rows = [_record_view(schema, part, anchor, doc.get("name") or "") for part in doc[key]]
    section = Section(key, label, rows, schema.columns, f"/{doc.get('slug')}/")
    for row in rows:
        row.places.extend(section.places_of_owner(row))
    return section
