from django.urls import path

from . import endings, missing_kinds, pages

app_name = "desk"
urlpatterns = [
    path("sources/source/<int:pk>/desk/", pages.desk, name="desk"),
    path("sources/source/<int:pk>/desk/ending/", endings.ending, name="ending"),
    path("sources/source/<int:pk>/desk/sentences/", endings.sentences, name="sentences"),
    path("sources/source/<int:pk>/desk/finish/", endings.finishing, name="finish"),
    path("not-in-the-model/", missing_kinds.missing_kinds, name="missing_kinds"),
]
