"""The home page shows what the knowledge base answers: where products stand, what is new, what is contested."""

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from catalogue.record_types import RECORD_TYPES, TYPES
from pictures.pathways import first_rows, shown_columns
from pictures.svg import hatching
from records.etags import conditional_response
from records.field_labels import label_of_field
from records.list_queries import COUNT_CAP
from records.presenters import present
from records.problems import BadParameter
from records.refusals import refuse_unknown, refused_page
from sources.models import Citation
from sources.record_types import CITATIONS

KNOWN_FROM = "when_certainly=1000/.."
"""Leaves out what has no date, a doubted one, or a deadline: what was done “by 2024” may be much older than that."""
MATRIX_ROWS, NEWEST, CONTESTED, NEWEST_SOURCES = 4, 5, 5, 8


class Home(View):
    """Search, the top of the matrix, the newest milestones and rounds, contradictions, questions, sources."""

    http_method_names = ["get", "head"]

    def get(self, request):
        try:
            refuse_unknown(request)
        except BadParameter as error:
            return refused_page(request, error)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        standing, standing_count = first_rows(MATRIX_ROWS)
        context = {
            "counts": [(record_type, _number_of(record_type.visible())) for record_type in RECORD_TYPES],
            "citations": _number_of(Citation.objects.published()),
            "standing": standing,
            "standing_count": _capped(standing_count),
            "columns": shown_columns(standing),
            "hatching": hatching(),
            "milestones": _first("milestones", KNOWN_FROM, NEWEST),
            "rounds": _first("rounds", KNOWN_FROM, NEWEST),
            "contradictions": _contradictions(),
            "sources": _first("sources", "", NEWEST_SOURCES),
        }
        return render(request, "home.html", context)


def _first(name, query, size):
    """The first records of a list, as its page shows them."""
    record_type = TYPES[name]
    page = record_type.page(record_type.filtered(QueryDict(query)), size=size)
    return [present(record_type.row, row) for row in page.rows]


def _contradictions():
    """The documents of the first places that contradict a value, each with the label of the value."""
    page = CITATIONS.page(CITATIONS.filtered(QueryDict("stance=contradicts")), size=CONTESTED)
    return [document | {"label": _label(document)} for document in page.rows]


def _label(document):
    """What of the record is contested: “Outcome”, or the part; all of it where the place names no value."""
    record = document["record"]
    return record["part"] or label_of_field(document["field"], record) or _("the record")


def _number_of(queryset):
    """How many there are in words: exact as far as a list counts."""
    return _capped(queryset.order_by()[: COUNT_CAP + 1].count())


def _capped(number):
    return str(number) if number <= COUNT_CAP else f"{COUNT_CAP}+"
