"""What the schema says of a list and a profile: parameters, the envelope, the body of a question that is posted."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes
from rest_framework import filters, pagination

from .as_of import DESCRIPTION as AS_OF
from .as_of import PARAMETER
from .clean_text import NOT_STATED
from .exports import MEDIA_TYPES
from .facets import facet_names
from .paging import LARGEST_PAGE, PAGE_SIZE

FORMATS = ("json", *MEDIA_TYPES)


class QueryParameters(filters.BaseFilterBackend):
    """Describes the filters of a list to the schema; the filtering itself is the record type's."""

    def get_schema_operation_parameters(self, view):
        return self.of(view.record_type)

    def of(self, record_type):
        for name, item in record_type.filters.bound_filters().items():
            yield _parameter(name, item)
        yield _text_parameter("ordering", f"Default: {record_type.order}.", enum=record_type.order_words)
        yield _text_parameter("fields", "Only these keys, with commas between them.")
        yield _text_parameter("omit", "All keys but these.")
        yield _text_parameter(
            "format", "All but json: the whole list as a file, without cursor, page_size, facets.", enum=FORMATS
        )
        names = facet_names(record_type.filters)
        old = facet_names(record_type.filters, deprecated=True)
        yield _text_parameter(PARAMETER, AS_OF)
        text = f"Counts for these facets: {', '.join(names)}. Deprecated: {', '.join(old)}."
        yield _text_parameter("facets", text)


def query_schema(record_type):
    """(schema of the body, schema of the answer) of a list that is asked for by POST."""
    parameters = [*QueryParameters().of(record_type), *Envelope().get_schema_operation_parameters(None)]
    properties = {each["name"]: _in_body(each, record_type) for each in parameters}
    row = {"$ref": f"#/components/schemas/{record_type.row.__name__.removesuffix('Serializer')}"}
    onward = {
        "type": ["object", "null"], "description": "What to send besides for that page: add it to the body.",
        "properties": {"cursor": {"type": "string"}, "as_of": {"type": "integer"}},
    }  # fmt: skip
    answer = Envelope().get_paginated_response_schema({"type": "array", "items": row})
    answer["properties"] |= {"next": onward, "previous": onward}
    return {"type": "object", "properties": properties, "additionalProperties": False}, answer


def _in_body(parameter, record_type):
    """A parameter as a property: one value, or where it takes several a list of them."""
    one = dict(parameter["schema"].get("items", parameter["schema"]))
    if one.get("enum") == ["true", "false"]:
        one = {"type": ["boolean", "string"], "enum": [True, False, "true", "false"]}
    elif one == {"type": "string"}:
        one["type"] = ["string", "number", "boolean"]
    several = "items" in parameter["schema"] or parameter["name"] in record_type.filters.joined_parameters()
    schema = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]} if several else one
    return schema | {name: parameter[name] for name in ("description", "deprecated") if name in parameter}


def _parameter(name, item):
    description = str(item.extra.get("help_text", "") or item.label or "")
    if item.can_be_missing:
        description = f"{description.rstrip('.')}; {NOT_STATED} for records without one."
    parameter = _text_parameter(name, description, item.allowed if item.is_facet else ())
    if item.accepts_several:
        parameter |= {"schema": {"type": "array", "items": parameter["schema"]}, "explode": True}
    return parameter | ({"deprecated": True} if item.replaced_by else {})


def _text_parameter(name, description, enum=()):
    schema = {"type": "string", "enum": list(enum)} if enum else {"type": "string"}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


class Envelope(pagination.BasePagination):
    """Describes the envelope of a list to the schema; the paging itself is paging.page_of."""

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "description": "Exact up to 10,000; then 10,000."},
            "count_capped": {"type": "boolean", "description": "Whether there are more than counted."},
            "next": link, "previous": link, "results": schema,
            "facets": {"type": "object", "description": "Where asked for: by facet, a list of value, label, count."},
            "facets_capped": {
                "type": "array", "items": {"type": "string"},
                "description": "Facets of which not every record was counted: each count is “at least”.",
            },
        }  # fmt: skip
        required = ["count", "count_capped", "next", "previous", "results"]
        return {"type": "object", "required": required, "properties": properties}

    def get_schema_operation_parameters(self, view):
        size = _text_parameter("page_size", f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}.")
        size["schema"] = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
        return [size, _text_parameter("cursor", "The place to go on from, as `next` and `previous` give it.")]


DETAIL_PARAMETERS = [
    OpenApiParameter("fields", OpenApiTypes.STR, description="Only these keys, with commas between them."),
    OpenApiParameter("omit", OpenApiTypes.STR, description="All keys but these."),
    OpenApiParameter(PARAMETER, OpenApiTypes.STR, description=AS_OF),
]
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The address of the record.")
