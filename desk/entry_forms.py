"""The forms of an entry: those of the admin, with the words that are cited beside each value."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from names.models import Name
from records.admin.values import amount_in_words
from sources.admin.fact_fields import fact_fields
from sources.models.triggers import citation_key
from values.amounts import StatedAmount
from values.dates import PartialDate

from .cited_words import CitedWords
from .relation_inputs import SLUG_BEHIND, RelationInput, type_relations
from .sent_forms import number_of

FIRST = {
    "name", "company", "product", "partner", "authority", "person", "pathway", "outcome", "kind", "series", "when",
    "country", "segments", "said_by", "by_whom",
}  # fmt: skip
"""Fields that stand open in every form; the others fold, unless they must be filled in or are."""
EMPTY_ROWS = 4
"""How many parts can be entered with their record."""


@dataclass
class Row:
    """A field of the entry form, with the words that are cited for it and how its value will be read."""

    bound: forms.BoundField
    cite: CitedWords | None = None
    reading: str = ""
    known: tuple = ()

    @property
    def is_open(self):
        has_errors = self.bound.errors or (self.cite and self.cite.is_bound and self.cite.errors)
        value = self.bound.value()
        default = self.bound.field.initial
        is_filled = value not in (None, "", [], False, default if not callable(default) else default())
        return bool(self.bound.field.required or self.bound.name in FIRST or has_errors or is_filled)


class EntryForms:
    """What the entry of a record and that of a value have in common: forms of the admin, and the words that are cited.

    `form`, `rows` and `whole` are theirs; `data` are what an editor sent, None in a form that is empty yet.
    """

    change = False
    instance = None

    def formsets_for(self, wanted):
        """The formsets of parts and names of which `wanted` says so, by their models."""
        pairs = self.admin.get_formsets_with_inlines(self.request, self.instance)
        return [self._formset(formset_class) for formset_class, _inline in pairs if wanted(formset_class.model)]

    def _formset(self, formset_class):
        """Rows to be filled in; those that are there already are none of the entry's."""
        model = formset_class.model
        formset_class.extra = EMPTY_ROWS if model is not Name else 1
        prefix, rows = formset_class.get_default_prefix(), model.objects.none()
        formset = formset_class(self.data, instance=self.form.instance, prefix=prefix, queryset=rows)
        formset.title = capfirst(model._meta.verbose_name_plural if model is not Name else _("names in another script"))
        formset.one = capfirst(model._meta.verbose_name)
        for form in formset.forms:
            type_relations(form)
            if model is not Name:
                form.leave_place_out()
                form.order_fields(_as_read(form))
            form.cite = None if model is Name else self.cite("", model, form.prefix, _("this row"))
        return formset

    def cite(self, field, model, prefix, label="", initial=None, is_needed=False):
        """The words cited for a field of a record of `model`; empty for all of it."""
        return CitedWords(
            self.data, prefix=f"{prefix}-cite-{field or 'whole'}", initial=initial, place=self.place, field=field,
            model=model, label=label, is_needed=is_needed,
        )  # fmt: skip

    @property
    def hidden(self):
        """(name, value) of what the form is for, sent along with it."""
        place = self.place
        begins = "" if place.begins is None else place.begins
        chosen = [("paragraph", place.paragraph), ("words", place.words), ("begins", begins), ("type", self.type_name)]
        return [*chosen, ("form_number", self.number)]

    @cached_property
    def number(self):
        """By this the form is known if it is sent again after it was saved."""
        return number_of(self.request) or uuid.uuid4()

    @property
    def has_errors(self):
        """Whether something that was sent is wrong."""
        forms = [self.form, *self.cites, *self.formsets]
        return self.data is not None and any(each.is_bound and not each.is_valid() for each in forms)

    @property
    def open_rows(self):
        return [row for row in self.rows if row.is_open]

    @property
    def folded_rows(self):
        return [row for row in self.rows if not row.is_open]

    def row(self, field, initial=None):
        """The row of a field in the form of the record."""
        bound, key = self.form[field.name], citation_key(field)
        cite = self.cite(key, self.model, "record", capfirst(field.verbose_name), initial)
        known = self.place.known_of(field.related_model) if isinstance(bound.field, RelationInput) else ()
        return Row(bound, cite, reading_of(bound, self.form), tuple(known))

    def planned(self):
        """(CitedWords, function that returns the cited record) of all that is cited."""
        record = self.form.instance
        pairs = [(self.whole, lambda: record)]
        for row in self.rows:
            row.cite.also = own_words(row.bound, self.data)
            pairs.append((row.cite, lambda: record))
        for formset in self.formsets:
            planned_of = self._planned_of_name if formset.model is Name else self._planned_of_part
            pairs += [pair for form in formset.forms for pair in planned_of(form)]
        return pairs

    def _planned_of_name(self, form):
        words = self.cite("names", self.model, form.prefix)
        words.full_clean()
        words.also = self.data.get(form.add_prefix("text"), "")
        yield words, lambda: self.form.instance

    def _planned_of_part(self, form):
        """What is cited of a part: its own words, and each value that stands in the paragraph as it is typed."""
        model = type(form.instance)
        part = lambda: form.instance if form.has_changed() else None  # noqa: E731
        yield form.cite, part
        for field in fact_fields(model):
            if field.name in form.fields and field.name not in (model.part_of, *model.judged):
                words = self.cite(citation_key(field), model, form.prefix)
                words.full_clean()
                words.also = own_words(form[field.name], self.data)
                yield words, part

    @property
    def cites(self):
        """All the words that an editor can cite."""
        rows = [row.cite for row in self.rows]
        return [self.whole, *rows, *(form.cite for formset in self.formsets for form in formset.forms if form.cite)]

    def is_valid(self):
        """Whether nothing is wrong; all of it is checked, so that all is said at once."""
        checked = [self.form.is_valid(), *(cite.is_valid() for cite in self.cites)]
        checked += [formset.is_valid() for formset in self.formsets]
        return all(checked)

    def refresh(self):
        """Called before an entry is saved, when nobody else can write any more."""


def _as_read(form):
    """The names of a part's inputs in the order of a sentence: what was measured, its amount, the unit, the rest."""
    names = list(form.fields)
    if {"amount_stated", "unit"} <= set(names):
        names.remove("amount_stated")
        names.insert(names.index("unit"), "amount_stated")
    return names


def own_words(bound, data) -> str:
    """A value as typed, if it is a name, a date or an amount: choices and texts of ours have other words in sources."""
    field = bound.field
    is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.URLField)
    if not is_text or isinstance(field.widget, forms.Textarea):
        return ""
    text = data.get(bound.html_name, "")
    return SLUG_BEHIND.sub("", text).strip() if isinstance(field, RelationInput) else text


def reading_of(bound, form) -> str:
    """How a date or an amount will be read, as far as it is filled in."""
    value = bound.value()
    if not value or bound.name not in ("when", "published", "amount_stated"):
        return ""
    if bound.name == "amount_stated":
        unit = form["unit"].value() if "unit" in form.fields else ""
        return amount_in_words(SimpleNamespace(amount=StatedAmount.read(str(value), unit or "")))
    try:
        return PartialDate.read(str(value)).in_words
    except ValueError:
        return ""
