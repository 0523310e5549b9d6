"""A document as one row of a spreadsheet: which columns its serializer has, and what stands in each cell.

The columns are named after the keys of the API, in their order, so that they are the same in every language and for
every question: docs/api.md lists the rules. A value that is missing for a reason says so in its first cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

from rest_framework import serializers

from .documents import AmountDoc, CitationsDoc, NamesDoc, PartialDateDoc, RefDoc, RefListDoc
from .spreadsheets import format_places
from .view_models import CitedPlace

BETWEEN = "; "
NOT_TOLD = ("gaps", "contested", "tainted", "citations")
"""Keys of a part (a position, an investment) that are no values of it."""


@dataclass(frozen=True)
class Columns:
    """The columns that one key of a document becomes; `cells(value)` are as many, for a value that is not null."""

    key: str
    heads: tuple
    cells: Callable


def heads(serializer, keys) -> list:
    """The head of each column; the places of the record are the last."""
    return [head for columns in _chosen(serializer, keys) for head in columns.heads]


def cells(serializer, keys, doc) -> list:
    """One row, as long as the heads. `doc` may hold `gaps` beside its keys: they say why a value is missing."""
    gaps, row = doc.get("gaps") or {}, []
    for columns in _chosen(serializer, keys):
        value = doc[columns.key]
        if value in (None, "", []):
            row += [_missing(gaps.get(columns.key)), *[""] * (len(columns.heads) - 1)]
        else:
            row += columns.cells(value)
    return row


def _missing(gap):
    """Like "[undisclosed]" or "[not stated]"; blank is what nobody has looked for."""
    return f"[{gap.replace('_', ' ')}]" if gap else ""


@cache
def _all_columns(serializer):
    return [_columns(key, field) for key, field in serializer().fields.items()]


def _chosen(serializer, keys):
    chosen = [columns for columns in _all_columns(serializer) if keys is None or columns.key in keys]
    return sorted(chosen, key=lambda columns: columns.key == "citations")


def _columns(key, field):
    if isinstance(field, serializers.ListSerializer):
        return Columns(key, (key, f"{key}, sources"), partial(_parts, field.child.Meta.model.part_of))
    for kind, more, cells_of in FLATTENED:
        if isinstance(field, kind):
            return Columns(key, (key, *(f"{key}, {word}" for word in more)), cells_of)
    if isinstance(field, CitationsDoc):
        return Columns(key, ("sources",), _sources)
    if isinstance(field, AmountDoc):
        return Columns(key, tuple(f"{key}, {name}" for name in field.fields), _amount)
    if isinstance(field, serializers.Serializer):
        return _members(key, list(field.fields))
    return Columns(key, (key,), lambda value: [_plain(value)])


def _members(key, names):
    """A document within the document, like the record of a citation: a column for each of its members."""
    named = tuple(f"{key}, {name}" for name in names)
    return Columns(key, named, lambda value: [_plain(value[name]) for name in names])


def _date(value):
    return [value["edtf"], value["earliest"] or "", value["latest"] or ""]


def _amount(value):
    """An amount in the source's words; what is undisclosed has no number, and the last cell says that it is so."""
    bounds = [_number(value[end]) for end in ("min", "max")]
    return [value["stated"], value["currency"] or "", *bounds, _plain(value["disclosed"])]


def _number(text):
    return "" if text is None else Decimal(text)


def _ref(value):
    return [value["name"], value["slug"]]


def _refs(value):
    return [BETWEEN.join(ref["name"] for ref in value), BETWEEN.join(ref["slug"] for ref in value)]


def _names(value):
    return [BETWEEN.join(name["text"] for name in value)]


def _parts(whole, value):
    places = [citation for part in value for citation in part["citations"]]
    return [BETWEEN.join(_part(whole, part) for part in value), *_sources(places)]


def _part(whole, part):
    """Like "OrbiMed, lead, [undisclosed]": the values of a part in their order, but not its whole."""
    gaps = part.get("gaps") or {}
    told = [
        _missing(gaps.get(key)) if value in (None, "", []) else _in_brief(value)
        for key, value in part.items() if key not in (whole, *NOT_TOLD)
    ]  # fmt: skip
    return ", ".join(filter(None, told))


def _in_brief(value):
    if isinstance(value, dict):
        return next(value[key] for key in ("name", "edtf", "stated") if key in value)
    return str(_plain(value))


def _sources(citations):
    """Each place once, in the order of sources and paragraphs."""
    places = sorted({(each["source"], each["paragraph"], each["stance"]) for each in citations})
    return [format_places([CitedPlace(source, paragraph, "", stance) for source, paragraph, stance in places])]


def _plain(value):
    """A value that needs no column beside it: words as in the API, lists and pairs joined."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return BETWEEN.join(f"{key}: {_plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return BETWEEN.join(str(_plain(item)) for item in value)
    return "" if value is None else value


FLATTENED = (
    (PartialDateDoc, ("earliest", "latest"), _date),
    (RefDoc, ("slug",), _ref),
    (RefListDoc, ("slugs",), _refs),
    (NamesDoc, (), _names),
)
