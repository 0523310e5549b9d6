"""The columns of a list's page: those of its type, or the keys that `fields=` and `omit=` choose, as in API and files.

The head of a column with an index for its order is a link that sorts by it.
"""

from dataclasses import dataclass, replace
from functools import cache

from django.db.models import IntegerField, TextField
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .deprecated import CITATION_FIELDS, FIELDS
from .documents import AmountDoc, PartialDateDoc, keys_of
from .presenters import presentation_schema
from .record_type import chosen_keys
from .row_places import places_of_row
from .view_models import Fact, Value

FIT, MANY = 8, 7
"""How many columns a wide screen shows without scrolling sideways; with how many the first one is narrower."""
HEADS = ("name", "title")
"""The keys that name a row: its first column, which always stands."""
SOURCES = "citations"
DESCENDING_FIRST = {"date", "amount"}


@dataclass(frozen=True)
class Column:
    """One column: `kind` says how wide it is and where it is cut; `sort` links its head, `sorted` is its aria-sort.

    `meaning` is what the glossary says of the field.
    """

    key: str
    label: str
    kind: str = "text"
    sort: str = ""
    sorted: str = ""
    meaning: str = ""

    @property
    def look(self):
        """The class of its cells: numbers stand to the right, and results are never cut."""
        return {"number": "num", "amount": "num", "result": "result"}.get(self.kind, "")


@dataclass(frozen=True)
class ListColumns:
    """The head of a list, `choices` all columns that can be chosen as [(key, label, whether it is shown)].

    `hidden` are the other parameters, which the form of the choice passes on.
    """

    name: Column
    shown: list
    has_sources: bool
    choices: list
    hidden: list

    @property
    def keys(self):
        return [column.key for column in self.shown]

    @property
    def explained(self):
        """The shown columns of which there is something to say."""
        return [column for column in self.shown if column.meaning]

    @property
    def fit(self):
        """Whether a wide screen shows them all, so that the head can stay in sight."""
        return len(self.shown) <= FIT

    @property
    def are_many(self):
        return len(self.shown) >= MANY

    def cells(self, row):
        """[(column, fact)] of a row."""
        facts = row.cells([(column.key, column.label) for column in self.shown])
        return [
            (column, fact if fact.value or fact.gap else _plain(column, row.doc.get(column.key)))
            for column, fact in zip(self.shown, facts, strict=True)
        ]

    def places(self, row):
        """The places of a row: those of what it shows first."""
        return places_of_row(row, [row.cell(key) for key in self.keys if key in row.fact])


def list_columns(record_type, data) -> ListColumns:
    """The columns for a query string. Raises BadParameter for a field that there is not."""
    keys, (head, every) = chosen_keys(data, record_type.row), _all_columns(record_type.row, get_language())
    usual = [key for key, _label in presentation_schema(record_type.row, get_language()).columns]
    kept = [key for key in (usual if keys is None else keys) if key in every]
    sortable = {order.word for order in record_type.all_orders if order.has_index}
    chosen = data.get("ordering") or record_type.order
    columns = {key: _with_order(every[key], sortable, chosen, data) for key in kept}
    has_sources = SOURCES in keys_of(record_type.row) and (keys is None or SOURCES in keys)
    choices = [(key, column.label, key in columns) for key, column in every.items()]
    if SOURCES in keys_of(record_type.row):
        choices.append((SOURCES, _("Sources"), has_sources))
    others = [name for name in data if name not in ("fields", "omit", "cursor")]
    hidden = [(name, value) for name in others for value in data.getlist(name)]
    return ListColumns(_with_order(head, sortable, chosen, data), list(columns.values()), has_sources, choices, hidden)


def fields_of(record_type, keys):
    """The text of `fields=` for chosen columns, "" where they are the usual ones; what is unknown it will refuse."""
    head, _every = _all_columns(record_type.row, get_language())
    usual = [key for key, _label in presentation_schema(record_type.row, get_language()).columns]
    usual += [SOURCES] if SOURCES in keys_of(record_type.row) else []
    return "" if set(keys) == set(usual) else ",".join(dict.fromkeys(filter(None, [head.key, *keys])))


@cache
def _all_columns(serializer, language):
    """(The column that names a row, {key: column} of the others)."""
    schema, columns = presentation_schema(serializer, language), {}
    meanings = {item.key: item.help for item in schema.fields}
    items = serializer().fields
    for key in keys_of(serializer):
        if key not in {*FIELDS, *CITATION_FIELDS, SOURCES}:
            label, kind = schema.labels.get(key) or _label(key), _kind(schema.model, key, items, schema.result)
            columns[key] = Column(key, label, kind, meaning=meanings.get(key, ""))
    head = next((columns.pop(key) for key in HEADS if key in columns), None)
    return head or Column("", _("Place")), columns


def _label(key):
    labels = {"id": _("Number"), "slug": _("Slug"), "api_url": _("API"), "names": _("Further names"), "gaps": _("Gaps"),
              "contested": _("Contested"), "needs_recheck": _("Needs re-check"), "updated_at": _("Last change"),
              "origins": _("Origins"), "name": _("Name"), "title": _("Title")}  # fmt: skip
    return labels.get(key) or capfirst(key.replace("_", " "))


def _kind(model, key, items, results):
    column = next((field for field in model._meta.fields if field.name == key), None)
    if isinstance(items.get(key), PartialDateDoc) or key in ("founded", "updated_at"):
        return "date"
    if isinstance(items.get(key), AmountDoc):
        return "amount"
    if key in results:
        return "result"
    if isinstance(column, TextField) or key in ("stated", "note"):
        return "prose"
    return "number" if isinstance(column, IntegerField) or key == "id" else "text"


def _with_order(column, sortable, chosen, data):
    if column.key not in sortable:
        return column
    is_by_it, is_down = chosen.removeprefix("-") == column.key, chosen.startswith("-")
    goes_down = not is_down if is_by_it else column.kind in DESCENDING_FIRST
    query = data.copy()
    query.pop("cursor", None)
    query["ordering"] = f"{'-' if goes_down else ''}{column.key}"
    direction = ("descending" if is_down else "ascending") if is_by_it else ""
    return replace(column, sort=f"?{query.urlencode()}", sorted=direction)


def _plain(column, raw):
    """The fact of a key that is no fact of the record: its number, address, names or marks."""
    if raw is None or raw in ("", [], {}):
        return Fact(column.key, column.label, "", None)
    if isinstance(raw, bool):
        text = _("yes") if raw else _("no")
    elif isinstance(raw, dict):
        text = "; ".join(f"{key}: {word}" for key, word in raw.items())
    elif isinstance(raw, list):
        text = ", ".join(item["text"] for item in raw)
    else:
        text = str(raw)[:16].replace("T", " ") if column.key == "updated_at" else str(raw)
    return Fact(column.key, column.label, "", Value("text", text))
