"""The words that are cited for a value: typed or selected, looked up in their paragraph, and kept as a citation."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.admin.citation_inlines import CitationRowForm
from sources.models import Citation
from sources.models.citation import Basis, Stance
from sources.texts import folded, places_of

AROUND = 24
"""The characters on each side by which places of the same words are told apart."""


class CitedWords(forms.Form):
    """The words for one value, with what an editor may have to say besides; nothing is cited where all is empty."""

    words = forms.CharField(
        label=gettext_lazy("Cited words"), required=False, max_length=Citation._meta.get_field("stated").max_length
    )
    begins = forms.IntegerField(label=gettext_lazy("Which of them"), required=False, widget=forms.HiddenInput)
    as_they_stand = forms.BooleanField(
        label=gettext_lazy("Cite them as they stand"), required=False, widget=forms.HiddenInput
    )
    paragraph = forms.IntegerField(label=gettext_lazy("Paragraph"), required=False, min_value=1)
    is_inferred = forms.BooleanField(label=gettext_lazy("Inferred from it"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=Citation._meta.get_field("note").max_length
    )

    def __init__(self, *args, place, field, model, label="", is_needed=False, **kwargs):
        """`place` is that of the entry, `field` what is cited of a record of `model`, empty for the whole."""
        super().__init__(*args, **kwargs)
        self.place, self.field, self.model, self.label, self.is_needed = place, field, model, label, is_needed
        named = {"placeholder": _("cited words"), "aria-label": _("Words cited for: %s") % label}
        self.fields["words"].widget.attrs |= {"class": "kb-words", **named}
        self.fields["paragraph"].widget.attrs |= {"placeholder": place.paragraph}
        if not self.is_bound:
            self._offer_places(self.initial.get("words", ""))
        self.also = ""  # the value as typed, cited in its own words where it stands in the paragraph

    @property
    def is_shown(self):
        """Whether there is anything to cite by this: a value that is given has words of its own."""
        return self.is_needed

    @property
    def says_more(self):
        """Whether more than words is filled in, or missing."""
        names = ("paragraph", "is_inferred", "note")
        return any(self[name].value() or (self.is_bound and self[name].errors) for name in names)

    @property
    def number(self):
        """The paragraph in which the words stand: that of the entry, unless another one is typed."""
        return getattr(self, "cleaned_data", {}).get("paragraph") or self.place.paragraph

    @property
    def line(self):
        return self.place.lines[self.number - 1] if 0 < self.number <= len(self.place.lines) else ""

    def clean(self):
        cleaned = super().clean()
        words = folded(cleaned.get("words") or "").strip()
        cleaned["words"] = words
        if not self._says_something() or "words" in self.errors:
            return cleaned
        if self.place.stance == Stance.CONTRADICTS and not cleaned.get("note"):
            self.add_error("note", ValidationError(_("Say in the note why the record keeps its value.")))
            return cleaned
        if self._basis() == Basis.INFERRED and not cleaned.get("note"):
            self.add_error("note", ValidationError(_("Say in the note how the value is inferred from this place.")))
            return cleaned
        row = type("CitedRowForm", (_RowForm,), {"cited_model": self.model})({
            "source": self.place.source.pk, "paragraph": self.number, "field": self.field, "stated": words,
            "stance": self.place.stance, "basis": self._basis(), "note": cleaned.get("note", ""),
            "as_they_stand": cleaned.get("as_they_stand"),
        })  # fmt: skip
        for name, errors in row.errors.as_data().items():
            for error in errors:
                if error.code == "cut_words":
                    self.fields["as_they_stand"].widget = forms.CheckboxInput()
                self.add_error({"stated": "words"}.get(name, name if name in self.fields else None), error)
        cleaned["begins"] = self._beginning(words)
        return cleaned

    def _beginning(self, words):
        """Where the words begin, if they stand in the paragraph more than once; it is asked for where it isn't said."""
        begins = self.cleaned_data.get("begins")
        places = self._offer_places(words)
        if len(places) < 2:
            return None
        if begins not in places:
            message = _("“%(words)s” stands in the paragraph %(number)s times: choose which is meant.")
            self.add_error("begins", ValidationError(message % {"words": words, "number": len(places)}))
            return None
        return begins

    def _offer_places(self, words):
        """The places of the words in their paragraph; where there are several, one of them is to be chosen."""
        places = places_of(words, self.line)
        if len(places) > 1:
            choices = [(place, _snippet(self.line, place, len(words))) for place in places]
            self.fields["begins"].widget = forms.Select(choices=[("", _("choose …")), *choices])
        return places

    def _basis(self):
        return Basis.INFERRED if self.cleaned_data.get("is_inferred") else Basis.STATED

    def _says_something(self):
        return self.is_needed or any(self.cleaned_data.get(key) for key in ("words", "is_inferred", "note"))

    def citation(self, record):
        """The citation of the record that these words make, not yet saved; None where nothing is cited."""
        cleaned = self.cleaned_data
        stated, begins = cleaned["words"], cleaned.get("begins")
        if not stated and not cleaned.get("is_inferred"):
            stated, begins = self._value_itself()
        if not stated and not self._says_something():
            return None
        return Citation(
            record=record, source=self.place.source, paragraph=self.number, field=self.field, stated=stated,
            begins=begins, basis=self._basis(), note=cleaned.get("note", ""), stance=self.place.stance,
        )  # fmt: skip

    def _value_itself(self):
        """The value as typed, and which place is meant, where the paragraph has it in the same words."""
        words = folded(self.also).strip()
        places = [at for at in places_of(words, self.line) if _is_whole(self.line, at, at + len(words))]
        if not places or len(words) > self.fields["words"].max_length:
            return "", None
        return words, min(places, key=lambda at: abs(at - self.place.begin)) if len(places) > 1 else None


_RowForm = forms.modelform_factory(
    Citation, CitationRowForm, fields=["source", "paragraph", "field", "stated", "stance", "basis", "note"]
)


def _is_whole(line, begin, end):
    """Whether the stretch of a line neither begins nor ends inside a word or a number of Latin letters."""
    pairs = [(line[begin - 1 : begin], line[begin : begin + 1]), (line[end - 1 : end], line[end : end + 1])]
    return not any(one.isalnum() and other.isalnum() and (one + other).isascii() for one, other in pairs)


def _snippet(line, begin, length):
    """The words with what stands around them."""
    before, behind = line[max(0, begin - AROUND) : begin], line[begin + length : begin + length + AROUND]
    return f"…{before}[{line[begin : begin + length]}]{behind}…"


class Citations:
    """The citations that an entry makes, saved behind the record and its parts like the rows of a formset."""

    form = _RowForm
    model = Citation
    changed_objects, deleted_objects = (), ()

    def __init__(self, planned):
        """`planned` are pairs: a CitedWords, and a function that returns the record once that is saved."""
        self.planned, self.new_objects = planned, []

    def save(self, commit=True):
        made = {}
        for words, record in self.planned:
            cited = record()
            if cited is None or cited.pk is None or (citation := words.citation(cited)) is None:
                continue
            key = (type(cited), cited.pk, citation.field, citation.stated, citation.paragraph)
            made.setdefault(key, citation)
        for citation in made.values():
            citation.save()
        self.new_objects = list(made.values())
        return self.new_objects
