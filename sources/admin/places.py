"""The place of a citation in forms: the last one is offered for the next, and its words are held against the text."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.admin.opened import Carried, of_this_save
from records.admin.relations import SearchSelect
from sources.models import Source, SourceText
from sources.texts import as_written, is_cut, is_stated_in, paragraphs_of

LAST_PLACE = "last_cited_place"
"""The key of the session under which the place cited last is kept: (number of the source, paragraph)."""
WHOLE = "*"
"""Chosen in a new row for the whole record: nothing chosen leaves an offered place uncited."""


@dataclass(frozen=True)
class Place:
    """A paragraph of a source."""

    source: Source
    paragraph: int

    def __str__(self):
        return f"{self.source.pk}:{self.paragraph}"


def last_place(request) -> Place | None:
    """The place that was cited last in this session, while it is there."""
    number, paragraph = request.session.get(LAST_PLACE) or (None, 0)
    source = Source.objects.filter(pk=number, paragraphs__gte=paragraph).first() if number else None
    return Place(source, paragraph) if source else None


def place_to_offer(request, model, record) -> Place | None:
    """The place that is offered on the form of a record: that cited last; on the form of a source one of its own."""
    last = last_place(request)
    if model is not Source or record is None:
        return None if model is Source else last
    return last if last and last.source == record else Place(record, 1) if record.paragraphs else None


def remember_place(request, citation):
    request.session[LAST_PLACE] = (citation.source_id, citation.paragraph)


class CitingForm(forms.ModelForm):
    """A form in which a place can be cited; `place_fields` are its fields for source, paragraph and words.

    A place that is offered and nothing more is said of is not cited.
    """

    place_fields = ("source", "paragraph", "stated")
    offers_places = False  # whether a place is offered for a row that is there
    offered = Carried()
    as_they_stand = of_this_save(
        forms.BooleanField(label=_("Cite them as they stand"), required=False, widget=forms.HiddenInput)
    )

    def offer(self, place):
        """Fill in a place of which nothing is said yet."""
        source, paragraph, _words = self.place_fields
        self.initial |= {source: place.source.pk, paragraph: place.paragraph, "offered": str(place)}
        widget = getattr(self.fields[source].widget, "widget", self.fields[source].widget)
        if isinstance(widget, SearchSelect):
            widget.selected = place.source

    def _is_as_offered(self):
        source, paragraph = (self.data.get(self.add_prefix(name), "") for name in self.place_fields[:2])
        return self.data.get(self.add_prefix("offered")) == f"{source}:{paragraph}"

    @cached_property
    def changed_data(self):
        changed = [name for name in super().changed_data if name != "as_they_stand"]
        return [name for name in changed if name not in self.place_fields[:2]] if self._is_as_offered() else changed

    def check_place(self, cleaned):
        """Refuse a paragraph that the source lacks and words that do not stand in it; ask about words cut off."""
        source, paragraph, words = (cleaned.get(name) for name in self.place_fields)
        if source and paragraph and paragraph > source.paragraphs:
            message = _("This source has %(last)s paragraphs.") % {"last": source.paragraphs}
            self.add_error(self.place_fields[1], ValidationError(message, code="no_such_paragraph"))
        elif source and paragraph and words:
            self._check_words(source, paragraph, words, cleaned.get("as_they_stand"))

    def _check_words(self, source, paragraph, words, is_confirmed):
        """Compare the words with the paragraph, if the text of the source is attached."""
        private = SourceText.objects.filter(source=source).first()
        lines = paragraphs_of(private.text) if private else []
        if paragraph > len(lines):
            return
        if not is_stated_in(words, lines[paragraph - 1]):
            message = not_stated_message(words, paragraph, lines)
            self.add_error(self.place_fields[2], ValidationError(message, code="not_stated_there"))
        elif is_cut(words, lines[paragraph - 1]) and not is_confirmed:
            self.fields["as_they_stand"].widget = forms.CheckboxInput()
            message = _(
                "“%(words)s” begins or ends inside a word there. Cite whole words, or tick that it is meant so."
            )
            self.add_error(self.place_fields[2], ValidationError(message % {"words": words}, code="cut_words"))


def not_stated_message(stated, paragraph, lines):
    """Say that the words are not in the paragraph, and how or where the source writes them."""
    words = {"stated": stated, "paragraph": paragraph}
    if written := as_written(stated, lines[paragraph - 1]):
        return _("Paragraph %(paragraph)s writes “%(written)s”.") % (words | {"written": written})
    numbers = [str(number) for number, line in enumerate(lines, start=1) if is_stated_in(stated, line)]
    if numbers:
        words["found"] = ", ".join(numbers[:5])
        return _("“%(stated)s” does not stand in paragraph %(paragraph)s, but in %(found)s.") % words
    return _("“%(stated)s” does not stand in paragraph %(paragraph)s, nor in another: copy the source's words.") % words
