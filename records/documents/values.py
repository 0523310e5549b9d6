"""The documents of values: a date, an amount, another record; and where there are more of them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, Func, JSONField, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Lower
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .compiler import LISTED, Json, limited_rows, related_rows


class PartialDateDoc(serializers.Serializer):
    """A date as precise as its source; `earliest` or `latest` is null where a span is open."""

    edtf = serializers.CharField(help_text="EDTF (ISO 8601-2): 2025, 2025-03, 2013/2019, 2020-03/.., [..2026], 2013~.")
    earliest = serializers.DateField(allow_null=True, help_text="The first day that it can be, as filters take it.")
    latest = serializers.DateField(allow_null=True, help_text="The last day that it can be, as filters take it.")
    approximate = serializers.BooleanField(help_text="Whether the source says “about”, “early” or the like.")
    uncertain = serializers.BooleanField(help_text="Whether the source itself doubts it: possible, never certain.")
    words = serializers.CharField(
        required=False, help_text="The source's own words, only where EDTF can't say as much: “early 2018”."
    )

    def expression(self, model, source):
        if "." in source:
            return through(self, model, source)
        edtf = Func(F(source), Value(" "), Value(1), function="split_part", output_field=TextField())

        def marked(signs):
            return Case(When(**{f"{source}__regex": f"^[^ ]*[{signs}]"}, then=True), default=False)

        members = {
            "edtf": edtf, "earliest": F(f"{source}_earliest"), "latest": F(f"{source}_latest"),
            "approximate": marked("~%"), "uncertain": marked("?%"),
        }  # fmt: skip
        words = Func(F(source), Value("^[^ ]* "), Value(""), function="regexp_replace", output_field=TextField())
        return Case(
            When(**{f"{source}__isnull": True}, then=None),
            When(**{f"{source}__contains": " "}, then=Json.of(members | {"words": words})),
            default=Json.of(members | {"edtf": F(source)}),
            output_field=JSONField(),
        )


class AmountDoc(serializers.Serializer):
    """An amount as stated and the range that its words allow, in whole units; null is an open end or no reading."""

    stated = serializers.CharField(help_text="The source's own words.")
    currency = serializers.CharField(allow_null=True, help_text="ISO 4217 code; null where it is no money.")
    min = serializers.CharField(allow_null=True, help_text="At least, as a decimal string.")
    max = serializers.CharField(allow_null=True, help_text="At most, as a decimal string.")
    min_excluded = serializers.BooleanField(help_text="Whether it is more than `min`, as in “over 10”.")
    max_excluded = serializers.BooleanField(help_text="Whether it is less than `max`, as in “under 10”.")
    approximate = serializers.BooleanField(help_text="Whether the source says “about” or “nearly”.")
    currency_inferred = serializers.BooleanField(
        help_text="Whether the currency is inferred from a word that several share, like “dollars”."
    )
    disclosed = serializers.BooleanField(help_text="False where the source says that it is undisclosed; never zero.")

    def expression(self, model, source):
        def decimal(name):
            return Cast(Func(F(name), function="trim_scale"), TextField())

        def excluded(name, sign):
            return Case(When(**{f"{name}__isnull": False, "amount_bounds__contains": sign}, then=True), default=False)

        return Case(
            When(amount_stated="", then=None),
            default=Json.of({
                "stated": F("amount_stated"), "currency": Func(F("amount_currency"), Value(""), function="NULLIF"),
                "min": decimal("amount_low"), "max": decimal("amount_high"),
                "min_excluded": excluded("amount_low", "("), "max_excluded": excluded("amount_high", ")"),
                "approximate": F("amount_is_approximate"), "currency_inferred": F("amount_currency_is_inferred"),
                "disclosed": F("amount_is_disclosed"),
            }),
            output_field=JSONField(),
        )  # fmt: skip


class RefDoc(serializers.Serializer):
    """Another record by its type, address and name; null where there is none, or none that is published."""

    type = serializers.CharField(help_text="The record type: its page is /type/slug/, its profile /api/v1/type/slug/.")
    slug = serializers.CharField(help_text="The address of the record.")
    name = serializers.CharField(help_text="Its name.")

    def expression(self, model, source):
        if "." in source:
            return through(self, model, source)
        column = model._meta.get_field(source)
        return Subquery(
            column.related_model.objects.published()
            .filter(pk=OuterRef(column.attname))
            .order_by()
            .values_list(reference_to(column.related_model))
        )

    def from_outer_row(self, model):
        """The same, for a part of that record's document: the record is the outer row."""
        return reference_to(model, OuterRef)


class ByDoc(RefDoc):
    """The company, partner, authority or person that a record is by; null where its words name none that is here.

    On pages the words lead there.
    """

    reason = _("from the words")

    def __init__(self, **kwargs):
        super().__init__(
            allow_null=True, help_text="Whom its words name: by whom it is said, stated, held or issued.", **kwargs
        )

    def expression(self, model, source):
        references = [super(ByDoc, self).expression(model, relation) for relation in model.attributed_to]
        return Coalesce(*references, output_field=JSONField())


def reference_to(model, column=F):
    """The document that refers to a row of the model."""
    name = "name" if hasattr(model, "names") else "title"
    return Json.of({"type": Value(model.record_type), "slug": column("slug"), "name": column(name)})


def through(field, model, source):
    """What `field` says at the end of a path of relations, read in a subquery so that no table is joined."""
    step, path = source.split(".", 1)
    column = model._meta.get_field(step)
    return Subquery(
        column.related_model.objects.published()
        .filter(pk=OuterRef(column.attname))
        .order_by()
        .values_list(field.expression(column.related_model, path))
    )


class RefListDoc(serializers.ListField):
    """Several other records by address and name."""

    child = RefDoc()

    def expression(self, model, source):
        rows = limited_rows(self, model)
        return ArraySubquery(rows.order_by(Lower("name"), "pk").values_list(reference_to(rows.model)))

    def records(self, model, owner):
        """The records of one record, the unpublished left out."""
        relation = model._meta.get_field(self.source)
        return relation.related_model.objects.published().filter(**{relation.remote_field.name: owner})


@extend_schema_field(
    serializers.DictField(child=serializers.CharField(), help_text="By list of which not all are here: where all are.")
)
class MoreDoc(serializers.Field):
    """{key: address} of the lists of which the profile holds LISTED rows and there are more."""

    def expression(self, model, source):
        return self.of_filled(model)

    def of_filled(self, model, empty=()):
        """The same without looking into the lists in `empty`, which are known to have no rows."""
        addresses = {
            key: Case(
                When(
                    Exists(related_rows(self.parent.fields[key], model)[LISTED : LISTED + 1]),
                    then=Concat(Value(f"/api/v1/{kind}/?{name}="), F("slug"), output_field=TextField()),
                )
            )
            for key, (kind, name) in self.parent.Meta.long.items()
            if key not in empty
        }
        return Func(Json.of(addresses), function="json_strip_nulls", output_field=JSONField())
