"""What each picture has: a page, a picture that stands alone, and its rows in the API, of the same query string."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View
from rest_framework.views import APIView

from records.addresses import has_empties, with_query, without_empties
from records.api import JsonNegotiation, json_response, with_format
from records.as_of_links import full_address
from records.etags import conditional_response
from records.problems import BadParameter, format_errors, parameter_error, raise_if_any
from records.refusals import errors_in_words, without_wrong

from .files import svg_response
from .form import filter_form

FORMATS = ("json", "csv")


class PicturePage(View):
    """The page at /<name>/; `context(request)` is what its template shows, and raises BadParameter.

    `filters` is the FilterSet of its rows, `options` are the parameters of the form with words to choose from.
    """

    name, filters, options = "", None, ()
    http_method_names = ["get", "head"]

    def get(self, request):
        if has_empties(request.GET):
            return HttpResponseRedirect(with_query(request.path, without_empties(request.GET)))
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        try:
            _refuse_format(request.GET, self.name)
            context = self.context(request)
        except BadParameter as error:
            return self._refused(request, error)
        return render(request, f"pictures/{self.name}.html", context)

    def _refused(self, request, error):
        """The page of the errors, with the form as it was typed, and a link that keeps every other choice."""
        rest, address = without_wrong(request.GET, error), f"/{self.name}/"
        filterset = self.filters(request.GET, self.filters.model.objects.published)
        context = {
            "errors": errors_in_words(self.filters, error), "address": address,
            "form": filter_form(filterset, request.GET, self.options, rest=rest),
            "without": with_query(address, self.filters.without_incomplete(rest)),
        }  # fmt: skip
        return render(request, "pictures/refused.html", context, status=400)


class PictureFile(View):
    """The picture at /<name>.svg; `drawn(data, address, site)` is the name of its file and the picture."""

    name = ""
    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._picture(request), by_day=True)

    def _picture(self, request):
        site = request.build_absolute_uri("/").rstrip("/")
        try:
            _refuse_format(request.GET, self.name)
            return svg_response(*self.drawn(request.GET, page_address(request, self.name), site))
        except BadParameter as error:
            return _in_plain_words(error)


class PictureRows(APIView):
    """The rows of a picture in the API: `body(data)` is (the answer, the version of the data), `file(data)` a CSV.

    A subclass documents its `get`, which returns `answer(request, suffix)`.
    """

    content_negotiation_class = JsonNegotiation
    metadata_class = None

    def answer(self, request, suffix):
        data = with_format(request.query_params, suffix) if suffix else request.query_params
        return conditional_response(request, lambda: self._answer(data), by_day=True)

    def _answer(self, data):
        raise_if_any(format_errors(data, FORMATS))
        is_file, data = data.get("format") == "csv", data.copy()
        data.pop("format", None)
        if not is_file:
            return json_response(*self.body(data))
        of_pages = [name for name in ("cursor", "page_size") if name in data]
        raise_if_any([parameter_error(name, _("A file holds all rows."), ["format=json"]) for name in of_pages])
        return self.file(data)

    def link(self, cursor):
        """The address of another page of these rows; None where there is none."""
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return full_address(self.request, with_query(self.request.path, query))


def page_address(request, name):
    """The whole address of a picture's page under the query string of a request."""
    return full_address(request, with_query(f"/{name}/", request.GET))


def without_cursor(data):
    """The query string of all pages together."""
    query = data.copy()
    query.pop("cursor", None)
    return query


def _refuse_format(data, name):
    """Raise BadParameter for a format that the query string names: the address of a page or picture says it."""
    if "format" in data:
        message = _("The address says already in which format.")
        raise BadParameter(parameter_error("format", message, [f"/{name}.svg", f"/api/v1/{name}.csv"]))


def _in_plain_words(error):
    """What a picture can't be made of: a browser shows no page in place of a picture."""
    lines = [f"{each['parameter']}: {each['message']} {', '.join(each['allowed'])}".strip() for each in error.errors]
    return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
