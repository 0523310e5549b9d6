"""The page of funding, /funding/, and its picture, /funding.svg: the same query string, the same rows."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from companies.record_types import ROUNDS
from records.etags import conditional_response
from records.problems import BadParameter

from ..files import refusal, refuse_format, svg_response, with_cursor
from ..form import filter_form, without_empties
from .drawing import HEADINGS, NARROW, drawing
from .rows import BY, funding

OPTIONS = ("series", "investor_list", "role", "dated", "contested")


class FundingPage(View):
    """Range bars by company, year or investor, and the same rows as a table."""

    http_method_names = ["get", "head"]

    def get(self, request):
        if (address := without_empties(request)) is not None:
            return HttpResponseRedirect(address)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        try:
            found = _found(request.GET)
        except BadParameter as error:
            context = {"errors": error.errors, "address": "/funding/"}
            return render(request, "pictures/refused.html", context, status=400)
        query, criteria = request.GET.copy(), request.GET.copy()
        query.pop("cursor", None)
        criteria.pop("by", None)
        context = {
            "found": found, "heading": HEADINGS[found.by], "picture": drawing(found, _address(request), "").inline(),
            "narrow": drawing(found, _address(request), "", NARROW).inline("-narrow"),
            "form": filter_form(ROUNDS.filtered(criteria), request.GET, OPTIONS), "whole": query.urlencode(),
            "switch": [(by, HEADINGS[by], _switched(query, by), by == found.by) for by in BY],
            "next": with_cursor(query, found.next), "previous": with_cursor(query, found.previous),
        }  # fmt: skip
        return render(request, "pictures/funding.html", context)


class FundingPicture(View):
    """The same rows as a picture that stands alone."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._picture(request), by_day=True)

    def _picture(self, request):
        try:
            found = _found(request.GET)
        except BadParameter as error:
            return refusal(error)
        site = request.build_absolute_uri("/").rstrip("/")
        return svg_response(f"funding-by-{found.by}", drawing(found, _address(request), site))


def _found(data):
    refuse_format(data, "funding")
    return funding(data)


def _address(request):
    query = request.GET.urlencode()
    return request.build_absolute_uri(f"/funding/{'?' if query else ''}{query}")


def _switched(query, by):
    """The same filters with other rows; no page and no order, which differ."""
    query = query.copy()
    for name in ("ordering", "page_size"):
        query.pop(name, None)
    query["by"] = by
    return f"?{query.urlencode()}"
