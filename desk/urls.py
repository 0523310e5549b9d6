from django.contrib import admin
from django.urls import path

from . import answers, endings, missing_kinds, pages
from .proposals.review import proposal_page
from .worklist.home import home
from .worklist.pages import worklist

app_name = "desk"
urlpatterns = [
    path("", admin.site.admin_view(home), name="home"),
    path("worklist/<slug:word>/", admin.site.admin_view(worklist), name="worklist"),
    path("sources/source/<int:pk>/desk/", pages.desk, name="desk"),
    path("sources/source/<int:pk>/desk/ending/", endings.ending, name="ending"),
    path("sources/source/<int:pk>/desk/sentences/", endings.sentences, name="sentences"),
    path("sources/source/<int:pk>/desk/finish/", endings.finishing, name="finish"),
    path("sources/source/<int:pk>/desk/form/", answers.entry_form, name="form"),
    path("sources/source/<int:pk>/desk/words/", answers.words_at, name="words"),
    path("desk/duplicates/", answers.duplicates, name="duplicates"),
    path("proposals/<int:number>/", admin.site.admin_view(proposal_page), name="proposal"),
    path("not-in-the-model/", missing_kinds.missing_kinds, name="missing_kinds"),
]
