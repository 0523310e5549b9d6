"""The page of the matrix, /pathways/, and its picture, /pathways.svg: the same query string, the same rows."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from products.models import Product
from records.etags import conditional_response
from records.problems import BadParameter

from ..files import refusal, refuse_format, svg_response, with_cursor
from ..form import facet_choices, filter_form, without_empties
from ..stages import legend
from ..svg import hatching
from .columns import shown_columns
from .drawing import drawing
from .filters import ProductRowFilters
from .groups import GROUPS, MatrixList
from .matrix import row_of_document

OF_ROWS = ("company", "segment", "country")
OPTIONS = ("jurisdiction", "pathway", "outcome", "marketing", "strength", "has_steps")


class PathwaysPage(View):
    """The matrix as a table, with a form to narrow it."""

    http_method_names = ["get", "head"]

    def get(self, request):
        if (address := without_empties(request)) is not None:
            return HttpResponseRedirect(address)
        return conditional_response(request, lambda: self._page(request), by_day=True)

    def _page(self, request):
        try:
            matrix = matrix_of(request.GET)
            page = matrix.page()
        except BadParameter as error:
            context = {"errors": error.errors, "address": "/pathways/"}
            return render(request, "pictures/refused.html", context, status=400)
        rows = [row_of_document(group, document) for group, document in page.documents]
        query = request.GET.copy()
        query.pop("cursor", None)
        context = {
            "page": page, "groups": _grouped(page, rows), "columns": shown_columns(rows),
            "legend": legend(), "hatching": hatching(), "form": _form(matrix, request.GET, page.data_version),
            "query": request.GET.urlencode(), "whole": query.urlencode(),
            "next": with_cursor(query, page.next), "previous": with_cursor(query, page.previous),
            "orders": GROUPS[0].order_words, "order": request.GET.get("ordering") or GROUPS[0].order,
        }  # fmt: skip
        response = render(request, "pictures/pathways.html", context)
        response.data_version = page.data_version
        return response


def _form(matrix, data, version):
    """The form: companies, segments and countries as the rows have them, then the words that a step may have."""
    rows = ProductRowFilters(data, Product.objects.published), matrix.filtersets[1]
    return filter_form(matrix.filtersets[0], data, OPTIONS, facet_choices(rows, OF_ROWS, data, version))


class PathwaysPicture(View):
    """The same page of the matrix as a picture that stands alone."""

    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._picture(request), by_day=True)

    def _picture(self, request):
        try:
            page = matrix_of(request.GET).page()
        except BadParameter as error:
            return refusal(error)
        rows = [row_of_document(group, document) for group, document in page.documents]
        site = request.build_absolute_uri("/").rstrip("/")
        query = request.GET.urlencode()
        address = f"{site}/pathways/{'?' if query else ''}{query}"
        groups = [group for group, _document in page.documents]
        return svg_response("pathways", drawing(rows, groups, address, site))


def matrix_of(data) -> MatrixList:
    """The matrix of a page's query string. Raises BadParameter, also for what only the API has."""
    refuse_format(data, "pathways")
    return MatrixList(data)


def _grouped(page, rows):
    """[(group, rows)] of a page."""
    grouped = []
    for (group, _document), row in zip(page.documents, rows, strict=True):
        if not grouped or grouped[-1][0] is not group:
            grouped.append((group, []))
        grouped[-1][1].append(row)
    return grouped
