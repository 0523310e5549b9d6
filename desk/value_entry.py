"""The entry of a value, a name or a part of a record that is there already."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from names.models import Name
from records.admin.conflicts import display_value
from sources.admin.fact_fields import citation_choices, fact_fields
from sources.admin.record_forms import GAP_FIELDS
from sources.models.citation import Stance
from sources.models.triggers import citation_key

from .entry_forms import EntryForms
from .relation_inputs import record_named, type_relations

VALUES = "values"
"""The word for such an entry where that for a record is its type."""
SAME, OTHER = "same", "other"
READ_OFF = {"paragraphs", "sha256", "reading_status"}
"""What of a source follows from its text and its reading: no words of it say that."""


class ValueEntry(EntryForms):
    """The form of one value of a record: given where the record has none, else confirmed or contradicted.

    `field` is the value as citations name it, "names", or the relation of parts.
    """

    change = True
    type_name = VALUES

    def __init__(self, request, place, record, field, data=None):
        self.request, self.place, self.field, self.sent = request, place, field, data
        self.model = type(record)
        self.admin = admin.site.get_model_admin(self.model)
        self._build(record)

    def _build(self, record):
        self.instance = record
        self.column = next((one for one in fact_fields(self.model) if citation_key(one) == self.field), None)
        self.now = display_value(record, self.column.name) if self.column and not self._is_open(record) else ""
        self.says = (self.sent or {}).get("says", "")
        self.place.stance = Stance.CONTRADICTS if self.now and self.says == OTHER else Stance.SUPPORTS
        names = [self.column.name] if self.is_given else []
        form_class = self.admin.get_form(self.request, record, change=True, fields=names)
        self.data = None if self.sent is None else self._with_what_stays(form_class(instance=record))
        self.form = form_class(self.data, instance=record)
        type_relations(self.form)
        self.formsets = self.formsets_for(lambda model: self.field == formset_name(self.model, model))
        words = {"words": self.place.words, "begins": self.place.begins}
        self.rows = [self.row(self.column, words)] if self.is_given else []
        for row in self.rows:
            row.cite.is_needed = True
        label = capfirst(self.column.verbose_name) if self.column else _("the record as a whole")
        key = self.field if self.column and not self.is_given else ""
        is_needed = bool(self.column and not self.is_given)
        self.whole = self.cite(key, self.model, "record", label, words if is_needed else None, is_needed)

    def _is_open(self, record):
        """Whether nothing was said of the value yet: it is empty, or what a new record has by itself."""
        if self.column.many_to_many:
            return not getattr(record, self.column.name).exists()
        return self.column.value_from_object(record) in (None, "", self.column.get_default())

    @property
    def is_given(self):
        """Whether the record has no such value yet, so that one is given."""
        return bool(self.column and not self.now)

    @property
    def title(self):
        labels = dict(fields_of(self.model))
        return _("%(record)s: %(field)s") % {"record": self.instance, "field": labels[self.field]}

    @property
    def hidden(self):
        return [*super().hidden, ("record", f"{self.instance.record_type}/{self.instance.slug}"), ("field", self.field)]

    @property
    def open_rows(self):
        return self.rows

    folded_rows = state_rows = ()

    def _with_what_stays(self, form):
        """What was sent, with all that the form of the record says besides and that is not changed here."""
        data = QueryDict(mutable=True)
        data.update(self.sent)
        type_relations(form)
        for bound in form.hidden_fields():
            data[bound.html_name] = "" if bound.value() is None else bound.value()
        for name, gap in GAP_FIELDS.items():
            gaps = [key for key, kind in self.instance.gaps.items() if kind == gap and key != self.field]
            data.setlist(name, gaps)
        return data

    def refresh(self):
        self._build(self.model.objects.select_for_update().get(pk=self.instance.pk))

    def is_valid(self):
        is_valid = super().is_valid()
        if self.column and self.now and self.says not in (SAME, OTHER):
            self.form.add_error(None, ValidationError(_("Say whether the words state this value or another one.")))
            return False
        name = self.column.name if self.is_given else ""
        if name and name not in self.form.errors and not self.form.cleaned_data.get(name):
            self.form.add_error(name, ValidationError(_("Give the value.")))
            return False
        return is_valid


def fields_of(model) -> list[tuple[str, str]]:
    """(name, label) of what can be entered of a record that is there: values, further names, parts."""
    parts = [
        (formset_name(model, part), capfirst(part._meta.verbose_name_plural))
        for inline in admin.site.get_model_admin(model).inlines
        if getattr(part := inline.model, "part_of", "")
    ]
    values = [(name, label) for name, label in citation_choices(model) if name not in READ_OFF]
    return [*values, *parts]


def formset_name(model, part) -> str:
    """The word by which a value entry names the parts or names of a model; "" for others."""
    if part is Name:
        return "names"
    relation = getattr(part, "part_of", "") and part._meta.get_field(part.part_of)
    return relation.remote_field.name if relation and relation.related_model is model else ""


def values_of(record) -> list[tuple[str, str, str]]:
    """(name, label, value now) of what can be entered of a record."""
    columns = {citation_key(field): field.name for field in fact_fields(type(record))}
    return [
        (name, label, display_value(record, columns[name]) if name in columns else "")
        for name, label in fields_of(type(record))
    ]


def any_record_named(text):
    """The record that a text names, like "companies/airdoc", or by a name that one record alone has.

    Raises ValidationError.
    """
    type_name, slash, slug = text.strip().partition("/")
    if slash and type_name in TYPES:
        return record_named(TYPES[type_name].model, slug)
    found = []
    for name, record_type in TYPES.items():
        title = "name" if hasattr(record_type.model, "names") else "title"
        records = record_type.model.objects.filter(**{f"{title}__iexact": text.strip()})
        found += [(name, record) for record in records[:5]]
    if len(found) == 1:
        return found[0][1]
    values = {"text": text, "records": "; ".join(f"{name}/{record.slug}" for name, record in found[:5])}
    if found:
        raise ValidationError(_("“%(text)s” is the name of several: %(records)s.") % values, code="ambiguous")
    raise ValidationError(_("No record has the name “%(text)s”: write it like companies/airdoc.") % values)
