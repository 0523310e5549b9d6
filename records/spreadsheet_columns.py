"""A document as one row of a spreadsheet: the columns of its serializer, and the content of each cell.

Columns are named after the keys of the API, in their order, so that they are the same in every language and for every
query: docs/api.md lists the rules. The first cell of a missing value gives the reason, where one is known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

from rest_framework import serializers

from .deprecated import FIELDS
from .documents import AmountDoc, ByDoc, CitationsDoc, NamesDoc, OriginsDoc, PartialDateDoc, RefDoc, RefListDoc
from .spreadsheets import format_places
from .view_models import CitedPlace

SEPARATOR = "; "
NOT_EXPORTED = ("gaps", "contested", "needs_recheck", *FIELDS, "citations", "origins")
"""Keys of a part (a position, an investment) that are not its values."""


@dataclass(frozen=True)
class Columns:
    """The columns that one key of a document becomes; `cells(value)` are as many, for a value that is not null."""

    key: str
    heads: tuple
    cells: Callable


def heads(serializer, keys) -> list:
    """The head of each column; the sources of the record come last."""
    return [head for columns in _selected_columns(serializer, keys) for head in columns.heads]


def cells(serializer, keys, doc) -> list:
    """One row, as long as the heads. `gaps` of `doc`, where it has them, say why a value is missing."""
    gaps, row = doc.get("gaps") or {}, []
    for columns in _selected_columns(serializer, keys):
        value = doc[columns.key]
        if value in (None, "", []):
            row += [_gap(gaps.get(columns.key)), *[""] * (len(columns.heads) - 1)]
        else:
            row += columns.cells(value)
    return row


def _gap(gap):
    """Like "[undisclosed]" or "[not stated]"; blank where it was not looked for."""
    return f"[{gap.replace('_', ' ')}]" if gap else ""


@cache
def _all_columns(serializer):
    return [_columns(key, field) for key, field in serializer().fields.items()]


def _selected_columns(serializer, keys):
    chosen = [columns for columns in _all_columns(serializer) if keys is None or columns.key in keys]
    return sorted(chosen, key=lambda columns: columns.key == "citations")


def _columns(key, field):
    if isinstance(field, serializers.ListSerializer):
        short = getattr(field.child.Meta, "short", None)
        write = short.cell if short and short.in_files else partial(_part, field.child.Meta.model.part_of)
        return Columns(key, (key, f"{key}, sources"), partial(_parts, write))
    for kind, more, cells_of in FLATTENED:
        if isinstance(field, kind):
            return Columns(key, (key, *(f"{key}, {word}" for word in more)), cells_of)
    if isinstance(field, OriginsDoc):
        return Columns(key, (key,), _origins)
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
    flags = [_plain(value[flag]) for flag in ("approximate", "uncertain")]
    return [value["edtf"], value["earliest"] or "", value["latest"] or "", *flags, value.get("words", "")]


def _amount(value):
    """An amount in the source's words; the last cell says whether it is disclosed."""
    bounds = [_number(value[end]) for end in ("min", "max")]
    flags = ("min_excluded", "max_excluded", "approximate", "currency_inferred", "disclosed")
    return [value["stated"], value["currency"] or "", *bounds, *(_plain(value[flag]) for flag in flags)]


def _number(text):
    return "" if text is None else Decimal(text)


def _ref(value):
    return [value["name"], value["slug"]]


def _by(value):
    return [value["name"], value["type"], value["slug"]]


def _refs(value):
    return [SEPARATOR.join(ref["name"] for ref in value), SEPARATOR.join(ref["slug"] for ref in value)]


def _names(value):
    return [SEPARATOR.join(name["text"] for name in value)]


def _parts(write, value):
    """The parts, each as `write` gives it."""
    places = [citation for part in value for citation in part["citations"]]
    return [SEPARATOR.join(write(part) for part in value), *_sources(places)]


def _part(owner, part):
    """Like "OrbiMed, lead, [undisclosed]": the values of a part in their order, but not its record."""
    gaps = part.get("gaps") or {}
    values = [
        _gap(gaps.get(key)) if value in (None, "", []) else _abridged(value)
        for key, value in part.items() if key not in (owner, *NOT_EXPORTED)
    ]  # fmt: skip
    return ", ".join(filter(None, values))


def _abridged(value):
    if isinstance(value, dict):
        return next(value[key] for key in ("name", "edtf", "stated") if key in value)
    return str(_plain(value))


def _origins(value):
    """Like "coverage: editors; country: inferred"; what has a place of its own is left out."""
    return [SEPARATOR.join(f"{key}: {origin}" for key, origin in sorted(value.items()) if origin != "own")]


def _sources(citations):
    """Each place once, in the order of sources and paragraphs."""
    places = sorted({(citation["source"], citation["paragraph"], citation["stance"]) for citation in citations})
    return [format_places([CitedPlace(source, paragraph, "", stance) for source, paragraph, stance in places])]


def _plain(value):
    """A value of a single column: texts as in the API, lists and pairs joined."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return SEPARATOR.join(f"{key}: {_plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return SEPARATOR.join(str(_plain(item)) for item in value)
    return "" if value is None else value


FLATTENED = (
    (PartialDateDoc, ("earliest", "latest", "approximate", "uncertain", "words"), _date),
    (ByDoc, ("type", "slug"), _by),
    (RefDoc, ("slug",), _ref),
    (RefListDoc, ("slugs",), _refs),
    (NamesDoc, (), _names),
)
