"""The matrix in the API: /api/v1/pathways/, and as a file at /api/v1/pathways.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema

from records.paging import LARGEST_PAGE, PAGE_SIZE

from ..parameters import AS_OF, filter_parameters
from ..views import FORMATS, PictureRows
from .columns import COLUMNS
from .export import as_csv
from .filters import ProductRowFilters
from .groups import GROUPS, ORDER, MatrixList
from .matrix import row_of_document
from .schema import MatrixDoc

PARAMETERS = [
    *filter_parameters(ProductRowFilters),
    OpenApiParameter("ordering", enum=GROUPS[0].order_words, description=f"Within each group. Default: {ORDER}."),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}."),
    OpenApiParameter("cursor", description="The place to go on from, as `next` and `previous` give it."),
    OpenApiParameter("format", enum=FORMATS, description="json, or csv: the whole matrix as a file."),
    AS_OF,
]


class PathwaysView(PictureRows):
    """Products and companies by regulatory route: where each stands today."""

    @extend_schema(operation_id="pathways", parameters=PARAMETERS, responses=MatrixDoc)
    def get(self, request, suffix=""):
        """Where each product stands with each authority, and each company for steps that name no product."""
        return self.answer(request, suffix)

    def file(self, data):
        return as_csv(MatrixList(data), self.request.method == "HEAD")

    def body(self, data):
        page = MatrixList(data).page()
        rows = [(group, row_of_document(group, document)) for group, document in page.documents]
        return {
            "count": page.count, "count_capped": page.count_capped,
            "next": self.link(page.next), "previous": self.link(page.previous),
            "columns": [_column(column) for column in COLUMNS],
            "results": [_row(group, row) for group, row in rows],
        }, page.data_version  # fmt: skip


def _column(column):
    return {"key": column.key, "label": column.label, "jurisdiction": column.jurisdiction}


def _row(group, row):
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
