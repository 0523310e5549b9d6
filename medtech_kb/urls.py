"""The addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from medtech_kb import views
from medtech_kb.browse.pages import DetailPage, pages_of
from medtech_kb.faces import FACES

DETAILS = {"companies": views.CompanyPage, "products": views.ProductPage, "sources": views.SourcePage}

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    *(pages_of(face, DETAILS.get(face.name, DetailPage)) for face in FACES),
    path("admin/", admin.site.urls),
    path("api/v1/", include("medtech_kb.api_urls")),
]
handler404 = "medtech_kb.views.not_found"
handler500 = "medtech_kb.views.server_error"
