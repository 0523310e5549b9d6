"""The form of a source: its text is uploaded as a file, counted and hashed, and stored for editors only."""

import hashlib
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.opened import of_this_save
from sources.attaching import attach_text
from sources.models.source import ReadingStatus
from sources.texts import paragraphs_of

from .record_forms import RecordForm

MAX_BYTES = 2 * 1024 * 1024
"""About twenty times the longest article so far."""
TEXT_FIELDS = ("paragraphs", "sha256")
MARKUP = re.compile(r"<(!doctype|/?(html|head|body|p|div|br|span|a|table|script)\b)", re.IGNORECASE)


class SourceForm(RecordForm):
    """A source; the values that follow from its text are filled in where empty, and compared where not."""

    text_file = forms.FileField(
        label=gettext_lazy("Text, as a file"), required=False,
        help_text=gettext_lazy(
            "A plain text in UTF-8, a line for each paragraph. Leave the next two empty: they are read off it. "
            "Editors alone see it."
        ),
    )  # fmt: skip
    is_text = of_this_save(forms.BooleanField(
        label=gettext_lazy("Take it as it is"), required=False, widget=forms.HiddenInput,
        help_text=gettext_lazy("It is the text as it was read, although it does not look like one."),
    ))  # fmt: skip
    text = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TEXT_FIELDS:
            if name in self.fields:
                self.fields[name].required = False
        if "reading_status" in self.fields:  # done is said at the desk alone, where every paragraph is closed
            choices = [choice for choice in ReadingStatus.choices if choice[0] != ReadingStatus.DONE]
            self.fields["reading_status"].choices = choices
        if self.data.get(self.add_prefix("is_text")):
            self._ask_whether_it_is_text()

    def _ask_whether_it_is_text(self):
        self.fields["is_text"].widget = forms.CheckboxInput()

    def clean_text_file(self):
        """Return the file and set `text` to its content. Raises ValidationError if it is no text with paragraphs."""
        uploaded = self.cleaned_data["text_file"]
        if not uploaded:
            return uploaded
        if uploaded.size > MAX_BYTES:
            message = _("A text has at most %(size)s.") % {"size": filesizeformat(MAX_BYTES)}
            raise ValidationError(message, code="too_large")
        self.content = uploaded.read()
        try:
            text = self.content.decode("utf-8")
        except UnicodeDecodeError:
            raise ValidationError(_("This is no text in UTF-8."), code="no_text") from None
        if "\0" in text or not paragraphs_of(text):
            raise ValidationError(_("This is no text with paragraphs."), code="no_text")
        self.text = text
        return uploaded

    def clean(self):
        cleaned = super().clean()
        if self.text is not None and not cleaned.get("is_text") and (doubt := doubt_of(self.text)):
            message = _("%(doubt)s If it is right so, choose the file again and tick “Take it as it is”.")
            self.add_error("text_file", ValidationError(message % {"doubt": doubt}, code="doubtful"))
            self._ask_whether_it_is_text()
        elif self.text is not None:
            self._compare("paragraphs", len(paragraphs_of(self.text)))
            self._compare("sha256", hashlib.sha256(self.content).hexdigest())
        for name in TEXT_FIELDS:
            if name in cleaned and cleaned[name] in (None, "") and "text_file" not in self.errors:
                self.add_error(name, ValidationError(_("Attach the text, or say it."), code="required"))
        self._check_cited_paragraphs(cleaned.get("paragraphs"))
        return cleaned

    def _compare(self, name, value):
        """Fill in the value from the text, unless something else was typed."""
        typed = self.cleaned_data.get(name)
        if typed in (None, ""):
            self.cleaned_data[name] = value
        elif typed != value:
            message = _("The text in the file has %(value)s. Leave this empty to take that, if it is the right text.")
            self.add_error(name, ValidationError(message % {"value": value}, code="another_text"))

    def _check_cited_paragraphs(self, number):
        last = self.instance.pk and self.instance.places.aggregate(last=Max("paragraph"))["last"]
        if number and last and number < last:
            message = _("Paragraph %(last)s is cited, so there are at least as many.") % {"last": last}
            self.add_error("paragraphs", ValidationError(message, code="too_few"))

    def attach(self) -> int:
        """Store the text with the source, once that is saved; returns how many citations fail in it."""
        return 0 if self.text is None else attach_text(self.instance, self.text)


def doubt_of(text) -> str:
    """Why a text is hardly one that was read, or ""."""
    if MARKUP.search(text):
        return _("This is HTML: save the page as plain text, or its marks become words of the paragraphs.")
    if len(paragraphs_of(text)) == 1:
        return _("This is a single line, so all of it would be paragraph 1.")
    return ""
