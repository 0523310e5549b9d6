"""The citations of a record, entered in the record's own form."""

from django import forms
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.admin.relations import LabelledRows, RowForm, Rows
from sources.models import Citation, SourceText
from sources.texts import as_written, paragraphs_of, stands_in

from .fact_fields import citable

PLACE = {"source", "paragraph", "stated"}


class UniqueRows(LabelledRows, BaseGenericInlineFormSet):
    """Rows of a generic relation, of which none says the same as another, and each is saved as far as it changed.

    What did not change is not written: the database may just have marked the row "to be checked again".
    """

    same = ()
    twice = ""

    def save_existing(self, form, obj, commit=True):
        obj = form.save(commit=False)
        if commit:
            obj.save(update_fields=form.changed_data)
        return obj

    def clean(self):
        super().clean()
        seen = set()
        for form in self.kept():
            key = tuple(form.cleaned_data.get(name) for name in self.same)
            if key in seen:
                form.add_error(None, ValidationError(self.twice, code="twice"))
            seen.add(key)

    def kept(self):
        """The filled rows that stay."""
        return [
            form for form in self.forms
            if getattr(form, "cleaned_data", None) and not self._should_delete_form(form)
            and (form.instance.pk or form.has_changed())
        ]  # fmt: skip


class Citations(UniqueRows):
    """The citations of one record; a published record keeps at least one."""

    same = ("source", "paragraph", "field", "stated")
    twice = Citation._meta.constraints[0].violation_error_message

    def clean(self):
        super().clean()
        if getattr(self.instance, "is_published", False) and not self._some_stay():
            raise ValidationError(
                _("A record without a citation can't be published: cite at least one place, or leave it unpublished."),
                code="uncited",
            )

    def _some_stay(self):
        return any(
            (form.instance.pk or form.has_changed()) and not self._should_delete_form(form) for form in self.forms
        )


class CitationRowForm(RowForm):
    """One citation: the field is chosen among the cited record's own."""

    cited_model = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"] = self._choice_of_field(self.fields["field"])

    def _choice_of_field(self, plain):
        model = self.cited_model or self.instance.content_type.model_class()
        known = citable(model)
        if self.instance.field and self.instance.field not in dict(known):
            known.append((self.instance.field, self.instance.field))
        choices = [("", _("the whole record")), *known]
        return forms.ChoiceField(label=plain.label, help_text=plain.help_text, required=False, choices=choices)

    def clean(self):
        cleaned = super().clean()
        source, paragraph = cleaned.get("source"), cleaned.get("paragraph")
        if source and paragraph and paragraph > source.paragraphs:
            said = _("This source has %(last)s paragraphs.") % {"last": source.paragraphs}
            self.add_error("paragraph", ValidationError(said, code="no_such_paragraph"))
        elif source and paragraph and cleaned.get("stated") and PLACE & set(self.changed_data):
            self._look_up(source, paragraph, cleaned["stated"])
        return cleaned

    def _look_up(self, source, paragraph, stated):
        """Refuse words that the paragraph does not have, as far as the text of the source is attached."""
        private = SourceText.objects.filter(source=source).first()
        lines = paragraphs_of(private.text) if private else []
        if paragraph <= len(lines) and not stands_in(stated, lines[paragraph - 1]):
            self.add_error("stated", ValidationError(_where_else(stated, paragraph, lines), code="not_stated_there"))


def _where_else(stated, paragraph, lines):
    """What is wrong with words that a paragraph does not have, and what would be right."""
    said = {"stated": stated, "paragraph": paragraph}
    if written := as_written(stated, lines[paragraph - 1]):
        return _("Paragraph %(paragraph)s writes “%(written)s”.") % (said | {"written": written})
    found = [str(number) for number, line in enumerate(lines, start=1) if stands_in(stated, line)]
    if found:
        said["found"] = ", ".join(found[:5])
        return _("“%(stated)s” does not stand in paragraph %(paragraph)s, but in %(found)s.") % said
    return _("“%(stated)s” does not stand in paragraph %(paragraph)s, nor in another: copy the source's words.") % said


class CitationInline(Rows, GenericTabularInline):
    """Where it is stated, a row for each place."""

    model = Citation
    form = CitationRowForm
    formset = Citations
    fields = ["source", "paragraph", "field", "stated", "stance", "note", "is_tainted"]

    def get_formset(self, request, obj=None, **kwargs):
        cited = type("CitationRowForm", (self.form,), {"cited_model": self.parent_model})
        return super().get_formset(request, obj, **{"form": cited, **kwargs})
