"""The page of a comparison: /compare/?company=a&company=b. Every tray is an address."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from records.pages import sees_drafts
from records.problems import BadParameter
from records.tray import MOST, Tray
from records.versions import conditionally

from .asking import COMPARED, followed, missing, records_of, successors_of, tray_asked, trays_of
from .aspects import comparison
from .exporting import as_csv


class ComparePage(View):
    """Up to six companies or six products side by side; where that can't be, what can be done instead."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditionally(request, lambda: self._page(request))

    def _page(self, request):
        data = request.GET
        if not data:
            trays = [Tray(face) for face in COMPARED.values()]
            return render(request, "compare/empty.html", {"trays": trays, "most": MOST})
        try:
            tray = tray_asked(data)
        except BadParameter as error:
            return self._refused(request, error, trays_of(data), 400)
        records = records_of(tray, drafts=sees_drafts(request))
        if successors := None in records and successors_of(tray, records):
            return HttpResponsePermanentRedirect(followed(tray, successors).url)
        if error := missing(tray, records):
            there = tuple(record.doc["slug"] for record in records if record)
            return self._refused(request, error, [Tray(tray.face, there)] if there else [], 404)
        compared = comparison(tray, records)
        if data.get("format") == "csv":
            return as_csv(compared)
        context = {
            "compared": compared,
            "tray": tray,
            "columns": [(record, tray.without(record.doc["slug"])) for record in records],
            "groups": [(group, _lines(aspects, records)) for group, aspects in compared.groups],
            "dimensions": [one for one in compared.dimensions if one.is_told],
            "names": {record.doc["slug"]: record.name for record in records},
            "query": data.urlencode(),
        }
        return render(request, "compare/compare.html", context)

    def _refused(self, request, error, trays, status):
        """Nothing is lost: each tray with what is in it, and the links that leave one out."""
        offered = [
            {
                "tray": tray,
                "fits": len(tray.slugs) <= MOST,
                "first": Tray(tray.face, tray.slugs[:MOST]),
                "items": [
                    (slug, name, tray.without(slug)) for slug, name in zip(tray.slugs, tray.names(), strict=True)
                ],
            }
            for tray in trays
        ]
        context = {"errors": error.errors, "offered": offered, "most": MOST}
        return render(request, "compare/refused.html", context, status=status)


def _lines(aspects, records):
    """[(aspect, [(record, its items)])], without the lines on which no source tells anything of any record."""
    return [(aspect, list(zip(records, aspect.cells, strict=True))) for aspect in aspects if aspect.is_told]
