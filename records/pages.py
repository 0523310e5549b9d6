"""The pages' face of a record type: a list with facets, and a page per record."""

import orjson
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path
from django.views import View

from .chips import chips
from .exporting import files_of
from .faces import Face
from .facets import facet_names, facets
from .narrowing import narrowing
from .presenting import columns_of, present
from .problems import BadParameter
from .tray import Tray, tray_carried
from .versions import conditionally

OPEN_FACETS = 3


def sees_drafts(request):
    """Whether it is an editor, who sees what is not published too."""
    return request.user.is_authenticated and request.user.is_staff


class ListPage(View):
    """A list of records with facets, from the same query string as the API's list."""

    face: Face = None
    http_method_names = ["get", "head"]

    def get(self, request):
        if any(value == "" for name in request.GET for value in request.GET.getlist(name)):
            return HttpResponseRedirect(_without_empties(request))
        return conditionally(request, lambda: self._page(request))

    def _page(self, request):
        face, data = self.face, request.GET
        asked = data.copy()
        if face.can_compare:
            asked.pop("compare", None)
        try:
            tray = tray_carried(face, data)
            filterset = face.filtered(asked)
            page = face.page(filterset)
        except BadParameter as error:
            return render(request, "records/bad_query.html", self._refusal(data, error), status=400)
        shown = facets(filterset, facet_names(face.filters), data, page.data_version)
        context = {
            "face": face,
            "page": page,
            "rows": [present(face.row, row) for row in page.rows],
            "columns": columns_of(face.row),
            "facets": _opened([facet for facet in shown if _says_something(facet)]),
            "all_counted": all(facet.is_whole for facet in shown),
            "chips": chips(filterset, data, shown),
            "form": narrowing(filterset, data, shown),
            "orders": _orders(face, data),
            "next": _turned(data, page.next),
            "previous": _turned(data, page.previous),
            "query": asked.urlencode(),
            "files": files_of(face, asked),
            "tray": tray,
        }
        return render(request, [f"{face.name}/list.html", "records/list.html"], context)

    def _refusal(self, data, error):
        """What could not be read, and the same question without it: nothing else that was chosen is lost."""
        rest = data.copy()
        for wrong in error.errors:
            rest.pop(wrong["parameter"], None)
        return {"face": self.face, "errors": error.errors, "rest": f"?{self.face.filters.sensible(rest).urlencode()}"}


def _without_empties(request):
    """The address without the fields that a form sent empty, so that every state has one address."""
    data = request.GET.copy()
    for name in list(data):
        data.setlist(name, [value for value in data.getlist(name) if value != ""])
    query = data.urlencode()
    return f"{request.path}?{query}" if query else request.path


def _says_something(facet):
    return len(facet.values) > 1 or any(value.selected for value in facet.values)


def _opened(shown):
    """[(facet, whether it is open)]: the first few, the years, the conditions, and those with a choice in them."""
    by_name = {facet.name: facet for facet in shown}
    if "year" in by_name and "dated" in by_name:  # what has no date stands below the years
        by_name["year"].beside = by_name["dated"].values
        shown = [facet for facet in shown if facet.name != "dated"]
    return [
        (facet, number < OPEN_FACETS or facet.kind in ("years", "conditions") or bool(facet.chosen))
        for number, facet in enumerate(shown)
    ]


def _orders(face, data):
    chosen = data.get("ordering") or face.order
    words = [prefix + order.word for order in face.all_orders for prefix in ("", "-")]
    return [{"word": word, "selected": word == chosen} for word in words]


def _turned(data, cursor):
    if cursor is None:
        return ""
    turned = data.copy()
    turned["cursor"] = cursor
    return f"?{turned.urlencode()}"


def _tray(face, data):
    """The tray that a record's page carries; an address that can't be read carries none."""
    try:
        return tray_carried(face, data)
    except BadParameter:
        return Tray(face)


class DetailPage(View):
    """All that is known of one record."""

    face: Face = None
    http_method_names = ["get", "head"]

    def get(self, request, slug):
        return conditionally(request, lambda: self._page(request, slug), tells_version=True)

    def _page(self, request, slug):
        face = self.face
        version, text = face.read(slug, drafts=sees_drafts(request))
        if text is None:
            successor = face.successor(slug)
            if successor is None:
                raise Http404
            return HttpResponsePermanentRedirect(f"/{face.name}/{successor}/")
        record = present(face.profile, orjson.loads(text))
        context = {"face": face, "record": record, "tray": _tray(face, request.GET)} | self.more(record)
        response = render(request, [f"{face.name}/detail.html", "records/detail.html"], context)
        response.data_version = version
        return response

    def more(self, record):
        """What else the page of this type needs."""
        return {}


def pages_of(face, detail=DetailPage):
    """The addresses of a record type: /<type>/ and /<type>/<slug>/, named <type>:list and <type>:detail."""
    patterns = [
        path("", ListPage.as_view(face=face), name="list"),
        path("<slug:slug>/", detail.as_view(face=face), name="detail"),
    ]
    return path(f"{face.name}/", include((patterns, face.name)))
