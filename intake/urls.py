from django.urls import path

from . import pages

app_name = "intake"
urlpatterns = [
    path("import/", pages.start, name="start"),
    path("import/<int:number>/", pages.upload_page, name="upload"),
    path("import/templates/<slug:record_type>.csv", pages.template, name="template"),
]
