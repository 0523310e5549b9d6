"""The documents of provenance: citations, further names, what is contested or needs a re-check."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .compiler import Json, content_type_id
from .values import PartialDateDoc


class CitationDoc(serializers.Serializer):
    """One place in a source that supports or contradicts a value."""

    source = serializers.CharField(help_text="The slug of the source.")
    paragraph = serializers.IntegerField(help_text="The n-th line of its text that is not blank, counted from 1.")
    field = serializers.CharField(help_text="The value that is cited; empty for the record as a whole.")
    stated = serializers.CharField(help_text="The value in the source's own few words.")
    stance = serializers.ChoiceField(["supports", "contradicts"], help_text="For or against the value.")
    basis = serializers.ChoiceField(["stated", "inferred"], help_text="Whether it states the value, or we infer it.")
    note = serializers.CharField(help_text="What a reader must know about this place; of an inference, its reason.")


class CitationsDoc(serializers.ListField):
    """The places that a fact comes from."""

    child = CitationDoc()

    def expression(self, model, source):
        return as_citations(citations_of(model, content_type_id(model), OuterRef("pk")))


def citations_of(model, number, record):
    """The citations of one record of the model's type."""
    citation = model._meta.get_field("citations").related_model
    return citation.objects.filter(content_type_id=number, object_id=record)


def as_citations(queryset):
    """An array of citation documents, by place."""
    return ArraySubquery(
        queryset.filter(source__is_published=True)
        .order_by("source__slug", "paragraph", "field", "pk")
        .values_list(Json.of({
            "source": F("source__slug"), "paragraph": F("paragraph"), "field": F("field"), "stated": F("stated"),
            "stance": F("stance"), "basis": F("basis"), "note": F("note"),
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
        owner = content_type_id(model)
        places = citations_of(model, owner, OuterRef("object_id")).filter(field="names", stated=OuterRef("text"))
        return ArraySubquery(
            names.objects.filter(content_type_id=owner, object_id=OuterRef("pk"))
            .order_by("kind", "text", "pk")
            .values_list(Json.of({
                "text": F("text"), "language": F("language"), "kind": F("kind"),
                "when": PartialDateDoc().expression(names, "when"), "citations": as_citations(places),
            }))
        )  # fmt: skip


def any_of(rows):
    """Whether there are such rows, for a value in a row of a list.

    No EXISTS: PostgreSQL would read such rows of all records first, not knowing that a page ends after fifty.
    """
    return Coalesce(Subquery(rows.order_by().values_list(Value(True))[:1]), False, output_field=BooleanField())


def any_citation(model, **lookups):
    """Whether the record has such a citation."""
    return any_of(citations_of(model, content_type_id(model), OuterRef("pk")).filter(**lookups))


@extend_schema_field(serializers.BooleanField(help_text="Whether some place contradicts a value of it."))
class ContestedDoc(serializers.Field):
    def expression(self, model, source):
        return any_citation(model, stance="contradicts")


@extend_schema_field(serializers.BooleanField(help_text="Whether a value changed after it was cited."))
class NeedsRecheckDoc(serializers.Field):
    def expression(self, model, source):
        return any_citation(model, needs_recheck=True)
