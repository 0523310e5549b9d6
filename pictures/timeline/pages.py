"""The page of a timeline, /timeline/, and its picture, /timeline.svg: the same query string, the same entries."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from records.etags import conditional_response
from records.problems import BadParameter
from regulatory.record_types import POLICIES

from ..files import refusal, refuse_format, svg_response, with_cursor
from ..form import filter_form, without_empties
from .drawing import NARROW, drawing, when_in_words
from .entries import timeline_of

OPTIONS = ("jurisdiction", "kind", "dated")


class TimelinePage(View):
    """A timeline to scale, and the same entries as a table."""

    http_method_names = ["get", "head"]

    def get(self, request):
        if (address := without_empties(request)) is not None:
            return HttpResponseRedirect(address)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        try:
            found = _found(request.GET)
        except BadParameter as error:
            context = {"errors": error.errors, "address": "/timeline/"}
            return render(request, "pictures/refused.html", context, status=400)
        query = request.GET.copy()
        query.pop("cursor", None)
        context = {
            "found": found, "picture": drawing(found, _address(request), "").inline(),
            "narrow": drawing(found, _address(request), "", NARROW).inline("-narrow"), "whole": query.urlencode(),
            "form": _form(found, request.GET), "when": when_in_words,
            "next": with_cursor(query, found.next), "previous": with_cursor(query, found.previous),
        }  # fmt: skip
        return render(request, "pictures/timeline.html", context)


class TimelinePicture(View):
    """The same entries as a picture that stands alone."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._picture(request), by_day=True)

    def _picture(self, request):
        try:
            found = _found(request.GET)
        except BadParameter as error:
            return refusal(error)
        site = request.build_absolute_uri("/").rstrip("/")
        return svg_response("timeline", drawing(found, _address(request), site))


def _found(data):
    refuse_format(data, "timeline")
    return timeline_of(data)


def _form(found, data):
    """The form of policies; the timeline of one record has nothing to narrow."""
    if found.owner:
        return None
    criteria = data.copy()
    criteria.pop("beside", None)
    return filter_form(POLICIES.filtered(criteria), data, OPTIONS)


def _address(request):
    query = request.GET.urlencode()
    return request.build_absolute_uri(f"/timeline/{'?' if query else ''}{query}")
