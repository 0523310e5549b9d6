"""The page of a comparison: /compare/?company=a&company=b. Every selection is an address."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from records.comparison_selection import MOST, ComparisonSelection
from records.etags import conditionally
from records.pages import sees_drafts
from records.problems import BadParameter

from .aspects import comparison
from .export import as_csv
from .request_parameters import (
    COMPARED,
    followed,
    missing,
    records_of,
    requested_selection,
    selections_of,
    successors_of,
)


class ComparePage(View):
    """Up to six companies or six products side by side; where that can't be, what can be done instead."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditionally(request, lambda: self._page(request))

    def _page(self, request):
        data = request.GET
        if not data:
            selections = [ComparisonSelection(record_type) for record_type in COMPARED.values()]
            return render(request, "compare/empty.html", {"selections": selections, "most": MOST})
        try:
            selection = requested_selection(data)
        except BadParameter as error:
            return self._refused(request, error, selections_of(data), 400)
        records = records_of(selection, drafts=sees_drafts(request))
        if successors := None in records and successors_of(selection, records):
            return HttpResponsePermanentRedirect(followed(selection, successors).url)
        if error := missing(selection, records):
            there = tuple(record.doc["slug"] for record in records if record)
            return self._refused(
                request, error, [ComparisonSelection(selection.record_type, there)] if there else [], 404
            )
        compared = comparison(selection, records)
        if data.get("format") == "csv":
            return as_csv(compared)
        context = {
            "compared": compared,
            "selection": selection,
            "columns": [(record, selection.without(record.doc["slug"])) for record in records],
            "groups": [(group, _lines(aspects, records)) for group, aspects in compared.groups],
            "dimensions": [one for one in compared.dimensions if one.has_values],
            "names": {record.doc["slug"]: record.name for record in records},
            "query": data.urlencode(),
        }
        return render(request, "compare/compare.html", context)

    def _refused(self, request, error, selections, status):
        """Nothing is lost: each selection with what is in it, and the links that leave one out."""
        offered = [
            {
                "selection": selection,
                "fits": len(selection.slugs) <= MOST,
                "first": ComparisonSelection(selection.record_type, selection.slugs[:MOST]),
                "items": [
                    (slug, name, selection.without(slug))
                    for slug, name in zip(selection.slugs, selection.names(), strict=True)
                ],
            }
            for selection in selections
        ]
        context = {"errors": error.errors, "offered": offered, "most": MOST}
        return render(request, "compare/refused.html", context, status=status)


def _lines(aspects, records):
    """[(aspect, [(record, its items)])], without the lines on which no source tells anything of any record."""
    return [(aspect, list(zip(records, aspect.cells, strict=True))) for aspect in aspects if aspect.has_values]
