"""The admin's home: the worklist, and below it the lists of records by task."""

from django.contrib import admin
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .counting import counts_for, in_words
from .lines import lines_for
from .owners import MINE, NOBODYS
from .tasks import tasks_for


@never_cache
def home(request):
    """The page at /admin/, at a number of queries that does not depend on what waits."""
    counts = counts_for(request.user, lines_for(request.user))
    context = {
        "title": _("Worklist") if counts else _("Home"),
        "worklist": [_shown(count) for count in counts],
        "tasks": tasks_for(request),
    }
    return admin.site.index(request, context)


def _shown(count):
    """A line with its three counts, each with the list of just these."""
    numbers = [("", _("all"), count.all), (MINE, _("mine"), count.mine), (NOBODYS, _("nobody's"), count.nobodys)]
    return {
        "line": count.line,
        "url": list_url(count.line),
        "counts": [
            (label, in_words(number), list_url(count.line, owner) if number else "") for owner, label, number in numbers
        ],
    }


def list_url(line, owner="") -> str:
    """The list of a line's items: all, the user's own, or nobody's."""
    query = f"?{urlencode({'owner': owner})}" if owner else ""
    return reverse("desk:worklist", args=[line.word]) + query
