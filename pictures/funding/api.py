"""Funding in the API: /api/v1/funding/, and as a file at /api/v1/funding.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema

from companies.record_types import ROUNDS
from records.paging import LARGEST_PAGE, PAGE_SIZE

from ..parameters import AS_OF, filter_parameters
from ..views import FORMATS, PictureRows
from .export import as_csv
from .rows import BY, funding
from .schema import FundingDoc

PARAMETERS = [
    OpenApiParameter("by", enum=BY, description=f"What a row is. Default: {BY[0]}."),
    *filter_parameters(ROUNDS.filters),
    OpenApiParameter("ordering", enum=("name", "-name"), description="Of companies and investors. Default: name."),
    OpenApiParameter(
        "page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}. Not by year."
    ),
    OpenApiParameter("cursor", description="The place to go on from, as `next` and `previous` give it."),
    OpenApiParameter("format", enum=FORMATS, description="json, or csv: all rows as a file."),
    AS_OF,
]


class FundingView(PictureRows):
    """Rounds by company, year or investor, with totals as ranges."""

    @extend_schema(operation_id="funding", parameters=PARAMETERS, responses=FundingDoc)
    def get(self, request, suffix=""):
        """Rounds by company, year or investor: totals as ranges in each currency, and the rounds behind them."""
        return self.answer(request, suffix)

    def file(self, data):
        return as_csv(data, self.request.method == "HEAD")

    def body(self, data):
        found = funding(data)
        return {
            "by": found.by, "count": found.count, "count_capped": found.count_capped,
            "next": self.link(found.next), "previous": self.link(found.previous),
            "results": [_row(found.by, row) for row in found.rows],
            "unplaced": [each.doc for each in found.unplaced], "unplaced_capped": found.unplaced_capped,
        }, found.data_version  # fmt: skip


def _row(by, row):
    types = {"company": "companies", "investor": "investors"}
    sums = row.sums
    return {
        "name": row.name,
        "record": {"type": types[by], "slug": row.key, "name": row.name} if by in types else None,
        "totals": [{"amount": _amount(each.amount), "rounds": each.rounds} for each in sums.totals] if sums else None,
        "uncounted": sums.uncounted if sums else None,
        "count": row.count,
        "rounds": [each.doc for each in row.rounds],
        "rounds_url": f"/api/v1{row.rounds_url}",
    }


def _amount(amount):
    ends = [None if end is None else f"{end.normalize():f}" for end in (amount.low, amount.high)]
    return {
        "stated": "", "currency": amount.currency, "min": ends[0], "max": ends[1], "min_excluded": amount.min_excluded,
        "max_excluded": amount.max_excluded, "approximate": amount.approximate,
        "currency_inferred": amount.currency_inferred, "disclosed": True,
    }  # fmt: skip
