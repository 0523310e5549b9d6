"""The page of funding, /funding/, and its picture, /funding.svg: the same query string, the same rows."""

from companies.record_types import ROUNDS
from records.addresses import with_cursor

from ..form import filter_form
from ..views import PictureFile, PicturePage, page_address, without_cursor
from .drawing import HEADINGS, NARROW, drawing
from .rows import BY, funding

OPTIONS = ("series", "investor_list", "role", "dated", "contested")


class FundingPage(PicturePage):
    """Range bars by company, year or investor, and the same rows as a table."""

    name, filters, options = "funding", ROUNDS.filters, OPTIONS

    def context(self, request):
        found, address = funding(request.GET), page_address(request, self.name)
        query, criteria = without_cursor(request.GET), request.GET.copy()
        criteria.pop("by", None)
        return {
            "found": found, "heading": HEADINGS[found.by], "picture": drawing(found, address, "").inline(),
            "narrow": drawing(found, address, "", NARROW).inline("-narrow"),
            "form": filter_form(ROUNDS.filtered(criteria), request.GET, OPTIONS), "whole": query.urlencode(),
            "switch": [(by, HEADINGS[by], _switched(query, by), by == found.by) for by in BY],
            "next": with_cursor(query, found.next), "previous": with_cursor(query, found.previous),
        }  # fmt: skip


class FundingPicture(PictureFile):
    """The same rows as a picture that stands alone."""

    name = "funding"

    def drawn(self, data, address, site):
        found = funding(data)
        return f"funding-by-{found.by}", drawing(found, address, site)


def _switched(query, by):
    """The same filters with other rows; no page and no order, which differ."""
    query = query.copy()
    for name in ("ordering", "page_size"):
        query.pop(name, None)
    query["by"] = by
    return f"?{query.urlencode()}"
