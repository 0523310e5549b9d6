"""The citations of a record, entered in the record's own form."""

from django import forms
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.admin.relations import PartRows, RowForm
from records.admin.rows import OpenedRows
from sources.models import Citation, SourceText
from sources.texts import as_written, is_stated_in, paragraphs_of

from .fact_fields import citation_choices

PLACE_FIELDS = {"source", "paragraph", "stated"}


class AttachedRows(OpenedRows, BaseGenericInlineFormSet):
    """The rows of a generic relation."""


class CitationFormSet(AttachedRows):
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


class CitationRowForm(RowForm):
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
        choices = [("", _("the whole record")), *fields]
        return forms.ChoiceField(label=plain.label, help_text=plain.help_text, required=False, choices=choices)

    def clean(self):
        cleaned = super().clean()
        source, paragraph = cleaned.get("source"), cleaned.get("paragraph")
        if source and paragraph and paragraph > source.paragraphs:
            message = _("This source has %(last)s paragraphs.") % {"last": source.paragraphs}
            self.add_error("paragraph", ValidationError(message, code="no_such_paragraph"))
        elif source and paragraph and cleaned.get("stated") and PLACE_FIELDS & set(self.changed_data):
            self._check_stated(source, paragraph, cleaned["stated"])
        return cleaned

    def _check_stated(self, source, paragraph, stated):
        """Refuse words that are not in the paragraph, if the text of the source is attached."""
        private = SourceText.objects.filter(source=source).first()
        lines = paragraphs_of(private.text) if private else []
        if paragraph <= len(lines) and not is_stated_in(stated, lines[paragraph - 1]):
            message = _not_stated_message(stated, paragraph, lines)
            self.add_error("stated", ValidationError(message, code="not_stated_there"))


def _not_stated_message(stated, paragraph, lines):
    """Say that the words are not in the paragraph, and how or where the source writes them."""
    words = {"stated": stated, "paragraph": paragraph}
    if written := as_written(stated, lines[paragraph - 1]):
        return _("Paragraph %(paragraph)s writes “%(written)s”.") % (words | {"written": written})
    numbers = [str(number) for number, line in enumerate(lines, start=1) if is_stated_in(stated, line)]
    if numbers:
        words["found"] = ", ".join(numbers[:5])
        return _("“%(stated)s” does not stand in paragraph %(paragraph)s, but in %(found)s.") % words
    return _("“%(stated)s” does not stand in paragraph %(paragraph)s, nor in another: copy the source's words.") % words


class CitationInline(PartRows, GenericTabularInline):
    """The citations of a record, a row for each place."""

    model = Citation
    form = CitationRowForm
    formset = CitationFormSet
    fields = ["source", "paragraph", "field", "stated", "stance", "basis", "note", "needs_recheck"]

    def get_formset(self, request, obj=None, **kwargs):
        form = type("CitationRowForm", (self.form,), {"cited_model": self.parent_model})
        return super().get_formset(request, obj, **{"form": form, **kwargs})
