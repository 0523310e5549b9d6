"""The citations of a record, entered in the record's own form."""

from django import forms
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.admin.relations import PartRows, RowForm
from records.admin.rows import OpenedRows
from sources.models import Citation

from .fact_fields import citation_choices
from .places import WHOLE, CitingForm, place_to_offer


class AttachedRows(OpenedRows, BaseGenericInlineFormSet):
    """The rows of a generic relation."""


class CitingRows(OpenedRows):
    """Rows in which a place can be cited; `place` is offered to those that have none."""

    place = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.place and not form.is_bound and (form.instance.pk is None or form.offers_places):
            form.offer(self.place)


class CitationFormSet(CitingRows, AttachedRows):
    """The citations of one record; a published record has at least one."""

    def clean(self):
        super().clean()
        if getattr(self.instance, "is_published", False) and not self._has_remaining():
            raise ValidationError(
                _("A record without a citation can't be published: cite at least one place, or leave it unpublished."),
                code="uncited",
            )

    def _has_remaining(self):
        return bool(self.remaining_forms())


class CitationRowForm(CitingForm, RowForm):
    """One citation; its field is chosen from those of the cited record."""

    cited_model = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"] = self._field_choice(self.fields["field"])

    def _field_choice(self, plain):
        model = self.cited_model or self.instance.content_type.model_class()
        fields = citation_choices(model)
        if self.instance.field and self.instance.field not in dict(fields):
            fields.append((self.instance.field, self.instance.field))
        whole = [("", _("the whole record"))] if self.instance.pk else [("", "–"), (WHOLE, _("the whole record"))]
        return forms.ChoiceField(
            label=plain.label, help_text=plain.help_text, required=False, choices=[*whole, *fields]
        )

    def clean_field(self):
        chosen = self.cleaned_data["field"]
        return "" if chosen == WHOLE else chosen

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None or {*self.place_fields} & {*self.changed_data}:
            self.check_place(cleaned)
        return cleaned


class CitationInline(PartRows, GenericTabularInline):
    """The citations of a record, a row for each place."""

    model = Citation
    form = CitationRowForm
    formset = CitationFormSet
    stands_beside = True  # the fields that are cited
    fields = [
        "source", "paragraph", "field", "stated", "as_they_stand", "stance", "basis", "note", "needs_recheck",
        "offered",
    ]  # fmt: skip

    def get_formset(self, request, obj=None, **kwargs):
        form = type("CitationRowForm", (self.form,), {"cited_model": self.parent_model})
        formset = super().get_formset(request, obj, **{"form": form, **kwargs})
        formset.place = place_to_offer(request, self.parent_model, obj)
        return formset
