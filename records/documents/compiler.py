"""Compiling a serializer into one SQL expression."""

from functools import cache, lru_cache

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, JSONField, OuterRef, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Lower
from rest_framework import serializers

from values.fields import Dated

LISTED = 500
"""Rows that a profile holds of such a list."""


class Json(Func):
    """json_build_object(...), which keeps the order of its keys."""

    function = "json_build_object"
    output_field = JSONField()

    @classmethod
    def of(cls, pairs: dict):
        parts = [part for key, value in pairs.items() for part in (Cast(Value(key), TextField()), value)]
        if len(parts) > 100:  # PostgreSQL takes at most 100 arguments
            raise ValueError("A document has at most 50 keys on one level.")
        return cls(*parts)


def document(serializer, only=None, empty=(), owner=None):
    """The expression that builds the document of `serializer` (a class), or of its keys in `only`.

    The sections in `empty` are known to have no rows and are not read. `owner` is the relation to the record in
    whose document it is a part: that is an outer row, and not read again.
    """
    model = serializer.Meta.model
    return Json.of({
        name: Value([], JSONField()) if name in empty
        else field.from_outer_row(owner.related_model) if owner and owner.name == field.source
        else field.of_filled(model, empty) if hasattr(field, "of_filled")
        else expression_of(field, model)
        for name, field in _fields(serializer, only)
    })  # fmt: skip


def _fields(serializer, only):
    return [(name, field) for name, field in serializer().fields.items() if only is None or name in only]


@lru_cache(maxsize=256)  # readers choose `only`: there may be any number of them
def sections(serializer, only=None) -> tuple[str, ...]:
    """The keys of a document that hold lists of other records."""
    return tuple(name for name, field in _fields(serializer, only) if isinstance(field, serializers.ListSerializer))


def has_rows(serializer, section):
    """The condition that a section of a document has any row."""
    model, field = serializer.Meta.model, serializer().fields[section]
    return Exists(rows_of(field.child, model, field.source))


def compiled(serializer, only=None, empty=()):
    """The document as SQL text, built once per process: building it costs many times what running it costs.

    It fits into any query over the model's own table, because a document reads other tables only in subqueries.
    """
    keys = None if only is None else tuple(only)
    return RawSQL(*_sql_of(serializer, keys, empty, content_type_id(serializer.Meta.model)), output_field=TextField())


@lru_cache(maxsize=256)
def _sql_of(serializer, only, empty, _number):
    """(sql, params). The number of the model's type is part of the key: it differs from database to database."""
    model = serializer.Meta.model
    made = as_text(document(serializer, only, empty))
    compiler = model.objects.order_by().values_list(made).query.get_compiler("default")
    compiler.pre_sql_setup()
    if sum(count > 0 for count in compiler.query.alias_refcount.values()) > 1:
        raise TypeError(f"{serializer.__name__} joins another table; read it in a subquery.")
    (_expression, (sql, params), _alias), *_others = compiler.select
    return sql, tuple(params)


def expression_of(field, model):
    """The SQL expression of one serializer field of `model`."""
    if isinstance(field, serializers.ListSerializer):
        return rows(field, model)
    if hasattr(field, "expression"):
        return field.expression(model, field.source)
    return F(field.source.replace(".", "__"))


def rows(field, model):
    """An array of documents: the rows of the relation that a field names, in their order in time."""
    child = field.child
    ordered = limited_rows(field, model).order_by(*default_order(child.Meta.model))
    owner = None if hasattr(child, "rows") else model._meta.get_field(field.source).remote_field
    return ArraySubquery(ordered.values_list(document(type(child), owner=owner)))


def limited_rows(field, model):
    """The rows of a field of one record; of a list of any length, as many as a profile holds."""
    if not is_long(field):
        return related_rows(field, model)
    numbers = related_rows(field, model, OuterRef(OuterRef("pk"))).order_by().values("pk")[:LISTED]
    return numbers.model.objects.filter(IsInArray(F("pk"), ArraySubquery(numbers)))


def related_rows(field, model, owner=None):
    """The rows of the relation that a field names, of the record `owner`: the unpublished left out."""
    if hasattr(field, "records"):
        return field.records(model, owner or OuterRef("pk"))
    return rows_of(field.child, model, field.source, owner)


def rows_of(child, model, source, owner=None):
    """The rows of the relation `source` of one record, the unpublished left out."""
    related = child.Meta.model
    if hasattr(child, "rows"):
        queryset = child.rows(model)
    else:
        relation = model._meta.get_field(source)
        queryset = related.objects.filter(**{relation.remote_field.name: owner or OuterRef("pk")})
        if hasattr(queryset, "published"):
            queryset = queryset.published()
        elif related.part_of != relation.remote_field.name:
            queryset = queryset.filter(**{f"{related.part_of}__is_published": True})
    return queryset


def default_order(model):
    """The order of a model's rows within their record: by date where they have one, then by name or number.

    Rows of equal dates stand in the order that a source states, where the model has a field for it.
    """
    if issubclass(model, Dated):
        stated = [F("sequence").asc(nulls_last=True)] if hasattr(model, "sequence") else []
        return [F("when_key").asc(nulls_last=True), *stated, "name" if hasattr(model, "names") else "pk", "pk"]
    return [Lower("name"), "pk"] if hasattr(model, "names") else ["pk"]


@cache
def keys_of(serializer) -> tuple[str, ...]:
    """The top-level keys of a document: what `fields=` and `omit=` may name."""
    return tuple(serializer().fields)


def as_text(expression):
    """The document as the text that PostgreSQL built, to be passed on without parsing it."""
    return Cast(expression, TextField())


def content_type_id(model):
    """The id of the model's content type, by which generic relations refer to it."""
    return ContentType.objects.get_for_model(model).pk


class IsInArray(Func):
    """Whether a number is in an array."""

    template, arg_joiner, output_field = "(%(expressions)s))", " = ANY(", BooleanField()


def is_long(field) -> bool:
    """Whether a field of a profile is a list of any length."""
    return field.field_name in getattr(getattr(field.parent, "Meta", None), "long", ())
