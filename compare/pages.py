"""The page of a comparison: /compare/?company=a&company=b. Every selection is an address."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from records.comparison_selection import MAX_COMPARED, ComparisonSelection
from records.etags import conditional_response
from records.pages import sees_drafts
from records.problems import BadParameter

from .aspects import comparison
from .export import as_csv
from .request_parameters import (
    COMPARED,
    missing_error,
    records_of,
    requested_selection,
    selections_of,
    successor_selection,
)


class ComparePage(View):
    """Up to six companies or six products side by side; if they can't be compared, what can be done instead."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        data = request.GET
        if not data:
            selections = [ComparisonSelection(record_type) for record_type in COMPARED.values()]
            return render(request, "compare/empty.html", {"selections": selections, "most": MAX_COMPARED})
        try:
            selection = requested_selection(data)
        except BadParameter as error:
            return self._refused(request, error, selections_of(data), 400)
        records = records_of(selection, drafts=sees_drafts(request))
        if None in records:
            if successor := successor_selection(selection, records):
                return HttpResponsePermanentRedirect(successor.url)
            slugs = tuple(record.doc["slug"] for record in records if record)
            remaining = [ComparisonSelection(selection.record_type, slugs)] if slugs else []
            return self._refused(request, missing_error(selection, records), remaining, 404)
        compared = comparison(selection, records)
        if data.get("format") == "csv":
            return as_csv(compared)
        context = {
            "compared": compared,
            "selection": selection,
            "columns": [(record, selection.without_record(record.doc["slug"])) for record in records],
            "groups": [(group, _lines(aspects, records)) for group, aspects in compared.groups],
            "dimensions": [dimension for dimension in compared.dimensions if dimension.has_values],
            "names": {record.doc["slug"]: record.name for record in records},
            "query": data.urlencode(),
        }
        return render(request, "compare/compare.html", context)

    def _refused(self, request, error, selections, status):
        """The page of an error: each selection with its records, and links to remove one of them."""
        offered = [
            {
                "selection": selection,
                "fits": len(selection.slugs) <= MAX_COMPARED,
                "first": ComparisonSelection(selection.record_type, selection.slugs[:MAX_COMPARED]),
                "items": [
                    (slug, name, selection.without_record(slug))
                    for slug, name in zip(selection.slugs, selection.names(), strict=True)
                ],
            }
            for selection in selections
        ]
        context = {"errors": error.errors, "offered": offered, "most": MAX_COMPARED}
        return render(request, "compare/refused.html", context, status=status)


def _lines(aspects, records):
    """[(aspect, [(record, its items)])], without the aspects that no record has a value for."""
    return [(aspect, list(zip(records, aspect.cells, strict=True))) for aspect in aspects if aspect.has_values]
