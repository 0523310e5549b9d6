"""Timelines in the API: /api/v1/timeline/, and as a file at /api/v1/timeline.csv."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema

from records.paging import LARGEST_PAGE, PAGE_SIZE
from regulatory.filters import PolicyFilters

from ..parameters import AS_OF, filter_parameters
from ..views import FORMATS, PictureRows
from .entries import BESIDE, OWNERS, timeline_of
from .export import as_csv, documents_of
from .schema import TimelineDoc

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
    AS_OF,
]


class TimelineView(PictureRows):
    """What happened to a company or a product, or policies with the steps of products beside them."""

    @extend_schema(operation_id="timeline", parameters=PARAMETERS, responses=TimelineDoc)
    def get(self, request, suffix=""):
        """The timeline of a company or product, or policies by their filters with steps of products beside them."""
        return self.answer(request, suffix)

    def file(self, data):
        return as_csv(data, self.request.method == "HEAD")

    def body(self, data):
        found = timeline_of(data)
        more = [{"group": group.heading, "steps_url": f"/api/v1{group.more}"} for group in found.groups if group.more]
        return {
            "heading": found.heading, "next": self.link(found.next), "previous": self.link(found.previous),
            "results": documents_of(found), "more": more,
        }, found.data_version  # fmt: skip
