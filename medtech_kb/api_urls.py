"""The addresses of the API, under /api/v1/."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from catalogue.record_types import FACES
from compare.api import CompareView
from records.api import RootView, viewset_of
from search.api import MatchView, SearchView, SuggestView
from sources.api import CitationViewSet

router = SimpleRouter()
for face in FACES:
    router.register(face.name, viewset_of(face), basename=f"api-{face.name}")
router.register("citations", CitationViewSet, basename="api-citations")
SUFFIXED = [
    path(f"{prefix}.<str:suffix>", viewset.as_view({"get": "suffixed"})) for prefix, viewset, _name in router.registry
]

ADDRESSES = [
    *(face.name for face in FACES),
    *("citations", "compare", "search", "search/suggest", "match", "schema", "docs"),
]
urlpatterns = [
    path("", RootView.as_view(addresses=ADDRESSES), name="api-root"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("search/suggest/", SuggestView.as_view(), name="api-suggest"),
    *router.urls,
    *SUFFIXED,
    path("compare/", CompareView.as_view(), name="api-compare"),
    path("match/", MatchView.as_view(), name="api-match"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
]
