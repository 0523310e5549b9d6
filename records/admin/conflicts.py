"""Two editors on one record: what only one of them changed is kept, and what both changed is shown before it is saved.

A form carries what it was opened with. On saving, this, what was typed and what is stored are compared value by value.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from values.fields import Amounted

from .opened import Carried, in_words, label_of, merged, sealed, shown_values, typed_value, unsealed, write_value
from .unique_values import UniqueValuesForm

THEIRS = "theirs"
"""The name under which the page sends the inputs whose stored value the editor takes after all."""
LAST_WRITER = """
SELECT author, at FROM history.revision WHERE number = (
    SELECT max(greatest(since, until)) FROM history.{table} WHERE id = %s
)
"""


@dataclass(frozen=True)
class Difference:
    """A value that another editor changed, in words; `key` is the name of its input."""

    label: str
    key: str
    who: str
    opened: str
    stored: str
    typed: str
    is_row = False

    @property
    def refusal(self) -> str:
        message = _(
            "%(who)s changed it from “%(opened)s” to “%(stored)s” meanwhile. Save again to put yours in its place."
        )
        return message % {"who": self.who, "opened": self.opened, "stored": self.stored}

    @property
    def notice(self) -> str:
        """That the other's value stays."""
        values = {"label": self.label, "who": self.who, "opened": self.opened, "stored": self.stored}
        return _("%(label)s: %(who)s changed “%(opened)s” to “%(stored)s” meanwhile; that stays.") % values


class StampedForm(UniqueValuesForm):
    """A form that knows the state of the record that it was filled from.

    The record must be locked when it is saved, or the comparison is unreliable.
    """

    seen = Carried()
    refusal = ""  # the database's message for the first attempt, see database_errors.py

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes, self.kept = [], []
        self.is_merged = not (self.is_bound and self.instance.pk)
        if self.instance.pk:
            self.initial["seen"] = self._seal

    def full_clean(self):
        if not self.is_merged:
            self.is_merged = True
            self._merge()
        super().full_clean()

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="refused")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        for name, clash in self.clashes:
            self.add_error(name, ValidationError(clash.refusal, code="conflict"))

    @property
    def _owner(self):
        return f"{self.instance._meta.label} {self.instance.pk}"

    def _seal(self):
        return sealed(self._owner, shown_values(self))

    def _merge(self):
        """Let the data hold what is to be saved, and note what another editor changed."""
        opened = unsealed(self._owner, self.data.get(self.add_prefix("seen")))
        stored = shown_values(self)
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = sealed(self._owner, stored)
        taken = self.data.getlist(THEIRS)
        for name, now in stored.items():
            key, typed, before = self.add_prefix(name), typed_value(self, name), (opened or {}).get(name)
            value, is_clash, is_kept = (now, False, False) if key in taken else merged(
                self.fields[name], before, now, typed
            )  # fmt: skip
            if is_clash or is_kept:
                words = [self._words(name, one) for one in (before, now, typed)]
                difference = Difference(label_of(self, name), key, self._writer, *words)
                self.kept.append(difference) if is_kept else self.clashes.append((name, difference))
            if value != typed:
                write_value(self.data, key, value)

    def _words(self, name, value):
        return _("unknown") if value is None else in_words(self.fields[name], value)

    @cached_property
    def _writer(self):
        return last_writer(type(self.instance), self.instance.pk)


def written_fields(form) -> list[str]:
    """The model's fields that a form changed, with those that are read off them."""
    model = form._meta.model
    fields = {field.name for field in model._meta.concrete_fields}
    changed = fields & {*form.changed_data}
    if changed & {"amount_stated", "unit"} and issubclass(model, Amounted):
        changed |= {field.name for field in Amounted._meta.local_concrete_fields if not field.generated}
    if {"not_stated", "undisclosed"} & {*form.changed_data}:
        changed.add("gaps")
    return sorted(changed | (fields & {"updated_at"}))


def differences(attribute, form, formsets) -> list[Difference]:
    """What other editors changed meanwhile: `clashes` with what was typed, or `kept` beside it."""
    found = [*getattr(form, attribute, [])]
    for formset in formsets:
        found += getattr(formset, attribute, [])
    return [each[-1] if isinstance(each, tuple) else each for each in found]


def display_value(record, name) -> str:
    """The value of a field as readers see it, shortened."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if hasattr(value, "all"):
        value = ", ".join(str(item) for item in value.all())
    return Truncator("" if value is None else str(value)).chars(120)


def last_writer(model, number) -> str:
    """Who changed or deleted a row last and when, by its history."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(LAST_WRITER.format(table=table), [number])
        author, at = cursor.fetchone() or ("", None)
    who = author or _("somebody outside the admin")
    return f"{who} ({date_format(timezone.localtime(at), 'DATETIME_FORMAT')})" if at else who
