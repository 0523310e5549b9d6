"""The page of the matrix, /pathways/, and its picture, /pathways.svg: the same query string, the same rows."""

from products.models import Product
from records.addresses import with_cursor

from ..form import facet_choices, filter_form
from ..stages import legend
from ..svg import hatching
from ..views import PictureFile, PicturePage, without_cursor
from .columns import shown_columns
from .drawing import drawing
from .filters import ProductRowFilters
from .groups import GROUPS, MatrixList
from .matrix import row_of_document
from .reach import reach_of_sources, why_rows

OF_ROWS = ("company", "segment", "country")
OPTIONS = ("jurisdiction", "pathway", "outcome", "marketing", "strength", "has_steps")


class PathwaysPage(PicturePage):
    """The matrix as a table, with a form to narrow it."""

    name, filters, options = "pathways", ProductRowFilters, OPTIONS

    def context(self, request):
        matrix, query = MatrixList(request.GET), without_cursor(request.GET)
        page = matrix.page()
        rows = _rows(page)
        return {
            "page": page, "reach": reach_of_sources(page.data_version), "why": why_rows(matrix.criteria),
            "groups": _grouped(page, rows), "columns": shown_columns(rows),
            "legend": legend(), "hatching": hatching(), "form": _form(matrix, request.GET, page.data_version),
            "query": request.GET.urlencode(), "whole": query.urlencode(),
            "next": with_cursor(query, page.next), "previous": with_cursor(query, page.previous),
            "orders": GROUPS[0].order_words, "order": request.GET.get("ordering") or GROUPS[0].order,
        }  # fmt: skip


class PathwaysPicture(PictureFile):
    """The same page of the matrix as a picture that stands alone."""

    name = "pathways"

    def drawn(self, data, address, site):
        matrix = MatrixList(data)
        page = matrix.page()
        groups = [group for group, _document in page.documents]
        return self.name, drawing(_rows(page), groups, address, site, why_rows(matrix.criteria))


def _rows(page):
    return [row_of_document(group, document) for group, document in page.documents]


def _form(matrix, data, version):
    """The form: companies, segments and countries as the rows have them, then the words that a step may have."""
    rows = ProductRowFilters(data, Product.objects.published), matrix.filtersets[1]
    return filter_form(matrix.filtersets[0], data, OPTIONS, facet_choices(rows, OF_ROWS, data, version))


def _grouped(page, rows):
    """[(group, rows)] of a page."""
    grouped = []
    for (group, _document), row in zip(page.documents, rows, strict=True):
        if not grouped or grouped[-1][0] is not group:
            grouped.append((group, []))
        grouped[-1][1].append(row)
    return grouped
