"""The records that the rows of a table mean: as a fixture file would give them, each value with its cell."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from curation.dumping import Snapshot
from curation.files import Mapping, Mistake, Sequence
from curation.fixture_schema import fixture_schema, is_relation
from curation.reading import Reader
from desk.slugs import proposed_slug
from names.models import Name, Named
from search.matcher import match_names
from search.name_parts import RequestedName
from search.similar_names import NAME_TYPES

from .cells import letter_of
from .columns import OF_PLACES, mapped

BATCH = 500
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
ALTERED = re.compile(
    rf"\d(?:\.\d+)?E\+\d+|\d{{15,}}0+|(?:{MONTHS})-\d\d|\d?\d-(?:{MONTHS})|#+|#(?:N/A|REF!|NAME\?|VALUE!)", re.I
)
"""A long number rounded, a month and a day or year that can't be told apart, and what stands for an error."""


class CellPlace(int):
    """The row of a mistake as a number, with its column: printed as a spreadsheet calls the cell."""

    def __new__(cls, row, column=0):
        place = super().__new__(cls, row)
        place.column = column
        return place

    def __str__(self):
        return f"{letter_of(self.column)}{int(self)}" if self.column else _("row %(row)s") % {"row": int(self)}


class Records:
    """Reads a Table into the rows of a curation Reader; `reader.mistakes` are all that is wrong with it."""

    def __init__(self, model, table, file, given=()):
        self.model, self.table, self.file = model, table, file
        self.reader = Reader(file)
        self.columns, problems = mapped(model, table.head, dict(given))
        for column, words in problems:
            self._error(CellPlace(1, column), "", words)
        self.snapshot = Snapshot()
        self.stored = {record.slug: record for record in self.snapshot.records[model]}
        self.named = {}

    def read(self):
        """The Reader with every row of the table."""
        rows = [(number, self._values(number, cells)) for number, cells in self.table.rows]
        fresh = []
        for number, values in rows:
            slug = values.get("slug") or self._known(self.model, values.get("name", ""))
            if not slug and values.get("name"):
                fresh.append((number, values))
                slug = proposed_slug(self.model, values["name"])
            values["slug"] = slug or ""
        self._point_out_similar(fresh)
        for number, values in rows:
            self._record(number, values)
        return self.reader

    def _error(self, place, record, message):
        self.reader.mistakes.append(Mistake(self.file, place, record, message))

    def _values(self, number, cells):
        values = {self.columns[cell.column]: cell.text for cell in cells if cell.column in self.columns and cell.text}
        for key, text in values.items():
            if ALTERED.fullmatch(text):
                message = _("“%(text)s” is what a spreadsheet made of something: write it as the source has it.")
                self._error(self._place(number, key), "", message % {"text": text})
        return values

    def _place(self, number, key):
        column = next((column for column, mapped_to in self.columns.items() if mapped_to == key), 0)
        return CellPlace(number, column)

    def _known(self, model, name):
        """The slug of the one record of this name, in any script; "" where none or several have it."""
        if model not in self.named:
            self.named[model] = defaultdict(set)
            for record in self.snapshot.records[model]:
                self.named[model][getattr(record, "name", "").casefold()].add(record.slug)
            of_type = (
                Name.objects.filter(content_type_id=self.snapshot.types[model]) if issubclass(model, Named) else ()
            )
            for one in of_type:
                self.named[model][one.text.casefold()].add(self.snapshot.slugs[model].get(one.object_id))
        found = self.named[model].get(name.casefold(), ())
        return next(iter(found)) if len(found) == 1 else ""

    def _point_out_similar(self, fresh):
        """A mistake for each new name that the matcher takes for a record of ours."""
        if self.model.record_type not in NAME_TYPES:
            return
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            asked = [RequestedName(values["name"], self.model.record_type) for _number, values in batch]
            for (number, values), match in zip(batch, match_names(asked), strict=True):
                if match.verdict != "none":
                    words = {"name": match.best.name, "slug": match.best.slug, "why": match.explanation}
                    message = _("It may be %(name)s (%(why)s): write the slug %(slug)s, or one of its own.") % words
                    self._error(self._place(number, "name"), values["slug"], message)

    def _record(self, number, values):
        item = Mapping()
        item.line = CellPlace(number)
        stored = self.stored.get(values["slug"])
        if stored:
            for key, value in self.snapshot.mapping_of(self.model, stored).items():
                item[key] = _placed(value, item.line)
        for key, text in values.items():
            if key not in (*OF_PLACES, "name_zh"):
                item[key] = self._value(number, key, text)
        item.lines = {key: self._place(number, key) for key in (*item, *self.columns.values())}
        self._cite(item, number, values, stored)
        self.reader.add(item, self.file, self.model)

    def _value(self, number, key, text):
        schema = fixture_schema(self.model)
        if key in schema.lists:
            texts = [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]
            target = schema.lists[key].related_model
            return _placed([self._slug_in(target, part) for part in texts], self._place(number, key))
        field = schema.fields.get(key)
        if field is not None and is_relation(field):
            return self._slug_in(field.related_model, text)
        labels = {str(label).casefold(): value for value, label in (field.choices if field else None) or ()}
        return labels.get(text.casefold(), text)

    def _slug_in(self, model, text):
        return text if text in self.snapshot.slugs[model].values() else self._known(model, text) or text

    def _cite(self, item, number, values, stored):
        """Add the row's place, and its Chinese name; without a place it is a draft."""
        cite = item.get("cite") or _placed([], item.line)
        item["cite"] = cite
        source, paragraph = values.get("source", ""), values.get("paragraph", "")
        if source or paragraph:
            at = {"at": f"{source}#{paragraph}"} | ({"stated": values["words"]} if "words" in values else {})
            if not any(one == at["at"] or isinstance(one, dict) and dict(one) == at for one in cite):
                cite.append(_placed(at, self._place(number, "source")))
                cite.lines.append(self._place(number, "paragraph"))
        elif not stored:
            item["is_published"] = "false"
        elif stored.is_published:
            message = _("It is published, and this row has no place: give source and paragraph.")
            self._error(item.line, values["slug"], message)
        if "name_zh" in values:
            self._name(item, number, values)

    def _name(self, item, number, values):
        names = item.setdefault("names", _placed([], item.line))
        if any(name["text"] == values["name_zh"] for name in names):
            return
        place = f"{values.get('source', '')}#{values.get('paragraph', '')}"
        name = {
            "text": values["name_zh"],
            "language": "zh-Hans",
            "kind": "primary",
            "cite": [] if place == "#" else place,
        }
        names.append(_placed(name, self._place(number, "name_zh")))
        names.lines.append(self._place(number, "name_zh"))


def _placed(value, place):
    """Plain data as they would be read from a file, all of them at one place."""
    if isinstance(value, dict):
        mapping = Mapping()
        mapping.line, mapping.lines = place, dict.fromkeys(value, place)
        mapping.update({key: _placed(one, place) for key, one in value.items()})
        return mapping
    if isinstance(value, list):
        sequence = Sequence(_placed(one, place) for one in value)
        sequence.line, sequence.lines = place, [place] * len(value)
        return sequence
    return str(value) if isinstance(value, int) else value
