"""Compiling a serializer into one SQL expression."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, TextField, Value
from django.db.models.functions import Cast, Lower
from rest_framework import serializers

from medtech_kb.values.fields import Dated


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


def document(serializer, only=None):
    """The expression that builds the document of `serializer` (a class), or of its keys in `only`."""
    instance = serializer()
    model = serializer.Meta.model
    fields = {name: field for name, field in instance.fields.items() if only is None or name in only}
    return Json.of({name: expression_of(field, model) for name, field in fields.items()})


def expression_of(field, model):
    """The SQL expression of one serializer field of `model`."""
    if isinstance(field, serializers.ListSerializer):
        return rows(field.child, model, field.source)
    if hasattr(field, "expression"):
        return field.expression(model, field.source)
    return F(field.source.replace(".", "__"))


def rows(child, model, source):
    """An array of documents: the rows of the relation `source`, the unpublished left out, in their order in time."""
    related = child.Meta.model
    if hasattr(child, "rows"):
        queryset = child.rows(model)
    else:
        relation = model._meta.get_field(source)
        queryset = related.objects.filter(**{relation.remote_field.name: OuterRef("pk")})
        if hasattr(queryset, "published"):
            queryset = queryset.published()
    return ArraySubquery(queryset.order_by(*in_order(related)).values_list(document(type(child))))


def in_order(model):
    """How rows of a model stand below their record: by date where they have one, then by name or as the model says."""
    if issubclass(model, Dated):
        date = [Func(F("when"), function="kb_edtf_key", output_field=TextField()).asc(nulls_last=True)]
        return [*date, "name" if hasattr(model, "names") else "pk", "pk"]
    return [Lower("name"), "pk"] if hasattr(model, "names") else ["pk"]


def keys_of(serializer) -> list[str]:
    """The top-level keys of a document: what `fields=` and `omit=` may name."""
    return list(serializer().fields)


def as_text(expression):
    """The document as the text that PostgreSQL built, to be passed on without parsing it."""
    return Cast(expression, TextField())


def type_number(model):
    """The number by which generic relations know the model."""
    return ContentType.objects.get_for_model(model).pk
