"""`?as_of=` on every read: taken out of the query string before views see it, and carried by all that they answer.

So filters, checks for unknown parameters and makers of links know nothing of it; records/etags.py reads it where all
answers are built. A view that would ignore it never answers as if it had not been asked.
"""

from urllib.parse import parse_qsl

from postgres.replicas.middleware import admin_path
from records.as_of import PARAMETER, PRESENT_ALONE, refuse_the_past, why_present_only
from records.as_of_links import carry_in_markup, with_as_of

MARKUP = ("text/html", "image/svg+xml")


class AskedMoment:
    """Comes before the views, also those that run on a replica, and behind whatever redirects to another spelling."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        kept, texts = _taken_out(query) if PARAMETER in query or "%" in query else (query, [])
        if not texts or request.path_info.startswith(admin_path()):
            return self.get_response(request)
        request.as_of = texts
        set_query(request, kept)
        try:
            return self._carried(request, self.get_response(request))
        finally:
            set_query(request, query)

    def process_view(self, request, view, _arguments, _named_arguments):
        """Refuse what only the present can answer, before it is asked."""
        if getattr(request, "as_of", None) and (reason := why_present_only(view)):
            return refuse_the_past(request, reason)
        return None

    def _carried(self, request, response):
        moment = getattr(request, "moment", None)
        if request.as_of and moment is None and response.status_code in (200, 304):
            response = refuse_the_past(request, PRESENT_ALONE)
        if not request.as_of:
            return response
        named = moment.number if moment else request.as_of[0]
        site = request.build_absolute_uri("/").rstrip("/")
        if "Location" in response.headers:
            response["Location"] = with_as_of(response["Location"], named, site, request.path)
        if not response.streaming and response.get("Content-Type", "").startswith(MARKUP):
            markup = carry_in_markup(response.content.decode(response.charset), named, site, request.path)
            response.content = markup.encode(response.charset)
        if moment:
            response["Revision"] = str(moment.number)
            response["X-Robots-Tag"] = "noindex"
        return response


def _taken_out(query):
    """(The query string without the parameter, its values)."""
    parts = [(part, parse_qsl(part, keep_blank_values=True)) for part in query.split("&")]
    kept = [part for part, pairs in parts if not pairs or pairs[0][0] != PARAMETER]
    return "&".join(kept), [pairs[0][1] for _part, pairs in parts if pairs and pairs[0][0] == PARAMETER]


def set_query(request, query):
    """Give a request another query string."""
    request.META["QUERY_STRING"] = query
    request.__dict__.pop("GET", None)  # Django's cached reading of it
