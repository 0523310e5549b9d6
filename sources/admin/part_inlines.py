"""The parts of a record (titles, investments, outcomes …), a row each in the record's own form."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from records.admin.opened import of_this_save
from records.admin.relations import PartRows, RowForm, SearchSelect, form_url
from records.admin.values import CleanText
from sources.models import Citation, Source
from sources.value_check import states

from .citation_inlines import CitingRows
from .fact_fields import citation_choices, form_rows
from .places import WHOLE, CitingForm, last_place

PLACE = ("place_source", "place_paragraph", "place_words", "place_field")


class PartRowForm(CitingForm, RowForm):
    """One part of a record, with a place to cite for it."""

    place_fields = PLACE[:3]
    offers_places = True
    place_source = of_this_save(forms.ModelChoiceField(
        Source.objects.all(), label=_("cite source"), required=False,
        widget=SearchSelect(Citation._meta.get_field("source"), admin.site),
        help_text=_("A further place that states this row, or a value of it."),
    ))  # fmt: skip
    place_paragraph = of_this_save(forms.IntegerField(label=_("its paragraph"), required=False, min_value=1))
    place_words = of_this_save(
        CleanText(label=_("its words"), required=False, max_length=160, help_text=_("A few words of the source."))
    )
    place_field = of_this_save(forms.ChoiceField(label=_("for"), required=False))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = citation_choices(self._meta.model)
        self.fields["place_field"].choices = [("", "–"), (WHOLE, _("the whole row")), *choices]

    def leave_place_out(self):
        """Cite nothing by this row's own inputs, where whoever shows it cites in another way."""
        for name in PLACE:
            del self.fields[name]

    @property
    def is_cited(self):
        """Whether a place is named for it."""
        return bool({*PLACE} & {*self.changed_data})

    def clean(self):
        cleaned = super().clean()
        if self.is_cited:
            for name in PLACE[:2]:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("Say where it stands."), code="required"))
            self.check_place(cleaned)
        return cleaned

    def citation_of(self, part):
        """The citation of the place for the part; for the value that its words state, if none is chosen."""
        source, paragraph, words, field = (self.cleaned_data[name] for name in PLACE)
        if not field and words:
            field = next((name for name, _label in citation_choices(type(part)) if states(part, name, words)), "")
        place = {"source": source, "paragraph": paragraph, "stated": words, "field": "" if field == WHOLE else field}
        return part.citations.filter(**place).first() or part.citations.create(**place)


class PartFormSet(CitingRows, BaseInlineFormSet):
    """The parts of one record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cited = []

    def save_new(self, form, commit=True):
        return self._with_its_place(form, super().save_new(form, commit), commit)

    def save_existing(self, form, obj, commit=True):
        return self._with_its_place(form, super().save_existing(form, obj, commit), commit)

    def _with_its_place(self, form, part, commit):
        if commit and form.is_cited:
            self.cited.append(form.citation_of(part))
        return part


class PartInline(PartRows, admin.TabularInline):
    """A table of parts, each with a place to cite; its gaps are entered on its own page."""

    form = PartRowForm
    formset = PartFormSet

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("citations__source")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.place = last_place(request)
        return formset

    def get_fields(self, request, obj=None):
        fields = []
        for row in form_rows(self.model):
            fields += row if isinstance(row, tuple) else [row]
        return [
            *[field for field in fields if field != self.model.part_of],
            "places",
            *PLACE,
            "as_they_stand",
            "offered",
        ]

    def get_readonly_fields(self, request, obj=None):
        return [field for field in self.get_fields(request, obj) if callable(field) or field == "places"]

    @admin.display(description=_("cited"))
    def places(self, part):
        """The places that are cited for a part, each with a link to its form."""
        if part.pk is None:
            return ""
        rows = (
            (form_url(place), place, f" “{place.stated}”" if place.stated else "") for place in part.citations.all()
        )
        return format_html_join(", ", '<a href="{}">{}{}</a>', rows)
