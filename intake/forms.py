"""The form by which a table is sent."""

import re
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models.source import SourceKind

from .cells import MAX_SIZE, Unreadable
from .tables import read_table


class UploadForm(forms.Form):
    """What the rows are, the file, and whether the table is a source itself; `table` is what was read."""

    record_type = forms.ChoiceField(label=gettext_lazy("What its rows are"))
    file = forms.FileField(
        label=gettext_lazy("The table"), allow_empty_file=True,
        help_text=gettext_lazy("CSV or XLSX, at most 20 MB and 10,000 rows. The first row names the columns."),
    )  # fmt: skip
    is_source = forms.BooleanField(
        label=gettext_lazy("The table itself is the source: row n is paragraph n"), required=False,
        help_text=gettext_lazy("For rows without a source of their own. Without either, a row becomes a draft."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title of that source"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of that source"), choices=SourceKind, required=False)

    table = None

    def __init__(self, record_types, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record_type"].choices = [
            (record_type.name, record_type.model._meta.verbose_name_plural.capitalize()) for record_type in record_types
        ]

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent.size > MAX_SIZE:
            message = _("It is larger than %(size)s: send it in parts.") % {"size": filesizeformat(MAX_SIZE)}
            raise ValidationError(message, code="too_large")
        try:
            self.table = read_table(sent.read())
        except Unreadable as refusal:
            raise ValidationError(str(refusal), code="unreadable") from None
        return sent

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_source"):
            if not cleaned.get("title"):
                self.add_error("title", _("Say how the source is called."))
            elif not slugify(cleaned["title"]):
                self.add_error("title", _("Its address is made of the title: give it a word in Latin letters."))
            if not cleaned.get("kind"):
                self.add_error("kind", _("Say what sort of document it is."))
        return cleaned

    @property
    def as_source(self) -> dict:
        """What is said of the source; empty where the table is none."""
        cleaned = self.cleaned_data
        if not cleaned["is_source"]:
            return {}
        slug = slugify(cleaned["title"])[:80].strip("-")
        return {"slug": slug, "title": cleaned["title"], "kind": cleaned["kind"]}

    @property
    def file_name(self) -> str:
        """The name of the file without a folder or signs that can't be seen."""
        return re.sub(r"[\x00-\x1f\x7f]", "", PurePath(self.cleaned_data["file"].name).name)
