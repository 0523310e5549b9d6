"""`POST /api/v1/<type>/query/`: the parameters of a list as JSON in the body, for what no address has room for.

They become the query string of the request before anybody reads it: `as_of`, filters, paging and files know nothing of
bodies. It only reads: no cookie, no form's token, and no session are asked for or given.
"""

from functools import cache

from django.utils.translation import gettext as _

from catalogue.record_types import RECORD_TYPES
from records import problems
from records.json_body import body_of, check_type, query_string
from records.problems import BadParameter, OtherType, TooLarge, parameter_error
from sources.record_types import CITATIONS

from .asked_moment import set_query


@cache
def queried():
    """{path: the parameters that take several values with commas between them} of each list."""
    return {
        f"/api/v1/{record_type.name}/query/": record_type.filters.joined_parameters()
        for record_type in (*RECORD_TYPES, CITATIONS)
    }


class PostedQuery:
    """Comes before whatever reads a query string."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or request.path_info not in queried():
            return self.get_response(request)
        try:
            check_type(request)
            if request.META.get("QUERY_STRING"):
                message = _("The parameters of this address stand in the body alone.")
                raise BadParameter(parameter_error("query", message, [request.path_info]))
            set_query(request, query_string(body_of(request), queried()[request.path_info]))
        except BadParameter as error:
            return problems.response(400, str(error), errors=error.errors)
        except TooLarge as error:
            return problems.response(413, str(error))
        except OtherType as error:
            refusal = problems.response(415, str(error))
            refusal["Accept-Post"] = error.headers["Accept-Post"]
            return refusal
        request.only_reads = True  # so a replica may answer
        return self.get_response(request)
