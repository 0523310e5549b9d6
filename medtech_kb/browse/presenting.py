"""A document as a page shows it: every value with its label, its words and the places it comes from.

A page is made from the same document as the API's answer, so the two can't say different things. What is unknown is
told apart: stated as undisclosed, looked for and not stated, and not looked for.
"""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework import serializers

from medtech_kb.values.amounts import StatedAmount
from medtech_kb.values.dates import PartialDate

from .documents import AmountDoc, RefDoc, RefListDoc
from .presented import Fact, Place, Presented, Section, Value

NOT_FACTS = {
    *("id", "slug", "api_url", "name", "title", "names", "gaps", "contested", "tainted", "updated_at", "citations"),
}


def present(serializer, doc) -> Presented:
    """The document of a serializer (class or instance) as a page shows it."""
    instance = serializer() if isinstance(serializer, type) else serializer
    model = instance.Meta.model
    facts, sections = [], []
    for key, item in instance.fields.items():
        if key in NOT_FACTS or key not in doc:
            continue
        if isinstance(item, serializers.ListSerializer):
            sections.append(_section(key, item, doc))
        else:
            facts.append(_fact(key, item, model, doc))
    return Presented(
        doc=doc,
        type=getattr(model, "record_type", ""),
        name=doc.get("name") or doc.get("title") or "",
        facts=facts,
        sections=[section for section in sections if section.rows],
        names=_names(doc),
        places=_places(doc, ""),
        brief_keys=getattr(instance.Meta, "brief", ()),
    )


def columns_of(serializer) -> list:
    """[(key, label)] of the columns of a table of these records, the name left out."""
    instance = serializer() if isinstance(serializer, type) else serializer
    keys = getattr(instance.Meta, "columns", None) or [key for key in instance.fields if key not in NOT_FACTS]
    model = instance.Meta.model
    return [(key, _label(key, instance.fields[key], model)) for key in keys if key not in ("name", "title")]


def _section(key, item, doc):
    rows = [present(item.child, child) for child in doc[key] or []]
    columns = [
        (name, label) for name, label in columns_of(item.child)
        if any(fact.value and not _is(fact.value, doc) for row in rows for fact in row.cells([(name, label)]))
    ]  # fmt: skip
    return Section(key, str(item.label or capfirst(key)), rows, columns)


def _is(value, doc):
    """Whether the value is nothing but the page's own record."""
    return value.kind == "ref" and value.url.endswith(f"/{doc.get('slug')}/")


def _fact(key, item, model, doc):
    gap = {"not_stated": _("not stated in the sources read"), "undisclosed": _("undisclosed")}
    return Fact(
        key=key,
        label=_label(key, item, model),
        help=str(item.help_text or getattr(_column(model, key), "help_text", "") or ""),
        value=_value(item, _column(model, key), doc[key]),
        gap=gap.get((doc.get("gaps") or {}).get(key, ""), ""),
        places=_places(doc, key),
    )


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


def _value(item, column, raw):
    if raw in (None, "", [], {}):
        return None
    if isinstance(raw, dict) and "edtf" in raw:  # also where a field of its own fetches a date from another table
        return Value("date", PartialDate(raw["edtf"]).in_words, key=raw["edtf"])
    if isinstance(item, AmountDoc):
        return amount_value(raw)
    if isinstance(item, RefDoc):
        return Value("ref", raw["name"], url=f"/{raw['type']}/{raw['slug']}/")
    if isinstance(item, RefListDoc):
        return Value("refs", items=[Value("ref", ref["name"], url=f"/{ref['type']}/{ref['slug']}/") for ref in raw])
    if isinstance(raw, bool):
        return Value("yesno", _("yes") if raw else _("no"), key=str(raw).lower())
    if isinstance(raw, str) and raw.startswith(("https://", "http://")):
        return Value("link", raw, url=raw)
    labels = getattr(item, "labels", None) or dict(getattr(column, "flatchoices", None) or [])
    if labels:
        return Value("choice", str(labels.get(raw, raw)), key=str(raw))
    return Value("text", str(raw))


def amount_value(raw):
    """The source's own words first; beside them the range that they allow, where it says more."""
    amount = StatedAmount.read(raw["stated"])
    reading = amount.in_words if amount.bounds and amount.low != amount.high else ""
    return Value("amount" if raw["disclosed"] else "undisclosed", raw["stated"], reading, raw["stated"])


def _names(doc):
    return [name | {"places": [Place(**place_keys(c)) for c in name["citations"]]} for name in doc.get("names") or []]


def place_keys(citation):
    return {key: citation[key] for key in ("source", "paragraph", "stated", "stance")}


def _places(doc, key):
    """The places of one value; what one paragraph states in several phrases stands together."""
    places = {}
    for citation in doc.get("citations") or []:
        if citation["field"] == key:
            at = (citation["source"], citation["paragraph"], citation["stance"])
            if at in places:
                places[at].stated = " · ".join(filter(None, (places[at].stated, citation["stated"])))
            else:
                places[at] = Place(**place_keys(citation))
    return list(places.values())
