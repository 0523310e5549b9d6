from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.clean_text import NOT_STATED
from records.documents import content_type_id
from records.field_labels import label_anywhere
from records.filters import (
    DATED,
    ChoiceFilter,
    DateFilter,
    ListFilter,
    QueryFilters,
    RecordFilters,
    SingleValueFilter,
    SlugFilter,
    ValueFilter,
    YearFilter,
    YesNoFilter,
)
from sources.models import Citation, Source
from sources.models.citation import Basis, Stance, cited_models
from sources.models.source import ReadingStatus, SourceKind


class SourceFilters(RecordFilters):
    model = Source
    kind = ChoiceFilter("kind", SourceKind, label=_("kind"))
    publisher = ValueFilter("publisher", label=_("publisher"))
    language = ValueFilter("language", label=_("language"))
    reading_status = ChoiceFilter("reading_status", ReadingStatus, label=_("reading"))
    year = YearFilter("published", label=_("year"), help_text=_("Published possibly in this year."))
    dated = YesNoFilter(
        Q(published__isnull=False), DATED, label=_("dated"), help_text=_("Whether it says when it was published.")
    )
    published_certainly = DateFilter("published", True, label=_("published certainly in"))
    published_possibly = DateFilter("published", False, label=_("published possibly in"))


class RecordTypeFilter(SingleValueFilter):
    """Citations of the records of one type, their parts included."""

    @property
    def allowed(self):
        return sorted({model.record_type for model in cited_models() if not model.part_of})

    def parse(self, text):
        if text not in self.allowed:
            raise ValueError(_("“%(text)s” is no record type.") % {"text": text[:60]})
        return text

    def filter(self, queryset, value):
        models = [model for model in cited_models() if model.record_model().record_type == value]
        return queryset.filter(content_type_id__in=[content_type_id(model) for model in models])


class CitedFieldFilter(ValueFilter):
    """The field that is cited: by its code in addresses, by its label on pages."""

    not_stated_label = _("the record as a whole")

    def labelled(self, rows):
        return [(value, self._name_of(value, label), count) for value, label, count in super().labelled(rows)]

    def in_words(self, values, data):
        return {value: self._name_of(value, label) for value, label in super().in_words(values, data).items()}

    def _name_of(self, value, label):
        return label if value == NOT_STATED else label_anywhere(value)


class CitationFilters(QueryFilters):
    model = Citation
    id__in = ListFilter("id", r"\d{1,18}", label=_("number"), help_text=_("Several citations by number."))
    source = SlugFilter("source", label=_("source"), help_text=_("The source that states it."))
    paragraph = ListFilter(
        "paragraph", r"\d{1,6}", label=_("paragraph"),
        help_text=_("One or several paragraphs, with commas between them."),
    )  # fmt: skip
    record_type = RecordTypeFilter(label=_("record type"), help_text=_("The type of the cited record."))
    field = CitedFieldFilter("field", label=_("field"), help_text=_("The cited value."))
    stance = ChoiceFilter("stance", Stance, label=_("stance"), help_text=_("For or against the value."))
    basis = ChoiceFilter("basis", Basis, label=_("basis"), help_text=_("Stated at the place, or inferred from it."))
    needs_recheck = YesNoFilter(
        "needing_recheck", label=_("needs re-check"), help_text=_("Whether the value changed since.")
    )
