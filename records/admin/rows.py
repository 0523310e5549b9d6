"""The rows of a record in its form: compared like its values, and saved whatever values they swap."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .conflicts import written_fields
from .merged_rows import MergedRows
from .opened import Carried, sealed, shown_values
from .relations import LabelledFormSet
from .unique_values import unique_rule


class OpenedManagementForm(ManagementForm):
    """The hidden inputs of a formset, with what its rows were opened with."""

    seen = Carried()


class OpenedRows(LabelledFormSet):
    """The rows of one record. Each is held against what it was opened with and against what is stored.

    The record must be locked when they are saved, or the comparison is unreliable.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes, self.kept, self.parked = [], [], {}
        if self.is_bound and self.instance is not None and self.instance.pk:
            self._take_in_what_is_stored()

    def _take_in_what_is_stored(self):
        """Let the data hold a row for each that is stored, and note what another editor changed."""
        unbound = type(self)(instance=self.instance, prefix=self.prefix, queryset=self.queryset)
        self._queryset = unbound.get_queryset()
        rows = MergedRows(self, unbound)
        if rows.are_readable:
            self.data, self.clashes, self.kept = rows.data(), rows.clashes, rows.kept

    @cached_property
    def management_form(self):
        numbers = {} if self.is_bound else {
            TOTAL_FORM_COUNT: self.total_form_count(), INITIAL_FORM_COUNT: self.initial_form_count(),
            "MIN_NUM_FORMS": self.min_num, "MAX_NUM_FORMS": self.max_num, "seen": self.seal,
        }  # fmt: skip
        form = OpenedManagementForm(
            self.data if self.is_bound else None, auto_id=self.auto_id, prefix=self.prefix, initial=numbers
        )
        if self.is_bound:
            form.full_clean()
        return form

    @property
    def owner(self):
        """Whose rows these are."""
        return f"{self.instance._meta.label} {self.instance.pk} {self.prefix}" if self.instance else self.prefix

    def seal(self):
        return sealed(self.owner, {str(form.instance.pk): shown_values(form) for form in self.initial_forms})

    @cached_property
    def key_fields(self):
        """The fields by which the rows of one record differ."""
        fk = getattr(self, "fk", None)
        owner = {fk.name} if fk else {self.ct_field.name, self.ct_fk_field.name}
        return [name for name in unique_rule(self.model).fields if name not in owner]

    def remaining_forms(self):
        """The filled rows that are not marked for deletion."""
        return [
            form for form in self.forms
            if (form.instance.pk or form.has_changed()) and not self._should_delete_form(form)
        ]  # fmt: skip

    def clean(self):
        """Refuse what another editor changed as well, and rows that are there twice."""
        refusals = []
        for index, name, difference in self.clashes:
            error = ValidationError(difference.refusal, code="conflict")
            refusals.append(error) if index is None else self.forms[index].add_error(name, error)
        first = {}
        for form in self.remaining_forms():
            if {*self.key_fields} & {*form.errors}:
                continue
            same = first.setdefault(self._key_typed(form), form)
            if same is not form:
                message = format_html(
                    '{} <a href="#{}">{}</a>', unique_rule(self.model).violation_error_message, same.prefix,
                    _("It is in this row."),
                )  # fmt: skip
                form.add_error(None, ValidationError(message, code="duplicate"))
        if refusals:
            raise ValidationError(refusals)

    def _key_typed(self, form):
        values = [form.cleaned_data.get(name) for name in self.key_fields]
        return tuple(getattr(value, "pk", value) for value in values)

    def _key_stored(self, form):
        values = [form.initial.get(name) for name in self.key_fields]
        return tuple(getattr(value, "pk", value) for value in values)

    def save_existing_objects(self, commit=True):
        if commit:
            self._park()
        return super().save_existing_objects(commit)

    def save_existing(self, form, obj, commit=True):
        """Write what was changed alone: the database may just have marked the row for re-check."""
        obj = form.save(commit=False)
        if commit:
            obj.save(update_fields=[*written_fields(form), *self.parked.get(form, [])])
        return obj

    def _park(self):
        """Give rows another value for a moment whose own another row is about to take: the database would refuse it."""
        taken = {self._key_typed(form) for form in self.remaining_forms()}
        for form in self.initial_forms:
            key, is_deleted = self._key_stored(form), self._should_delete_form(form)
            if form.instance.pk and key in taken and (is_deleted or key != self._key_typed(form)):
                name, value = self._parking_place(form)
                self.model._base_manager.filter(pk=form.instance.pk).update(**{name: value})
                self.parked[form] = [name]

    def _parking_place(self, form):
        """(name of a field, a value that no row has there): of one that changes anyway, if possible."""
        fields = [self.model._meta.get_field(name) for name in self.key_fields]
        fields.sort(key=lambda field: field.name not in form.changed_data)
        for field in fields:
            if isinstance(field, models.CharField) and not isinstance(field, models.SlugField) and not field.choices:
                return field.name, f"↷ {form.instance.pk}"
        field = next(field for field in fields if field.many_to_one and form.initial.get(field.name))
        return field.attname, -form.instance.pk  # foreign keys are looked at when all is in place
