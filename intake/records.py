"""The records that the rows of a table mean: as a fixture file would give them, each value with its cell."""

from collections import defaultdict

from curation.dumping import Snapshot
from curation.files import Mistake
from curation.fixture_schema import fixture_schema, is_relation
from curation.reading import Reader
from desk.slugs import free_slug, slug_of
from names.models import Successor
from values.fields import PartialDateField

from .altered import doubt_of, doubts_of_column, is_error, iso_day, made_of_something
from .cells import CellPlace
from .columns import mapped
from .known_names import KnownNames
from .placed import placed
from .questions import NEW, NONE, Questions
from .row_places import RowPlaces


class Records:
    """Reads a Table into the rows of a curation Reader.

    `reader.mistakes` are all that is wrong with it, `questions` what has to be answered before it can be taken in,
    `slugs` {number of a row: slug}, `added` {number of a row: {key: what is one more there}}.
    """

    def __init__(self, model, table, file, given=(), answers=None, as_source=None):
        self.model, self.table, self.file, self.schema = model, table, file, fixture_schema(model)
        self.reader, self.questions = Reader(file), Questions(answers or {})
        used = {cell.column for _number, cells in table.rows for cell in cells if cell.text}
        self.columns, problems = mapped(model, table.head, dict(given), used)
        self.column_of = {key: column for column, key in self.columns.items()}
        for column, words in problems:
            self._error(CellPlace(table.head_row, column), "", words)
        self.snapshot = Snapshot()
        self.known = KnownNames(self.snapshot)
        self.stored = {record.slug: record for record in self.snapshot.records[model]}
        self.places = RowPlaces(self, as_source)
        self.slugs, self.added = {}, defaultdict(dict)

    def read(self):
        """Read every row; return self."""
        self._doubts = {column: self._doubts_of(column, key) for column, key in self.columns.items()}
        rows = [(number, self._values(number, cells)) for number, cells in self.table.rows]
        self._find(rows)
        self.places.read_texts(rows)
        for number, values in rows:
            self._record(number, values)
        return self

    def _error(self, place, record, message):
        self.reader.mistakes.append(Mistake(self.file, place, record, message))

    def place(self, number, key):
        return CellPlace(number, self.column_of.get(key, 0))

    def _is_date(self, key):
        return isinstance(self.schema.fields.get(key), PartialDateField)

    def _doubts_of(self, column, key):
        texts = [cells[column - 1].text for _number, cells in self.table.rows if len(cells) >= column]
        return doubts_of_column(texts, self._is_date(key))

    def _values(self, number, cells):
        """{key: text} of the cells that hold something, as a person has said where a spreadsheet changed it."""
        values = {}
        for cell in cells:
            key = self.columns.get(cell.column)
            if not (key and cell.text):
                continue
            place, text = CellPlace(number, cell.column), cell.text
            if is_error(text):
                self._error(place, "", made_of_something(text))
            elif doubt := cell.doubt or doubt_of(text) or self._doubts[cell.column].get(text):
                choices = [(choice, choice) for choice in doubt.offered]
                text = self.questions.ask(
                    f"cell:{place}", place, text=text, words=doubt.words, choices=choices, is_of_cell=True
                ) or text  # fmt: skip
            values[key] = iso_day(text) if self._is_date(key) else text
        return values

    def _relation_cells(self, values):
        """(key, model, names) of each cell that names other records."""
        for key, text in values.items():
            if key in self.schema.lists:
                yield key, self.schema.lists[key].related_model, names_in(text)
            elif is_relation(self.schema.fields.get(key)):
                yield key, self.schema.fields[key].related_model, [text]

    def _find(self, rows):
        """Give each row the slug of the record that it means, and ask about names that may mean several."""
        own = {values.get("name", "") for _number, values in rows if "slug" not in values}
        wanted = [(self.model, name) for name in sorted(own) if name and not self.known.found(self.model, name)]
        for _number, values in rows:
            for _key, model, names in self._relation_cells(values):
                wanted += [(model, name) for name in names if not self.known.found(model, name)]
        self.known.look_up(wanted)
        taken = {*self.stored, *Successor.objects.of_type(self.model).values_list("slug", flat=True)}
        made = {}
        for number, values in rows:
            name = values.get("name", "")
            slug = values.get("slug") or self._own(number, name)
            if not slug and name and not (slug := made.get(name.casefold(), "")) and (slug := slug_of(name)):
                slug = made[name.casefold()] = free_slug(slug, taken)
                taken.add(slug)
            values["slug"] = slug
        for _number, values in rows:
            if values["slug"] and values.get("name") and values["slug"] not in self.stored:
                self.known.add(self.model, values["slug"], values["name"])

    def _own(self, number, name):
        """The slug of the record of ours that a row's name means, or ""."""
        found = self.known.found(self.model, name) if name else []
        if len(found) == 1:
            return found[0]
        question = name and self.known.question_of(self.model, name, may_be_new=True)
        if not question:
            return ""
        answer = self._ask(self.model, name, number, "name", question)
        return "" if answer == NEW else answer

    def _ask(self, model, name, number, key, question):
        return self.questions.ask(f"{key}:{model.record_type}:{name.casefold()}", self.place(number, key), **question)

    def _record(self, number, values):
        item, stored, line = placed({}, CellPlace(number)), self.stored.get(values["slug"]), CellPlace(number)
        self.slugs[number] = values["slug"]
        if stored:
            item.update(placed(self.snapshot.mapping_of(self.model, stored), line))
        named = {key: (model, names) for key, model, names in self._relation_cells(values)}
        for key, text in values.items():
            if key in named:
                found = [self._target(number, key, named[key][0], name) for name in named[key][1]]
                item[key] = placed(found, self.place(number, key)) if key in self.schema.lists else found[0]
            elif key in self.schema.fields or key == "amount":
                item[key] = self._word(key, text)
        item.lines = {key: self.place(number, key) for key in (*item, *self.columns.values())}
        self.places.cite(item, number, values, stored)
        self.reader.add(item, self.file, self.model)

    def _word(self, key, text):
        """The word of a vocabulary that pages show so; any other text as it is."""
        choices = self.schema.fields[key].choices if key in self.schema.fields else None
        return {str(label).casefold(): value for value, label in choices or ()}.get(text.casefold(), text)

    def _target(self, number, key, model, name):
        found = self.known.found(model, name)
        if len(found) == 1:
            return found[0]
        question = self.known.question_of(model, name, may_be_new=False)
        answer = self._ask(model, name, number, key, question) if question else NONE
        return name if answer in ("", NONE) else answer

    def mistakes(self):
        """What is wrong, without what is told of a cell that is asked about."""
        asked = self.questions.open_places()
        return sorted(
            mistake for mistake in set(self.reader.mistakes)
            if not isinstance(mistake.line, CellPlace) or (int(mistake.line), mistake.line.column) not in asked
        )  # fmt: skip

    def unanswered(self):
        """The open questions as mistakes, for whoever can't be asked."""
        return [
            Mistake(self.file, place, "" if question.is_of_cell else self.slugs.get(int(place), ""),
                    f"{question.words} {question.hint}".strip())
            for question in self.questions.open for place in question.places
        ]  # fmt: skip


def names_in(text) -> list[str]:
    """The names in a cell that may hold several."""
    return [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]
