"""The URLs of the API, under /api/v1/."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from catalogue.record_types import RECORD_TYPES
from changes.api import ChangesView
from changes.history_api import history_view_of
from compare.api import CompareView
from desk.proposals.api import ProposalsView
from pictures.funding.api import FundingView
from pictures.pathways.api import PathwaysView
from pictures.timeline.api import TimelineView
from records.api import RootView, query_view_of, viewset_of
from records.as_of import of_the_present
from search.api import MatchView, SearchView, SuggestView
from sources.record_types import CITATIONS

router = SimpleRouter()
for record_type in (*RECORD_TYPES, CITATIONS):
    router.register(record_type.name, viewset_of(record_type), basename=f"api-{record_type.name}")
QUERIES = [path(f"{prefix}/query/", query_view_of(viewset)) for prefix, viewset, _name in router.registry]
SUFFIXED = [
    path(f"{prefix}.<str:suffix>", viewset.as_view({"get": "suffixed"})) for prefix, viewset, _name in router.registry
]

ADDRESSES = [
    *(record_type.name for record_type in RECORD_TYPES),
    *("citations", "pathways", "funding", "timeline", "compare", "search", "search/suggest", "match"),
    *("changes", "proposals", "schema", "docs"),
]
urlpatterns = [
    path("", RootView.as_view(addresses=ADDRESSES), name="api-root"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("search/suggest/", SuggestView.as_view(), name="api-suggest"),
    *QUERIES,  # before a record of this slug
    *router.urls,
    *SUFFIXED,
    *(
        path(f"{record_type.name}/<slug:slug>/history/", history_view_of(record_type).as_view())
        for record_type in RECORD_TYPES
    ),
    path("changes/", ChangesView.as_view(), name="api-changes"),
    path("pathways/", PathwaysView.as_view(), name="api-pathways"),
    path("pathways.<str:suffix>", PathwaysView.as_view(schema=None), name="api-pathways-file"),
    path("funding/", FundingView.as_view(), name="api-funding"),
    path("funding.<str:suffix>", FundingView.as_view(schema=None), name="api-funding-file"),
    path("timeline/", TimelineView.as_view(), name="api-timeline"),
    path("timeline.<str:suffix>", TimelineView.as_view(schema=None), name="api-timeline-file"),
    path("compare/", CompareView.as_view(), name="api-compare"),
    path("match/", MatchView.as_view(), name="api-match"),
    path("proposals/", ProposalsView.as_view(), name="api-proposals"),
    path("schema/", of_the_present(SpectacularAPIView.as_view()), name="schema"),
    path("docs/", of_the_present(SpectacularSwaggerSplitView.as_view(url_name="schema")), name="api-docs"),
]
