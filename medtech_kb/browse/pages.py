"""The pages' face of a record type: a list with facets, and a page per record."""

from dataclasses import dataclass

import orjson
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import include, path
from django.views import View

from .faces import Face
from .facets import facet_names, facets, toggled
from .presenting import columns_of, present
from .problems import BadParameter
from .versions import conditionally

# Filters that a page asks for in a form; the others are facets.
TYPED = (
    *("q", "when_certainly", "when_possibly", "published_certainly"),
    *("currency", "amount_certainly_min", "amount_possibly_min"),
)


@dataclass
class Chip:
    """One choice of the query string in words, and the link that takes it back."""

    label: str
    value: str
    link: str


def visible_to(request, face):
    """Everything for an editor, drafts included; what is published for everybody else."""
    if request.user.is_authenticated and request.user.is_staff:
        return face.model.objects.all()
    return face.visible()


class ListPage(View):
    """A list of records with facets, from the same query string as the API's list."""

    face: Face = None
    http_method_names = ["get", "head"]

    def get(self, request):
        return conditionally(request, lambda: self._page(request))

    def _page(self, request):
        face, data = self.face, request.GET
        try:
            filterset = face.filtered(data)
            queryset = filterset.checked()
            page = face.page(data, queryset)
        except BadParameter as error:
            return render(request, "browse/bad_query.html", {"face": face, "errors": error.errors}, status=400)
        shown = facets(filterset, facet_names(face.filters), data)
        context = {
            "face": face,
            "page": page,
            "rows": [present(face.row, orjson.loads(row)) for row in page.rows],
            "columns": columns_of(face.row),
            "facets": [facet for facet in shown if _says_something(facet)],
            "chips": _chips(filterset, data, shown),
            "typed": _typed(filterset, data),
            "kept": [(name, value) for name in data if name not in (*TYPED, "cursor") for value in data.getlist(name)],
            "orders": _orders(face, data),
            "next": _turned(data, page.next),
            "previous": _turned(data, page.previous),
            "query": data.urlencode(),
        }
        return render(request, [f"{face.name}/list.html", "browse/list.html"], context)


def _says_something(facet):
    return len(facet.values) > 1 or any(value.selected for value in facet.values)


def _chips(filterset, data, shown):
    labels = {(facet.name, value.value): value.label for facet in shown for value in facet.values}
    return [
        Chip(str(filterset.filters[name].label or name), str(labels.get((name, value), value)),
             toggled(data, name, value, selected=True))
        for name in data if name in filterset.filters for value in data.getlist(name) if value
    ]  # fmt: skip


def _typed(filterset, data):
    return [
        {"name": name, "label": filterset.filters[name].label, "value": data.get(name, "")}
        for name in TYPED
        if name in filterset.filters
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


class DetailPage(View):
    """All that is known of one record."""

    face: Face = None
    http_method_names = ["get", "head"]

    def get(self, request, slug):
        return conditionally(request, lambda: self._page(request, slug))

    def _page(self, request, slug):
        face = self.face
        text = face.read(slug, queryset=visible_to(request, face))
        if text is None:
            successor = face.successor(slug)
            if successor is None:
                raise Http404
            return HttpResponsePermanentRedirect(f"/{face.name}/{successor}/")
        record = present(face.profile, orjson.loads(text))
        context = {"face": face, "record": record} | self.more(record)
        return render(request, [f"{face.name}/detail.html", "browse/detail.html"], context)

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
