"""Timelines in the API: /api/v1/timeline/, and as a file at /api/v1/timeline.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.views import APIView

from records.api import JsonNegotiation, json_response, with_format
from records.etags import conditional_response
from records.paging import LARGEST_PAGE, PAGE_SIZE
from records.problems import BadParameter, format_errors, parameter_error, raise_if_any
from regulatory.filters import PolicyFilters

from ..parameters import filter_parameters
from .entries import BESIDE, OWNERS, timeline_of
from .export import as_csv, documents_of
from .schema import TimelineDoc

FORMATS = ("json", "csv")
PARAMETERS = [
    *(
        OpenApiParameter(key, description=f"A slug of /api/v1/{record_type.name}/: its timeline, nothing else with it.")
        for key, record_type in OWNERS.items()
    ),
    OpenApiParameter("beside", enum=BESIDE, description=f"What stands beside policies. Default: {BESIDE[0]}."),
    *filter_parameters(PolicyFilters),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE} policies ({PAGE_SIZE})."),
    OpenApiParameter("cursor", description="The place to go on from, as `next` and `previous` give it."),
    OpenApiParameter("format", enum=FORMATS, description="json, or csv: all entries as a file."),
]


class TimelineView(APIView):
    """What happened to a company or a product, or policies with the steps of products beside them."""

    content_negotiation_class = JsonNegotiation
    metadata_class = None

    @extend_schema(operation_id="timeline", parameters=PARAMETERS, responses=TimelineDoc)
    def get(self, request):
        """The timeline of a company or product, or policies by their filters with steps of products beside them."""
        return conditional_response(request, lambda: self._answer(request.query_params))

    def _answer(self, data):
        raise_if_any(format_errors(data, FORMATS))
        is_file, data = data.get("format") == "csv", data.copy()
        data.pop("format", None)
        if is_file:
            for name in ("cursor", "page_size"):
                if name in data:
                    raise BadParameter(parameter_error(name, "A file holds all entries.", ["format=json"]))
            return as_csv(data, self.request.method == "HEAD")
        found = timeline_of(data)
        more = [
            {"group": group.heading, "steps_url": f"/api/v1{group.more}"} for group in found.groups if group.more
        ]  # fmt: skip
        body = {
            "heading": found.heading, "next": self._link(found.next), "previous": self._link(found.previous),
            "results": documents_of(found), "more": more,
        }  # fmt: skip
        return json_response(body, found.data_version)

    def _link(self, cursor):
        if cursor is None:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


class TimelineFile(TimelineView):
    """The same with the format in the address."""

    schema = None

    def get(self, request, suffix):
        return conditional_response(request, lambda: self._answer(with_format(request.query_params, suffix)))
