"""One record as a document: the serializer is the schema, and PostgreSQL builds the JSON that it describes.

A serializer's fields are compiled into one SQL expression (`document`), so that a list, a profile and a page read what
the schema says in one query, and nothing is said twice. A field that is more than a column knows its own expression.
"""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, F, Func, JSONField, OuterRef, TextField, Value, When
from django.db.models.functions import Cast, Concat, Lower
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from medtech_kb.values.fields import Dated, PartialDateField


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


def type_number(model):
    """The number by which generic relations know the model."""
    return ContentType.objects.get_for_model(model).pk


class CitationDoc(serializers.Serializer):
    """One place in a source that supports or contradicts a value."""

    source = serializers.CharField(help_text="The slug of the source.")
    paragraph = serializers.IntegerField(help_text="The n-th line of its text that is not blank, counted from 1.")
    field = serializers.CharField(help_text="The value that is cited; empty for the record as a whole.")
    stated = serializers.CharField(help_text="The value in the source's own few words.")
    stance = serializers.ChoiceField(["supports", "contradicts"], help_text="For or against the value.")


class CitationsDoc(serializers.ListField):
    """The places that a fact comes from."""

    child = CitationDoc()

    def expression(self, model, source):
        return as_citations(citations_of(model, type_number(model), OuterRef("pk")))


def citations_of(model, number, record):
    """The citations of one record of the model's type."""
    citation = model._meta.get_field("citations").related_model
    return citation.objects.filter(content_type_id=number, object_id=record)


def as_citations(queryset):
    """An array of citation documents, by place."""
    return ArraySubquery(
        queryset.order_by("source__slug", "paragraph", "field", "pk").values_list(Json.of({
            "source": F("source__slug"), "paragraph": F("paragraph"), "field": F("field"), "stated": F("stated"),
            "stance": F("stance"),
        }))
    )  # fmt: skip


class NameDoc(serializers.Serializer):
    """A further name, with the places of its text."""

    text = serializers.CharField(help_text="The name as written.")
    language = serializers.CharField(help_text="BCP 47 tag of language and script.")
    kind = serializers.CharField(help_text="primary, legal, short, former, brand, variant or translation.")
    when = PartialDateDoc(allow_null=True, help_text="When it was in use, if stated.")
    citations = CitationDoc(many=True, help_text="The places where it is written so.")


class NamesDoc(serializers.ListField):
    """The further names of a record."""

    child = NameDoc()

    def expression(self, model, source):
        names = model._meta.get_field("names").related_model
        owner = type_number(model)
        places = citations_of(model, owner, OuterRef("object_id")).filter(field="names", stated=OuterRef("text"))
        return ArraySubquery(
            names.objects.filter(content_type_id=owner, object_id=OuterRef("pk"))
            .order_by("kind", "text", "pk")
            .values_list(Json.of({
                "text": F("text"), "language": F("language"), "kind": F("kind"),
                "when": PartialDateDoc().expression(names, "when"), "citations": as_citations(places),
            }))
        )  # fmt: skip


@extend_schema_field(serializers.BooleanField(help_text="Whether some place contradicts a value of it."))
class ContestedDoc(serializers.Field):
    def expression(self, model, source):
        return Exists(citations_of(model, type_number(model), OuterRef("pk")).filter(stance="contradicts"))


@extend_schema_field(serializers.BooleanField(help_text="Whether a value changed after it was cited."))
class TaintedDoc(serializers.Field):
    def expression(self, model, source):
        return Exists(citations_of(model, type_number(model), OuterRef("pk")).filter(is_tainted=True))


@extend_schema_field(serializers.CharField(help_text="The address of the record in the API."))
class UrlDoc(serializers.Field):
    def expression(self, model, source):
        return Concat(Value(f"/api/v1/{model.record_type}/"), F("slug"), Value("/"), output_field=CharField())


class FactSerializer(serializers.ModelSerializer):
    """Any fact: its columns, its gaps, and its citations behind them."""

    gaps = serializers.DictField(child=serializers.CharField(), help_text="Fields looked for and not found.")
    contested = ContestedDoc(source="*")
    tainted = TaintedDoc(source="*")
    citations = CitationsDoc()

    def build_standard_field(self, field_name, model_field):
        if isinstance(model_field, PartialDateField):
            return PartialDateDoc, {"allow_null": True, "help_text": str(model_field.help_text)}
        return super().build_standard_field(field_name, model_field)

    def build_relational_field(self, field_name, relation_info):
        field = relation_info.model_field
        if relation_info.to_many:
            return RefListDoc, {"help_text": str(field.help_text)}
        return RefDoc, {"allow_null": field.null, "help_text": str(field.help_text)}

    def build_property_field(self, field_name, model_class):
        if field_name == "amount":
            return AmountDoc, {"allow_null": True, "help_text": "The amount in the source's own words."}
        return super().build_property_field(field_name, model_class)


class RecordSerializer(FactSerializer):
    """Any record with an address of its own."""

    api_url = UrlDoc(source="*")


class NamedSerializer(RecordSerializer):
    """Any record with a name and further names."""

    names = NamesDoc()


def keys_of(serializer) -> list[str]:
    """The top-level keys of a document: what `fields=` and `omit=` may name."""
    return list(serializer().fields)


def as_text(expression):
    """The document as the text that PostgreSQL built, to be passed on without parsing it."""
    return Cast(expression, TextField())
