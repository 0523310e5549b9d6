"""The origin of each value of a record: a place of its own, the record's places, an inference, or the editors.

Where a place is cited for a value, that decides. A value made from others says so by the `reason` of its document; the
editors' own judgements are the model's `judged` fields. What is left has the record's places, if their words hold it.
"""

from django.contrib.postgres.aggregates.mixins import OrderableAggMixin
from django.db import models
from django.db.models import Aggregate, Case, Func, JSONField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Lower, StrIndex
from django.db.models.lookups import IsNull
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from values.fields import PartialDateField

from .compiler import content_type_id, expression_of, related_rows
from .provenance import any_of, citations_of
from .values import AmountDoc, RefListDoc

OWN, RECORD, INFERRED, EDITORS = ORIGINS = ("own", "record", "inferred", "editors")
NO_VALUES = {"id", "slug", "name", "title", "updated_at", "gaps"}
"""Columns in a document that are no values of its record."""
NOTHING = Value({}, JSONField())


class LastByKey(OrderableAggMixin, Aggregate):
    """{key: value} of rows in an order; of several values of one key the last remains."""

    function, template, output_field = "jsonb_object_agg", "%(function)s(%(expressions)s %(order_by)s)", JSONField()


class Joined(Func):
    """JSON objects as one; of a key that several have, the last one's value remains."""

    template, arg_joiner, output_field = "(%(expressions)s)", " || ", JSONField()


class OfWords(Func):
    """Origins in which that of `by` is that of the place cited for it, or of the words by which it is named."""

    output_field = JSONField()

    def __init__(self, origins, model):
        columns = [name for name in model.attributed_to if name.startswith("by_")]
        named = [f"o->'{name}'" for name in (*model.attributed_to, model.attributed_in, "by")]
        by = f"CASE WHEN o ? 'by' THEN jsonb_build_object('by', coalesce({', '.join(named)})) ELSE '{{}}' END"
        drop = " - ".join(f"'{name}'" for name in columns)
        once = "(SELECT %(expressions)s OFFSET 0) AS origins (o)"  # without OFFSET it is worked out for each o above
        super().__init__(origins, template=f"(SELECT o - {drop} || {by} FROM {once})")


class Members(Func):
    """A JSON object of those keys whose value is not NULL."""

    function, output_field = "jsonb_build_object", JSONField()
    template = "jsonb_strip_nulls(%(function)s(%(expressions)s))"


@extend_schema_field(
    serializers.DictField(
        child=serializers.ChoiceField(ORIGINS),
        help_text="Where each value comes from: a place of its `own`, the `record`'s places, `inferred` from a place "
        "or from other values, or the `editors`' own judgement.",
    )
)
class OriginsDoc(serializers.Field):
    """{field: origin} of the values of a fact."""

    def expression(self, model, source):
        fields = self.parent.fields
        made = {key: INFERRED for key, field in fields.items() if reason_of(field, model)}
        judged = {key: EDITORS for key in model.judged if key in fields}
        known = {*made, *judged, model.part_of}
        others = {key: RECORD for key, field in fields.items() if key not in known and _is_value(key, field, model)}
        places = citations_of(model, content_type_id(model), OuterRef("pk")).filter(
            stance="supports", source__is_published=True
        )
        of_record = places.filter(~Q(stated=""), field="")
        owner = {model.part_of: RECORD} if model.part_of in fields else {}
        origins = Joined(
            Case(When(any_of(of_record), then=_members(others, fields, model, of_record)), default=NOTHING),
            _members(made | judged | owner, fields, model),
            Coalesce(Subquery(_cited(places)), NOTHING),
        )
        return OfWords(origins, model) if "by" in fields else origins


def _cited(places):
    """The origins of the values with a place of their own: `own` where one of these states the value."""
    origin = Case(When(basis="stated", then=Value(OWN)), default=Value(INFERRED))
    rows = places.exclude(field="").order_by().annotate(all=Value(1)).values("all")
    return rows.annotate(origins=LastByKey("field", origin, order_by="basis")).values("origins")


def _members(origins, fields, model, words=None):
    """The origins of the fields with a value; if there are citations with `words`, of those whose value is in them."""
    pairs = []
    for key, origin in origins.items():
        condition = _has_value(fields[key], model)
        if words is not None:
            condition &= any_of(words.alias(at=StrIndex(Lower("stated"), Lower(OuterRef(key)))).filter(at__gt=0))
        pairs += [Cast(Value(key), TextField()), Case(When(condition, then=Value(origin)))]
    return Members(*pairs) if pairs else NOTHING


def _is_value(key, field, model):
    """Whether words can hold it as it is: a plain text."""
    column = _column(field, model)
    is_text = isinstance(column, models.CharField | models.TextField) and not isinstance(column, PartialDateField)
    return is_text and column.name == key and key not in NO_VALUES


def _column(field, model):
    name = "amount_stated" if isinstance(field, AmountDoc) else field.source
    return next((column for column in model._meta.get_fields() if column.name == name), None)


def _has_value(field, model):
    """The condition that a field of a document is neither null nor empty."""
    column = _column(field, model)
    if isinstance(field, RefListDoc):
        return any_of(related_rows(field, model))
    if column is None or not column.concrete:
        return IsNull(expression_of(field, model), False)
    if column.null:
        return Q(**{f"{column.attname}__isnull": False})
    return ~Q(**{column.attname: ""}) if column.empty_strings_allowed else Q(pk__isnull=False)


def reason_of(field, model) -> str:
    """How a value is made from other values, in a few words; empty where it is none of these."""
    if reason := getattr(field, "reason", ""):
        return str(reason)
    if "." in field.source:
        column = model._meta.get_field(field.source.split(".")[0])
        return _("from the %(record)s") % {"record": column.verbose_name}
    return ""
