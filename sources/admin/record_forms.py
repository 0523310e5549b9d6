"""The forms of facts and records: known gaps, and a question before something is entered twice."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.admin.conflicts import StampedForm
from records.admin.duplicates import likely_duplicates, warning
from sources.models.cited import Gap

from .fact_fields import may_be_missing

GAP_FIELDS = {"not_stated": Gap.NOT_STATED, "undisclosed": Gap.UNDISCLOSED}


def _gap_field(gap, help_text):
    return forms.MultipleChoiceField(
        label=gap.label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class FactForm(StampedForm):
    """A fact, with what was looked for and not found as two lists to tick."""

    not_stated = _gap_field(Gap.NOT_STATED, _("You looked for it in all the sources, and none states it."))
    undisclosed = _gap_field(Gap.UNDISCLOSED, _("A source itself says that it is not disclosed."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gaps = self.instance.gaps if isinstance(self.instance.gaps, dict) else {}
        choices = may_be_missing(self._meta.model)
        choices += [(name, name) for name in gaps if name not in dict(choices)]
        for name, gap in GAP_FIELDS.items():
            if name in self.fields:
                self.fields[name].choices = choices
                self.initial[name] = [field for field, kind in gaps.items() if kind == gap]

    def clean(self):
        cleaned = super().clean()
        if GAP_FIELDS.keys() <= cleaned.keys():
            both = set(cleaned["not_stated"]) & set(cleaned["undisclosed"])
            self.instance.gaps = {field: gap.value for name, gap in GAP_FIELDS.items() for field in cleaned[name]}
            if both:
                self.add_error("undisclosed", _("Either not stated or undisclosed: %s") % ", ".join(sorted(both)))
        return cleaned

    def _update_errors(self, errors):
        """What the model says about `gaps` is shown at the first list."""
        if "gaps" in getattr(errors, "error_dict", {}):
            errors.error_dict["not_stated"] = errors.error_dict.pop("gaps")
        super()._update_errors(errors)


class RecordForm(FactForm):
    """A record; a new one that may be there already is saved only once the editor says that it is another."""

    is_another = forms.BooleanField(
        label=_("It is another one"), required=False, widget=forms.HiddenInput,
        help_text=_("Save it as a new record beside those named above."),
    )  # fmt: skip
    titled = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_another" in self.fields and self.data.get(self.add_prefix("is_another")):
            self._ask()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and not cleaned.get("is_another"):
            texts = [cleaned.get(self.titled), *self._further_names()]
            if alike := likely_duplicates(self._meta.model, texts, self.titled, self._of_another_company(cleaned)):
                self.add_error(None, ValidationError(warning(alike), code="duplicate"))
                self._ask()
        return cleaned

    def _ask(self):
        self.fields["is_another"].widget = forms.CheckboxInput()

    def _of_another_company(self, cleaned):
        """The condition "belongs to another company": “A, Series B” is no slip for “B, Series B”."""
        company = cleaned.get("company")
        return company and Q(company__isnull=False) & ~Q(company=company)

    def _further_names(self):
        """What is typed in the table of further names, which is posted with this form."""
        return [
            text.strip().replace("\0", "") for key, text in self.data.items()
            if key.startswith("entities-name-") and key.endswith("-text")
        ]  # fmt: skip
