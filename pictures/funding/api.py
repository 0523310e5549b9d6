"""Funding in the API: /api/v1/funding/, and as a file at /api/v1/funding.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.views import APIView

from companies.record_types import ROUNDS
from records.api import JsonNegotiation, json_response, with_format
from records.etags import conditional_response
from records.paging import LARGEST_PAGE, PAGE_SIZE
from records.problems import BadParameter, format_errors, parameter_error, raise_if_any

from ..parameters import filter_parameters
from .export import as_csv
from .rows import BY, funding
from .schema import FundingDoc

FORMATS = ("json", "csv")
PARAMETERS = [
    OpenApiParameter("by", enum=BY, description=f"What a row is. Default: {BY[0]}."),
    *filter_parameters(ROUNDS.filters),
    OpenApiParameter("ordering", enum=("name", "-name"), description="Of companies and investors. Default: name."),
    OpenApiParameter(
        "page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}. Not by year."
    ),
    OpenApiParameter("cursor", description="The place to go on from, as `next` and `previous` give it."),
    OpenApiParameter("format", enum=FORMATS, description="json, or csv: all rows as a file."),
]


class FundingView(APIView):
    """Rounds by company, year or investor, with totals as ranges."""

    content_negotiation_class = JsonNegotiation
    metadata_class = None

    @extend_schema(operation_id="funding", parameters=PARAMETERS, responses=FundingDoc)
    def get(self, request):
        """Rounds by company, year or investor: totals as ranges in each currency, and the rounds behind them."""
        return conditional_response(request, lambda: self._answer(request.query_params))

    def _answer(self, data):
        raise_if_any(format_errors(data, FORMATS))
        is_file, data = data.get("format") == "csv", data.copy()
        data.pop("format", None)
        if is_file:
            for name in ("cursor", "page_size"):
                if name in data:
                    raise BadParameter(parameter_error(name, "A file holds all rows.", ["format=json"]))
            return as_csv(data, self.request.method == "HEAD")
        found = funding(data)
        body = {
            "by": found.by, "count": found.count, "count_capped": found.count_capped,
            "next": self._link(found.next), "previous": self._link(found.previous),
            "results": [_row(found.by, row) for row in found.rows],
            "unplaced": [each.doc for each in found.unplaced], "unplaced_capped": found.unplaced_capped,
        }  # fmt: skip
        return json_response(body, found.data_version)

    def _link(self, cursor):
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


class FundingFile(FundingView):
    """The same with the format in the address."""

    schema = None

    def get(self, request, suffix):
        return conditional_response(request, lambda: self._answer(with_format(request.query_params, suffix)))


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
