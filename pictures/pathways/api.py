"""The matrix in the API: /api/v1/pathways/, and as a file at /api/v1/pathways.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.views import APIView

from records.api import JsonNegotiation, json_response, with_format
from records.etags import conditional_response
from records.paging import LARGEST_PAGE, PAGE_SIZE
from records.problems import format_errors, raise_if_any

from ..parameters import filter_parameters
from .columns import COLUMNS
from .export import as_csv
from .filters import ProductRowFilters
from .groups import GROUPS, ORDER, MatrixList
from .matrix import row_of_document
from .schema import MatrixDoc

FORMATS = ("json", "csv")


PARAMETERS = [
    *filter_parameters(ProductRowFilters),
    OpenApiParameter("ordering", enum=GROUPS[0].order_words, description=f"Within each group. Default: {ORDER}."),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}."),
    OpenApiParameter("cursor", description="The place to go on from, as `next` and `previous` give it."),
    OpenApiParameter("format", enum=FORMATS, description="json, or csv: the whole matrix as a file."),
]


class PathwaysView(APIView):
    """Products and companies by regulatory route: where each stands today."""

    content_negotiation_class = JsonNegotiation
    metadata_class = None

    @extend_schema(operation_id="pathways", parameters=PARAMETERS, responses=MatrixDoc)
    def get(self, request):
        """Where each product stands with each authority, and each company for steps that name no product."""
        return conditional_response(request, lambda: self._answer(request.query_params), by_day=True)

    def _answer(self, data):
        raise_if_any(format_errors(data, FORMATS))
        matrix = MatrixList(data)
        if data.get("format") == "csv":
            return as_csv(matrix, self.request.method == "HEAD")
        page = matrix.page()
        body = {
            "count": page.count, "count_capped": page.count_capped,
            "next": self._link(page.next), "previous": self._link(page.previous),
            "columns": [_column(column) for column in COLUMNS],
            "results": [row_document(group, row_of_document(group, document)) for group, document in page.documents],
        }  # fmt: skip
        return json_response(body, page.data_version)

    def _link(self, cursor):
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


class PathwaysFile(PathwaysView):
    """The same with the format in the address."""

    schema = None

    def get(self, request, suffix):
        return conditional_response(
            request, lambda: self._answer(with_format(request.query_params, suffix)), by_day=True
        )


def _column(column):
    return {"key": column.key, "label": column.label, "jurisdiction": column.jurisdiction}


def row_document(group, row):
    return {
        "group": group.key, "record": row.record, "company": row.company,
        "cells": [_cell(cell) for cell in row.cells.values()],
    }  # fmt: skip


def _cell(cell):
    return {
        "column": cell.column.key, "stage": cell.stage.name.lower(), "conditional": cell.is_conditional,
        "contested": cell.is_contested, "short": cell.in_words, "step": cell.step, "behind": cell.behind,
        "ended_behind": cell.standing.ended, "steps_url": f"/api/v1{cell.link}",
    }  # fmt: skip
