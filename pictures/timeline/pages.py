"""The page of a timeline, /timeline/, and its picture, /timeline.svg: the same query string, the same entries."""

from records.addresses import with_cursor
from records.possible_dates import more_possible
from regulatory.record_types import POLICIES

from ..form import filter_form
from ..views import PictureFile, PicturePage, page_address, without_cursor
from .drawing import NARROW, drawing, when_in_words
from .entries import timeline_of

OPTIONS = ("jurisdiction", "kind", "dated")


class TimelinePage(PicturePage):
    """A timeline to scale, and the same entries as a table."""

    name, filters, options = "timeline", POLICIES.filters, OPTIONS

    def context(self, request):
        found, address = timeline_of(request.GET), page_address(request, self.name)
        query = without_cursor(request.GET)
        return {
            "found": found, "picture": drawing(found, address, "").inline(),
            "narrow": drawing(found, address, "", NARROW).inline("-narrow"), "whole": query.urlencode(),
            "form": _form(found, request.GET), "when": when_in_words,
            "more_possible": more_possible("/timeline/", query, *found.lists),
            "next": with_cursor(query, found.next), "previous": with_cursor(query, found.previous),
        }  # fmt: skip


class TimelinePicture(PictureFile):
    """The same entries as a picture that stands alone."""

    name = "timeline"

    def drawn(self, data, address, site):
        return self.name, drawing(timeline_of(data), address, site)


def _form(found, data):
    """The form of policies; the timeline of one record has nothing to narrow."""
    if found.owner:
        return None
    criteria = data.copy()
    criteria.pop("beside", None)
    return filter_form(POLICIES.filtered(criteria), data, OPTIONS)
