"""/api/v1/search/, /api/v1/search/suggest/ and /api/v1/match/."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.views import APIView

from records.api import JsonNegotiation, json_response
from records.etags import conditional_response
from records.wording import plural_name

from .documents import MatchDoc, MatchRequestDoc, SearchDoc, SuggestDoc
from .match_request import requested_names
from .matcher import match_names
from .request_parameters import LARGEST_PAGE, PAGE_SIZE, requested_types, result_page, suggestions
from .search_query import MODELS, PRESENT_ALONE, TYPES

Q = OpenApiParameter("q", str, required=True, description="Words, “quoted phrases” and -words; at most 200 characters.")
TYPE = OpenApiParameter("type", str, many=True, enum=TYPES, description="Only this record type; several are either.")
SIZE = OpenApiParameter(
    "page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}.", default=PAGE_SIZE
)
CURSOR = OpenApiParameter("cursor", str, description="The place to go on from, as `next` and `previous` give it.")


class SearchView(APIView):
    """Find records of every type by their names and texts."""

    content_negotiation_class = JsonNegotiation
    knows_only_the_present = PRESENT_ALONE

    @extend_schema(parameters=[Q, TYPE, SIZE, CURSOR], responses=SearchDoc)
    def get(self, request):
        """Find records of every type by their names and texts, the best first, each with why it was found."""
        return conditional_response(request, lambda: self._answer(request), reports_version=True)

    def _answer(self, request):
        page, chosen = result_page(request.GET), requested_types(request.GET)
        body = {
            "count": page.results.count, "count_capped": page.results.capped,
            "next": _link(request, page.next), "previous": _link(request, page.previous),
            "results": page.documents,
            "facets": {"type": [
                {"value": name, "label": plural_name(MODELS[name]), "count": number, "selected": name in chosen}
                for name, number in page.types.items()
            ]},
        }  # fmt: skip
        return json_response(body, page.results.version)


def _link(request, cursor):
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class SuggestView(APIView):
    """Suggest records while a name is typed."""

    content_negotiation_class = JsonNegotiation
    knows_only_the_present = PRESENT_ALONE

    @extend_schema(parameters=[Q, TYPE], responses=SuggestDoc)
    def get(self, request):
        """At most ten records whose names begin with, hold, or are spelled nearly like what is typed."""
        return conditional_response(request, lambda: self._answer(request.GET), reports_version=True)

    def _answer(self, data):
        page = suggestions(data)
        return json_response({"results": page.documents}, page.results.version)


class MatchView(APIView):
    """Match names to records."""

    knows_only_the_present = PRESENT_ALONE

    @extend_schema(request=MatchRequestDoc, responses=MatchDoc)
    def post(self, request):
        """Match up to 500 names to records. Where two records fit or none fits well, the verdict is no match."""
        return json_response({"results": [result.document() for result in match_names(requested_names(request))]})
