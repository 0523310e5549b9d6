"""The forms of facts and records: known gaps, and a warning before a duplicate is entered."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.admin.conflicts import StampedForm
from records.admin.duplicates import duplicate_warning, likely_duplicates
from sources.models.cited import Gap

from .fact_fields import gap_choices

GAP_FIELDS = {"not_stated": Gap.NOT_STATED, "undisclosed": Gap.UNDISCLOSED}


def _gap_field(gap, help_text):
    return forms.MultipleChoiceField(
        label=gap.label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class FactForm(StampedForm):
    """A fact, with its known gaps as two lists of checkboxes."""

    not_stated = _gap_field(Gap.NOT_STATED, _("You looked for it in all the sources, and none states it."))
    undisclosed = _gap_field(Gap.UNDISCLOSED, _("A source itself says that it is not disclosed."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gaps = self.instance.gaps if isinstance(self.instance.gaps, dict) else {}
        choices = gap_choices(self._meta.model)
        choices += [(name, name) for name in gaps if name not in dict(choices)]
        for name, gap in GAP_FIELDS.items():
            if name in self.fields:
                self.fields[name].choices = choices
                self.initial[name] = [field for field, kind in gaps.items() if kind == gap]

    def clean(self):
        cleaned = super().clean()
        if GAP_FIELDS.keys() <= cleaned.keys():
            overlap = set(cleaned["not_stated"]) & set(cleaned["undisclosed"])
            self.instance.gaps = {field: gap.value for name, gap in GAP_FIELDS.items() for field in cleaned[name]}
            if overlap:
                self.add_error("undisclosed", _("Either not stated or undisclosed: %s") % ", ".join(sorted(overlap)))
        return cleaned

    def _update_errors(self, errors):
        """Show the model's errors about `gaps` at the first list."""
        if "gaps" in getattr(errors, "error_dict", {}):
            errors.error_dict["not_stated"] = errors.error_dict.pop("gaps")
        super()._update_errors(errors)


class RecordForm(FactForm):
    """A record; a likely duplicate is saved only once the editor confirms that it is another one."""

    is_another = forms.BooleanField(
        label=_("It is another one"), required=False, widget=forms.HiddenInput,
        help_text=_("Save it as a new record beside those named above."),
    )  # fmt: skip
    title_field = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_another" in self.fields and self.data.get(self.add_prefix("is_another")):
            self._show_confirmation()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and not cleaned.get("is_another"):
            texts = [cleaned.get(self.title_field), *self._further_names()]
            distinct = self._of_another_company(cleaned)
            if duplicates := likely_duplicates(self._meta.model, texts, self.title_field, distinct):
                self.add_error(None, ValidationError(duplicate_warning(duplicates), code="duplicate"))
                self._show_confirmation()
        return cleaned

    def _show_confirmation(self):
        self.fields["is_another"].widget = forms.CheckboxInput()

    def _of_another_company(self, cleaned):
        """The condition "belongs to another company": “A, Series B” is no duplicate of “B, Series B”."""
        company = cleaned.get("company")
        return company and Q(company__isnull=False) & ~Q(company=company)

    def _further_names(self):
        """The names typed in the table of further names, which is posted with this form."""
        return [
            text.strip().replace("\0", "") for key, text in self.data.items()
            if key.startswith("entities-name-") and key.endswith("-text")
        ]  # fmt: skip
