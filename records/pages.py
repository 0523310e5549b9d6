"""The pages of a record type: a list with facets, and a page per record."""

from functools import partial
from http import HTTPStatus

import orjson
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path
from django.views import View

from .addresses import with_cursor
from .comparison_selection import MAX_COMPARED, selection_from_query
from .etags import conditional_response, data_version
from .exports import download_links
from .facets import active_filters, facet_names, facets
from .list_choices import ROW, WITH, address_of_choice
from .list_columns import list_columns
from .list_form import list_form, refused_form
from .possible_dates import more_possible
from .presenters import present
from .problems import BadParameter
from .record_type import RecordType
from .refusals import errors_in_words, refuse_unknown, refused_page, without_wrong
from .wording import single_language

OPEN_FACETS = 3


def sees_drafts(request):
    """Whether the user is an editor, who sees unpublished records too."""
    return request.user.is_authenticated and request.user.is_staff


class ListPage(View):
    """A list of records with facets, from the same query string as the API's list."""

    record_type: RecordType = None
    http_method_names = ["get", "head"]

    def get(self, request):
        try:
            if address := address_of_choice(self.record_type, request):
                return HttpResponseRedirect(address)
        except BadParameter as error:
            return self._refused(request, error)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    @single_language()
    def _page(self, request):
        record_type, data = self.record_type, request.GET
        criteria = data.copy()
        if record_type.can_compare:
            criteria.pop("compare", None)
        try:
            selection = selection_from_query(record_type, data)
            filterset = record_type.filtered(criteria)
            page = record_type.page(filterset)
            columns = list_columns(record_type, data)
        except BadParameter as error:
            return self._refused(request, error)
        shown = facets(filterset, facet_names(record_type.filters), data, page.data_version)
        documents = page.rows
        context = {
            "record_type": record_type,
            "page": page,
            "rows": [present(record_type.row, row) for row in documents],
            "columns": columns,
            "by_date": (data.get("ordering") or record_type.order).removeprefix("-") == "when",
            "facets": _with_open_state([facet for facet in shown if _is_informative(facet)]),
            "more_possible": more_possible(f"/{record_type.name}/", data, (record_type, criteria, page)),
            "all_counted": all(facet.is_complete for facet in shown),
            "active_filters": active_filters(filterset, data, shown),
            "form": list_form(filterset, data, shown),
            "orders": _orders(record_type, data),
            "next": with_cursor(data, page.next),
            "previous": with_cursor(data, page.previous),
            "query": criteria.urlencode(),
            "files": download_links(record_type, criteria),
            "selection": selection,
            "elsewhere": _selected_elsewhere(selection, documents),
            "most_compared": MAX_COMPARED,
        }
        return render(request, [f"{record_type.name}/list.html", "records/list.html"], context)

    def _refused(self, request, error):
        """The page of the errors, with the form as it was typed, and a link that keeps every other choice."""
        remaining = without_wrong(request.GET, error)
        for name in (ROW, WITH):
            remaining.pop(name, None)
        record_type = self.record_type
        context = {
            "record_type": record_type,
            "errors": errors_in_words(record_type.filters, error),
            "rest": f"?{record_type.filters.without_incomplete(remaining.copy()).urlencode()}",
            "form": refused_form(record_type, request.GET, remaining, data_version()),
            "orders": _orders(record_type, request.GET),
        }
        return render(request, "records/bad_query.html", context, status=400)


def _selected_elsewhere(selection, documents):
    """The records of the selection that are not on this page, where a box could show that they are selected."""
    here = {document.get("slug") for document in documents}
    return ",".join(slug for slug in selection.slugs if slug not in here)


def _is_informative(facet):
    return len(facet.values) > 1 or any(value.selected for value in facet.values)


def _with_open_state(shown):
    """[(facet, whether it is open)]: the first few, the years, the conditions, and those with a choice in them."""
    by_name = {facet.name: facet for facet in shown}
    if "year" in by_name and "dated" in by_name:  # undated records are listed below the years
        by_name["year"].undated = by_name["dated"].values
        shown = [facet for facet in shown if facet.name != "dated"]
    return [
        (facet, number < OPEN_FACETS or facet.kind in ("years", "conditions") or bool(facet.chosen))
        for number, facet in enumerate(shown)
    ]


def _orders(record_type, data):
    chosen = data.get("ordering") or record_type.order
    return [{"word": word, "selected": word == chosen} for word in record_type.order_words]


class DetailPage(View):
    """The page of one record; `further` are functions of (type, record) that packages above add context by."""

    record_type: RecordType = None
    further = ()
    http_method_names = ["get", "head"]

    def get(self, request, slug):
        try:
            refuse_unknown(request, ("compare",) if self.record_type.can_compare else ())
            selection = selection_from_query(self.record_type, request.GET)
        except BadParameter as error:
            return refused_page(request, error)
        page = partial(self._page, request, slug, selection)
        return conditional_response(request, page, reports_version=True, by_day=True)

    @single_language()
    def _page(self, request, slug, selection):
        record_type = self.record_type
        version, text = record_type.read(slug, drafts=sees_drafts(request))
        if text is None:
            successor = record_type.successor(slug)
            if successor is not None:
                return HttpResponsePermanentRedirect(f"/{record_type.name}/{successor}/")
            if reason := record_type.reason_gone(slug):
                return render(
                    request, "records/gone.html", {"record_type": record_type, "reason": reason}, status=HTTPStatus.GONE
                )
            raise Http404
        record = present(record_type.profile, orjson.loads(text))
        context = {
            "record_type": record_type,
            "record": record,
            "selection": selection,
        } | self.more(record)
        for context_of in self.further:
            context |= context_of(record_type, record)
        response = render(request, [f"{record_type.name}/detail.html", "records/detail.html"], context)
        response.data_version = version
        return response

    def more(self, record):
        """Further context for the page of this type."""
        return {}


def pages_of(record_type, detail=DetailPage, further=()):
    """The addresses of a record type: /<type>/ and /<type>/<slug>/, named <type>:list and <type>:detail."""
    patterns = [
        path("", ListPage.as_view(record_type=record_type), name="list"),
        path("<slug:slug>/", detail.as_view(record_type=record_type, further=further), name="detail"),
    ]
    return path(f"{record_type.name}/", include((patterns, record_type.name)))
