"""The documents of values: a date, an amount, another record."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, JSONField, OuterRef, TextField, Value, When
from django.db.models.functions import Cast, Lower
from rest_framework import serializers

from .building import Json


class PartialDateDoc(serializers.Serializer):
    """A date as precise as its source; `earliest` or `latest` is null where a span is open."""

    edtf = serializers.CharField(help_text="EDTF (ISO 8601-2): 2025, 2025-03, 2013/2019, 2020-03/.., 2013~.")
    earliest = serializers.DateField(allow_null=True, help_text="The first day that it can be.")
    latest = serializers.DateField(allow_null=True, help_text="The last day that it can be.")
    approximate = serializers.BooleanField(help_text="Whether the source says “about”.")

    def expression(self, model, source):
        source = source.replace(".", "__")

        def reading(name):
            return Func(F(source), function=f"kb_edtf_{name}")

        return Case(
            When(**{f"{source}__isnull": True}, then=None),
            default=Json.of({
                "edtf": F(source), "earliest": reading("earliest"), "latest": reading("latest"),
                "approximate": Case(When(**{f"{source}__contains": "~"}, then=True), default=False),
            }),
            output_field=JSONField(),
        )  # fmt: skip


class AmountDoc(serializers.Serializer):
    """An amount as stated and the range that its words allow, in whole units; null is an open end or no reading."""

    stated = serializers.CharField(help_text="The source's own words.")
    currency = serializers.CharField(allow_null=True, help_text="ISO 4217 code; null where it is no money.")
    min = serializers.CharField(allow_null=True, help_text="At least, as a decimal string.")
    max = serializers.CharField(allow_null=True, help_text="At most, as a decimal string.")
    disclosed = serializers.BooleanField(help_text="False where the source says that it is undisclosed; never zero.")

    def expression(self, model, source):
        def decimal(name):
            return Cast(Func(F(name), function="trim_scale"), TextField())

        return Case(
            When(amount_stated="", then=None),
            default=Json.of({
                "stated": F("amount_stated"), "currency": Func(F("amount_currency"), Value(""), function="NULLIF"),
                "min": decimal("amount_low"), "max": decimal("amount_high"), "disclosed": F("amount_is_disclosed"),
            }),
            output_field=JSONField(),
        )  # fmt: skip


class RefDoc(serializers.Serializer):
    """Another record by its type, address and name."""

    type = serializers.CharField(help_text="The record type: its page is /type/slug/, its profile /api/v1/type/slug/.")
    slug = serializers.CharField(help_text="The address of the record.")
    name = serializers.CharField(help_text="Its name.")

    def expression(self, model, source):
        related, source = model, source.replace(".", "__")
        for step in source.split("__"):
            related = related._meta.get_field(step).related_model
        name = "name" if hasattr(related, "names") else "title"
        return Case(
            When(**{f"{source}__isnull": True}, then=None),
            default=Json.of(
                {
                    "type": Value(related.record_type),
                    "slug": F(f"{source}__slug"),
                    "name": F(f"{source}__{name}"),
                }
            ),
            output_field=JSONField(),
        )


class RefListDoc(serializers.ListField):
    """Several other records by address and name."""

    child = RefDoc()

    def expression(self, model, source):
        relation = model._meta.get_field(source)
        queryset = relation.related_model.objects.filter(**{relation.remote_field.name: OuterRef("pk")})
        return ArraySubquery(
            queryset.order_by(Lower("name"), "pk").values_list(
                Json.of(
                    {
                        "type": Value(relation.related_model.record_type),
                        "slug": F("slug"),
                        "name": F("name"),
                    }
                )
            )
        )
