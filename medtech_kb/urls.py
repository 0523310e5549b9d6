"""The URLs of the site."""

from django.contrib import admin
from django.urls import include, path

from catalogue.record_types import RECORD_TYPES
from changes.on_pages import changes_of
from changes.pages import ChangesPage, HistoryPage
from compare.pages import ComparePage
from desk.reports.pages import ReportPage
from medtech_kb import views
from medtech_kb.home import Home
from medtech_kb.plain_files import robots, security
from pictures.funding.pages import FundingPage, FundingPicture
from pictures.pathways.pages import PathwaysPage, PathwaysPicture
from pictures.timeline.pages import TimelinePage, TimelinePicture
from records.admin.reading import reading
from records.pages import DetailPage, ListPage, pages_of
from search.pages import MatchPage, SearchPage
from sources.record_types import CITATIONS

DETAILS = {"companies": views.CompanyPage, "products": views.ProductPage, "sources": views.SourcePage}

urlpatterns = [
    path("api/v1/", include("medtech_kb.api_urls")),
    path("", Home.as_view(), name="home"),
    *(
        pages_of(record_type, DETAILS.get(record_type.name, DetailPage), further=(changes_of,))
        for record_type in RECORD_TYPES
    ),
    *(
        path(f"{record_type.name}/<slug:slug>/history/", HistoryPage.as_view(record_type=record_type))
        for record_type in RECORD_TYPES
    ),
    path("changes/", ChangesPage.as_view(), name="changes"),
    path("pathways/", PathwaysPage.as_view(), name="pathways"),
    path("pathways.svg", PathwaysPicture.as_view(), name="pathways-picture"),
    path("funding/", FundingPage.as_view(), name="funding"),
    path("funding.svg", FundingPicture.as_view(), name="funding-picture"),
    path("timeline/", TimelinePage.as_view(), name="timeline"),
    path("timeline.svg", TimelinePicture.as_view(), name="timeline-picture"),
    path("compare/", ComparePage.as_view(), name="compare"),
    path("citations/", ListPage.as_view(record_type=CITATIONS), name="citations"),
    path("search/", SearchPage.as_view(), name="search"),
    path("glossary/", views.GlossaryPage.as_view(), name="glossary"),
    path("match/", MatchPage.as_view(), name="match"),
    path("report/", ReportPage.as_view(), name="report"),
    path("robots.txt", robots),
    path(".well-known/security.txt", security),
    path("admin/reading/", admin.site.admin_view(reading), name="reading"),
    path("admin/", include("desk.urls")),
    path("admin/", include("intake.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "medtech_kb.views.bad_request"
handler403 = "medtech_kb.views.not_allowed"
handler404 = "medtech_kb.views.not_found"
handler500 = "medtech_kb.views.server_error"
