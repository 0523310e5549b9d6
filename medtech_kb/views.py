"""The pages that see across all record types: a company, a product, a source, the glossary; and the errors."""

import itertools
from functools import cache
from operator import itemgetter

import orjson
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from catalogue.glossary import fields_by_type, terms
from catalogue.timeline import investors, partners, timeline, totals
from medtech_kb.short_page import short_answer, short_page
from pictures.funding import small_picture
from pictures.pathways import rows_of, shown_columns
from pictures.svg import hatching
from records import problems
from records.cited_places import part_anchor
from records.documents import compiled
from records.etags import conditional_response
from records.pages import DetailPage
from records.problems import BadParameter
from records.refusals import refuse_unknown, refused_page
from records.wording import language
from sources.documents import CitationRow
from sources.models import Citation


class CompanyPage(DetailPage):
    """A company with where it stands, its timeline, the totals of its funding and its investors."""

    ORDER = {
        "products": _("Products"), "milestones": _("Regulatory steps"), "rounds": _("Funding"),
        "collaborations": _("Partners"), "studies": _("Studies and outcomes"), "timeline": _("Timeline"),
        "recognitions": _("Recognition"), "people": _("People"),
    }  # fmt: skip

    def more(self, record):
        entries = timeline(record)
        standing = [row for row in rows_of(record) if row.cells]
        context = {"timeline": entries, "parts": _parts(record, type(self), entries)}
        context |= {
            "standing": standing,
            "columns": shown_columns(standing),
            "hatching": hatching(),
            "funding": small_picture(record),
        }
        return context | {"totals": totals(record), "investors": investors(record), "partners": partners(record)}


class ProductPage(DetailPage):
    """A product with its timeline."""

    ORDER = {"milestones": _("Regulatory steps"), "studies": _("Studies and outcomes"), "timeline": _("Timeline")}

    def more(self, record):
        entries = timeline(record)
        return {"timeline": entries, "parts": _parts(record, type(self), entries)}


def _parts(record, page, entries):
    """[(key, label)] of the sections with rows: those that the page orders, then the others, insights last."""
    first = _ordered(page, language())
    labels = {key: section.label for key, section in record.section.items()}
    if entries["dated"] or entries["undated"]:
        labels["timeline"] = ""
    order = [*first, *(key for key in labels if key not in first and key != "insights"), "insights"]
    return [(key, first.get(key, labels[key])) for key in order if key in labels]


@cache
def _ordered(page, _language):
    return {key: str(label) for key, label in page.ORDER.items()}


class SourcePage(DetailPage):
    """A source, paragraph by paragraph, with what is cited from each."""

    def more(self, record):
        documents = (
            Citation.objects.published()
            .filter(source__slug=record.doc["slug"])
            .order_by("paragraph", "pk")
            .values_list(compiled(CitationRow, CITATION_KEYS), flat=True)
        )
        rows = with_entries(orjson.loads(row) for row in documents)
        paragraphs = {number: list(group) for number, group in itertools.groupby(rows, key=itemgetter("paragraph"))}
        return {
            "paragraphs": paragraphs,
            "uncited": [n for n in range(1, record.doc["paragraphs"] + 1) if n not in paragraphs],
            "citation_count": len(rows),
        }


def with_entries(rows) -> list:
    """The citations of a source, each with the id of its entry; of several of one value in a paragraph, the first."""
    rows, seen = list(rows), set()
    for row in rows:
        record, field = row["record"], row["field"] or "record"
        anchor = f"{record['type']}-{record['slug']}"
        anchor = part_anchor(anchor, record["part"]) if record["part"] else anchor
        entry = f"p{row['paragraph']}-{anchor}-{field}"
        row["entry"] = "" if entry in seen else entry
        seen.add(entry)
    return rows


class GlossaryPage(View):
    """The field's terms and ours, and what the fields of each record type mean."""

    http_method_names = ["get", "head"]

    def get(self, request):
        try:
            refuse_unknown(request)
        except BadParameter as error:
            return refused_page(request, error)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        return render(request, "glossary.html", {"topics": list(terms().items()), "types": fields_by_type()})


CITATION_KEYS = ("paragraph", "record", "field", "stated", "stance", "basis", "note", "needs_recheck")


def bad_request(request, exception=None):
    """A request that can't be answered as it came: for a host that isn't ours, or with too many fields."""
    detail = _("The request can't be answered as it came: it has too many fields, or values that no browser sends.")
    if isinstance(exception, DisallowedHost):
        detail = _("This site does not answer to that host name.")
    _status, media_type, body = short_answer(400, str(detail), request.path.startswith("/api/"))
    return HttpResponse(body, status=400, content_type=media_type)


def not_found(request, exception=None):
    """Nothing at this address: a problem document for the API, a page otherwise."""
    if request.path.startswith("/api/"):
        return problems.response(404, "There is nothing at this address.")
    return render(request, "404.html", status=404)


def not_allowed(request, exception=None):
    """A right is missing: a page that says so, and where to go from there."""
    return render(request, "403.html", status=403)


def form_refused(request, reason=""):
    """A form whose token is not this session's: somebody logged in meanwhile in another tab, or forged it."""
    return render(request, "form_refused.html", status=403)


def server_error(request):
    """An unexpected error: a page without a template, which might fail too."""
    if request.path.startswith("/api/"):
        return problems.response(500, "Something went wrong on our side.")
    return HttpResponse(short_page("Something went wrong on our side"), status=500)
