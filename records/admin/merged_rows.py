"""The rows that a form is posted with, those it was opened with and those that are stored, made one table."""

import re
from dataclasses import dataclass, replace

from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from .conflicts import THEIRS, Difference, last_writer
from .opened import (
    are_same,
    compared_fields,
    in_words,
    label_of,
    merged,
    sealed,
    shown_values,
    typed_value,
    unsealed,
    write_value,
)


@dataclass(frozen=True)
class TypedRow:
    """A row as it was posted: its inputs by their names without the prefix."""

    index: int
    number: str
    values: dict
    inputs: dict
    is_deleted: bool


class RowDifference(Difference):
    """A row, rather than one value of it, that another editor changed, entered or deleted."""

    is_row = True

    @property
    def refusal(self):
        return self.opened

    @property
    def notice(self):
        return self.opened


class MergedRows:
    """One table made of three; what another editor changed is in `clashes` (index, field, Difference) and `kept`."""

    def __init__(self, formset, unbound):
        self.formset, self.prefix, self.form = formset, formset.prefix, unbound.empty_form
        self.form.data, self.form.files = formset.data, formset.files
        self.stored = {str(form.instance.pk): form for form in unbound.initial_forms}
        self.shown = {number: shown_values(form) for number, form in self.stored.items()}
        self.opened = unsealed(formset.owner, formset.data.get(f"{self.prefix}-seen"))
        self.fields = compared_fields(self.form)
        self.clashes, self.kept = [], []
        counts = [formset.data.get(f"{self.prefix}-{name}", "") for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)]
        self.are_readable = all(re.fullmatch(r"\d{1,4}", count, re.ASCII) for count in counts)
        self.typed = self._typed(int(counts[0])) if self.are_readable else []

    def _typed(self, total):
        inputs = {}
        for key in self.formset.data:
            if found := re.fullmatch(rf"{re.escape(self.prefix)}-(\d{{1,4}})-(.+)", key, re.ASCII):
                inputs.setdefault(int(found[1]), {})[found[2]] = self.formset.data.getlist(key)
        rows = []
        for index in range(min(total, self.formset.absolute_max)):
            values = {name: typed_value(self.form, name, f"{self.prefix}-{index}") for name in self.fields}
            own = inputs.get(index, {})
            number, deleted = (own.get(name, [""])[-1] for name in ("id", DELETION_FIELD_NAME))
            rows.append(TypedRow(index, number, values, own, bool(deleted)))
        return rows

    def data(self):
        """The data of the formset with all rows that are stored first, in their order, and then the new ones."""
        by_number = {row.number: row for row in self.typed if row.number}
        rows = [self._of_stored(place, number, by_number.get(number)) for place, number in enumerate(self.stored)]
        for row in self.typed:
            if row.number and row.number not in self.stored:
                rows += self._of_gone(len(rows), row)
        rows += [row for row in self.typed if not row.number and not self._is_entered(row)]
        return self._written(rows)

    def _of_stored(self, place, number, row):
        """The row to be shown for one that is stored."""
        now, before = self.shown[number], (self.opened or {}).get(number)
        if row is None:
            if before is None and self.opened is not None:
                self._note_row(number, _("%(who)s entered “%(row)s” meanwhile; that stays."))
            return TypedRow(place, number, now, {"id": [number]}, False)
        if row.is_deleted:
            if before is None or not are_same(self.fields, before, now):
                words = _(
                    "You delete “%(row)s”, which %(who)s changed meanwhile. Save again to delete it all the same."
                )
                self.clashes.append((None, None, self._row_difference(number, words, place)))
            return replace(row, values=now)
        return replace(row, values={name: self._value(place, number, name, row, before) for name in self.fields})

    def _value(self, place, number, name, row, before):
        field, now, typed = self.form.fields[name], self.shown[number][name], row.values[name]
        was = None if before is None else before.get(name)
        if f"{self.prefix}-{row.index}-{name}" in self.formset.data.getlist(THEIRS):
            return now
        value, is_clash, is_kept = merged(field, was, now, typed)
        if is_clash or is_kept:
            who = last_writer(self.formset.model, number)
            words = [_("unknown") if one is None else in_words(field, one) for one in (was, now, typed)]
            label = f"{self._name_of(number)}, {label_of(self.form, name).lower()}"
            difference = Difference(label, f"{self.prefix}-{place}-{name}", who, *words)
            self.kept.append(difference) if is_kept else self.clashes.append((place, name, difference))
        return value

    def _of_gone(self, place, row):
        """What becomes of a row that another editor deleted: nothing, or a new one where something was typed in it."""
        before = (self.opened or {}).get(row.number)
        if row.is_deleted:
            return []
        if before is not None and are_same(self.fields, before, row.values):
            self._note_row(row.number, _("%(who)s deleted “%(row)s” meanwhile; that stays."), row)
            return []
        words = _("%(who)s deleted this row meanwhile. Save again to enter it anew with what you typed, or empty it.")
        self.clashes.append((place, None, self._row_difference(row.number, words, place, row)))
        return [replace(row, number="")]

    def _is_entered(self, row):
        """Whether another editor has just entered the same as this new row."""
        new = [self.shown[number] for number in self.stored if self.opened is not None and number not in self.opened]
        return any(are_same(self.fields, one, row.values) for one in new)

    def _note_row(self, number, words, row=None):
        self.kept.append(self._row_difference(number, words, "", row))

    def _row_difference(self, number, words, place, row=None):
        name, known = self._name_of(number, row), number in self.stored or number in (self.opened or {})
        who = last_writer(self.formset.model, number) if known else _("Somebody")
        label = capfirst(str(self.formset.model._meta.verbose_name))
        return RowDifference(label, f"{self.prefix}-{place}", who, words % {"row": name, "who": who}, "", "")

    def _name_of(self, number, row=None):
        if number in self.stored:
            return str(self.stored[number].instance)
        values = (self.opened or {}).get(number) or row.values
        filled = [in_words(self.form.fields[name], value) for name, value in values.items() if value]
        return Truncator(", ".join(filled)).chars(80)

    def _written(self, rows):
        data = self.formset.data.copy()
        for key in [key for key in data if re.match(rf"{re.escape(self.prefix)}-\d+-", key, re.ASCII)]:
            del data[key]
        for place, row in enumerate(rows):
            for name, values in row.inputs.items():
                data.setlist(f"{self.prefix}-{place}-{name}", values)
            if not row.number:
                data.pop(f"{self.prefix}-{place}-id", None)
            for name in self.fields:
                write_value(data, f"{self.prefix}-{place}-{name}", row.values[name])
        data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(len(rows))
        data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(self.stored))
        data[f"{self.prefix}-seen"] = sealed(self.formset.owner, self.shown)
        return data
