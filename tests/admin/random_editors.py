"""Editors who have the same study open, type at random and save; each save is held against what they had seen."""

from dataclasses import dataclass
from itertools import count

from tests.admin.forms import CITATIONS, NAMES, errors_of, filled, messages_of, row

FIELDS = {
    "": ("geography", "comparator", "summary"),
    "outcomes": ("metric", "unit", "note"),
    NAMES: ("text",),
    CITATIONS: ("paragraph", "stated", "note"),
}
UNIQUE = {"outcomes": "metric", NAMES: "text", CITATIONS: "stated"}
"""What an editor changes in a row that turned out to be there twice."""
MOST_TRIES = 5


def state(study):
    """{(prefix, number of the row, field): value} of all that is stored."""
    study.refresh_from_db()
    rows = {"": [study], "outcomes": study.outcomes.all(), NAMES: study.names.all(), CITATIONS: study.citations.all()}
    return {
        (prefix, str(each.pk), field): str(getattr(each, field))
        for prefix, found in rows.items() for each in found for field in FIELDS[prefix]
    }  # fmt: skip


@dataclass
class Answer:
    """What came of a save: whether it was taken, what the page says is wrong, and what it tells."""

    is_saved: bool
    errors: str
    messages: str
    duplicates: list
    """The prefixes of rows that are there twice."""


class RandomEditor:
    """One of two editors; `page` holds the inputs of the open form, `known` what was stored when it was shown."""

    words = count(1)

    def __init__(self, client, url, study, random):
        self.client, self.url, self.study, self.random = client, url, study, random
        self.page = None
        self.refusals = 0

    def open(self):
        self.page, self.known = self._opened(), state(self.study)
        self.typed, self.entered = {}, []

    def _opened(self):
        return filled(self.client.get(self.url))

    def _write(self, name, value):
        self.page[name] = value

    def _send(self):
        response = self.client.post(self.url, self.page, follow=True)
        if response.redirect_chain:
            return Answer(True, "", messages_of(response), [])
        self.page = filled(response)
        rows = [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
        twice = [
            form.prefix for form in rows
            if any(error.code == "duplicate" for error in form.non_field_errors().as_data())
        ]  # fmt: skip
        return Answer(False, errors_of(response), messages_of(response), twice)

    def word(self):
        return f"word-{next(self.words)}-"

    def rows(self, prefix):
        """{number of the row: its place in the form}, without those to be deleted."""
        if not prefix:
            return {str(self.study.pk): None}
        places = range(int(self.page[f"{prefix}-INITIAL_FORMS"]))
        return {
            self.page[f"{prefix}-{place}-id"]: place for place in places if f"{prefix}-{place}-DELETE" not in self.page
        }

    def put(self, prefix, number, field, value):
        place = self.rows(prefix)[number]
        self._write(field if place is None else f"{prefix}-{place}-{field}", value)
        self.typed[prefix, number, field] = value

    def type(self):
        """Do one of the things that editors do."""
        prefix = self.random.choice([*FIELDS])
        numbers = [*self.rows(prefix)]
        deed = self.random.choice([self._change, self._change, self._change, self._enter, self._delete, self._shift])
        if numbers:
            deed(prefix, numbers)

    def _change(self, prefix, numbers):
        field = self.random.choice(FIELDS[prefix])
        value = str(1000 + next(self.words)) if field == "paragraph" else self.word()
        self.put(prefix, self.random.choice(numbers), field, value)

    def _enter(self, prefix, _numbers):
        if prefix:
            required = {CITATIONS: {"source": str(self.study.citations.first().source_id)}, NAMES: {"kind": "brand"}}
            values = {field: str(1000 + next(self.words)) for field in FIELDS[prefix]}
            self._append(prefix, values | required.get(prefix, {}))
            self.entered.append((prefix, values))

    def _append(self, prefix, values):
        place = int(self.page[f"{prefix}-TOTAL_FORMS"])
        defaults = {"language": "en", "stance": "supports", "basis": "stated", "direction": "level"}
        self.page |= row(prefix, place, **defaults | values)
        self.page[f"{prefix}-TOTAL_FORMS"] = str(place + 1)

    def _delete(self, prefix, numbers):
        if prefix and len(numbers) > 1:
            number = numbers[-1]
            self._write(f"{prefix}-{self.rows(prefix)[number]}-DELETE", "on")
            self.typed = {where: value for where, value in self.typed.items() if where[:2] != (prefix, number)}
            self.typed |= {(prefix, number, field): None for field in FIELDS[prefix]}

    def _shift(self, prefix, numbers):
        """Let each row have what the next one had."""
        if prefix and len(numbers) > 1:
            field = {CITATIONS: "paragraph"}.get(prefix, UNIQUE[prefix])
            values = [self.page[f"{prefix}-{place}-{field}"] for place in self.rows(prefix).values()]
            for number, value in zip(numbers, [*values[1:], values[0]], strict=True):
                self.put(prefix, number, field, value)

    def save(self):
        """Save; whether it was taken. Whatever was overwritten had been shown, whatever was not is told."""
        before = state(self.study)
        answer = self._send()
        others = {where for where in {*before, *self.known} if before.get(where) != self.known.get(where)}
        if answer.is_saved:
            self._check_saved(before, state(self.study), others, answer.messages)
            self.page = None
        else:
            self._check_refused(before, others, answer)
        return answer.is_saved

    def save_alone(self):
        """Save as often as the page asks for it, while nobody else does anything."""
        assert any(self.save() for _try in range(MOST_TRIES)), "This form can't be saved."

    def _check_saved(self, before, after, others, messages):
        for where in {*before, *after}:
            if before.get(where) != after.get(where):
                assert self.known.get(where) == before.get(where), f"{where} was overwritten unseen."
        for where, value in self.typed.items():
            assert after.get(where) == value, f"{where} was typed and is lost."
        for prefix, values in self.entered:
            found = {where[1]: 0 for where in after if where[0] == prefix}
            for where, value in after.items():
                if where[0] == prefix and values.get(where[2]) == value:
                    found[where[1]] += 1
            assert max(found.values(), default=0) == len(values), f"The row {values} is lost."
        for where in others:
            if where in before and where in self.known and where not in self.typed:
                assert f"“{before[where] or 'nothing'}”" in messages, f"{where} was changed and is not told."

    def _check_refused(self, before, others, answer):
        self.refusals += 1
        for where in others & {*self.typed}:
            if where in before and before[where] != self.typed[where] and self.typed[where] is not None:
                assert f"“{before[where] or 'nothing'}”" in answer.errors, f"{where} is not shown."
        self.known = before
        gone = {where for where in self.typed if where not in before and self.typed[where] is not None}
        if gone:
            assert "deleted this row meanwhile" in answer.errors
        for prefix, number in {where[:2] for where in gone}:
            values = {where[2]: self.typed.pop(where) for where in gone if where[:2] == (prefix, number)}
            self.entered.append((prefix, values))
        for row_prefix in answer.duplicates:
            self._make_unique(row_prefix)

    def _make_unique(self, row_prefix):
        """Type another word where the page says that a row is there twice."""
        prefix = row_prefix.rpartition("-")[0]
        field, word = UNIQUE[prefix], self.word()
        before = self.page[f"{row_prefix}-{field}"]
        self._write(f"{row_prefix}-{field}", word)
        if number := self.page.get(f"{row_prefix}-id"):
            self.typed[prefix, number, field] = word
        for of, values in self.entered:
            if of == prefix and values.get(field) == before:
                values[field] = word
