"""The API of a record type: a list and a full profile, as PostgreSQL builds them."""

from functools import wraps
from urllib.parse import urlencode

import orjson
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import negotiation, views, viewsets

from .api_description import DETAIL_PARAMETERS, FORMATS, SLUG, Envelope, QueryParameters, query_schema
from .as_of import PARAMETER
from .as_of_links import full_address
from .etags import conditional_response, unstored_response
from .exports import export_response
from .facets import facet_names, facets
from .problems import BadParameter, Gone, format_errors, parameter_error, parameter_errors, raise_if_any
from .record_type import RecordType, chosen_keys

DETAIL_CONTROLS = ("fields", "omit", "format", PARAMETER)


class JsonNegotiation(negotiation.BaseContentNegotiation):
    """The API always answers in JSON: the Accept header is ignored."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


@extend_schema_view(retrieve=extend_schema(parameters=[SLUG, *DETAIL_PARAMETERS]))
class RecordViewSet(viewsets.GenericViewSet):
    """A list and a profile per record, for reading only."""

    record_type: RecordType
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    filter_backends = [QueryParameters]
    pagination_class = Envelope
    content_negotiation_class = JsonNegotiation
    metadata_class = None

    def get_queryset(self):
        return self.record_type.visible()

    def get_serializer_class(self):
        return self.record_type.row if self.action in ("list", "query") else self.record_type.profile

    def list(self, request):
        return conditional_response(request, lambda: self._list(request.query_params), reports_version=True)

    def retrieve(self, request, slug):
        return conditional_response(request, lambda: self._retrieve(request.query_params, slug), reports_version=True)

    @extend_schema(exclude=True)
    def suffixed(self, request, suffix):
        """The list at /companies.csv, which is /companies/?format=csv."""
        return conditional_response(
            request, lambda: self._list(with_format(request.query_params, suffix)), reports_version=True
        )

    def _list(self, data):
        raise_if_any(format_errors(data, FORMATS))
        if data.get("format", "json") != "json":
            return export_response(self.request, self.record_type, data)
        filterset = self.record_type.filtered(data)
        names = _requested_facets(data, self.record_type.filters) if filterset.criteria or "facets" in data else ()
        page = self.record_type.page(filterset, chosen_keys(data, self.record_type.row))
        body = {
            "count": page.count, "count_capped": page.count_capped,
            "next": self._link(page.next), "previous": self._link(page.previous),
            "results": orjson.Fragment(page.json),
        }  # fmt: skip
        if names:
            counted = facets(filterset, names, data, page.data_version, with_links=self.action != "query")
            body["facets"] = {facet.name: self._values(facet) for facet in counted}
            body["facets_capped"] = [facet.name for facet in counted if not facet.is_complete]
        return json_response(body, page.data_version)

    def _values(self, facet):
        """The values of a facet; their links are query strings, which a question that is posted has none of."""
        if self.action != "query":
            return facet.values
        names = ("value", "label", "count", "selected")
        return [{name: getattr(value, name) for name in names} for value in facet.values]

    def _link(self, cursor):
        """Where another page is: its address, or what a question that is posted has to say besides."""
        if cursor is None:
            return None
        if self.action == "query":
            moment = getattr(self.request._request, "moment", None)
            return {"cursor": cursor} | ({PARAMETER: moment.number} if moment else {})
        others = [(name, value) for name, values in self.request.GET.lists() if name != "cursor" for value in values]
        return full_address(self.request, f"{self.request.path}?{urlencode([*others, ('cursor', cursor)])}")

    def _retrieve(self, data, slug):
        raise_if_any(format_errors(data, ("json",)) or parameter_errors(data, DETAIL_CONTROLS))
        version, document = self.record_type.read(slug, chosen_keys(data, self.record_type.profile))
        if document is not None:
            return json_response(orjson.Fragment(document), version)
        successor = self.record_type.successor(slug)
        if successor is None:
            if reason := self.record_type.reason_gone(slug):
                raise Gone(reason)
            raise Http404
        moved = HttpResponse(status=308)
        query = f"?{data.urlencode()}" if data else ""
        moved["Location"] = self.request.build_absolute_uri(f"/api/v1/{self.record_type.name}/{successor}/{query}")
        return moved


def json_response(body, version=None):
    """The body as JSON; `version` is the version of the data that it was read from, where known."""
    response = HttpResponse(orjson.dumps(body), content_type="application/json")
    response.data_version = version
    return response


def with_format(data, suffix):
    """The query string with the format of the URL's suffix. Raises BadParameter if it names a format itself."""
    if "format" in data:
        message = _("The address says already in which format: .%(format)s.") % {"format": suffix[:20]}
        raise BadParameter(parameter_error("format", message))
    data = data.copy()
    data["format"] = suffix
    return data


def _requested_facets(data, filterset_class):
    names = list(dict.fromkeys(name for name in data.get("facets", "").split(",") if name))
    known = [*facet_names(filterset_class), *facet_names(filterset_class, deprecated=True)]
    raise_if_any([
        parameter_error("facets", _("There is no facet “%(name)s”.") % {"name": name[:60]}, known)
        for name in names if name not in known
    ])  # fmt: skip
    return names


class RootView(views.APIView):
    """The URLs of the API's lists."""

    addresses = ()
    metadata_class = None

    @extend_schema(exclude=True)
    def get(self, request):
        return conditional_response(
            request, lambda: json_response({name: full_address(request, f"{name}/") for name in self.addresses})
        )


def viewset_of(record_type: RecordType):
    """The viewset of a record type, named after its model for the schema."""
    name = record_type.model.__name__
    body, answer = query_schema(record_type)

    @extend_schema(
        operation_id=f"{record_type.name}_query", filters=False,
        request={"application/json": body}, responses={(200, "application/json"): answer},
    )  # fmt: skip
    def query(self, request):
        """The list for parameters that stand in the body, as a JSON object: for more than an address has room for."""
        return unstored_response(request, lambda: self._list(request.query_params))

    members = {"record_type": record_type, "__doc__": record_type.row.__doc__, "__module__": __name__}
    return type(f"{name}ViewSet", (RecordViewSet,), members | {"query": query})


def query_view_of(viewset):
    """The view at /<type>/query/: POST asks the list; all else is for the record of this slug, where there is one."""
    query, record = viewset.as_view({"post": "query"}), viewset.as_view({"get": "retrieve"})

    @wraps(query)
    def view(request):
        answer = None if request.method == "POST" else record(request, slug="query")
        return query(request) if answer is None or answer.status_code in (404, 405) else answer

    return view
