from django.db.models import Case, F, JSONField, OuterRef, Subquery, Value, When
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from records.deprecated import CITATION_FIELDS, with_deprecated_fields
from records.documents import Json, RecordSerializer, RefDoc, content_type_id
from sources.models import Citation, Source
from sources.models.citation import cited_models

RECORD = ("id", "slug", "api_url")
PROVENANCE = ("gaps", "contested", "needs_recheck", "updated_at", "citations")
PART = ("gaps", "contested", "needs_recheck", "citations")


class SourceRow(RecordSerializer):
    """One document that was read, with the citations of its own facts."""

    class Meta:
        model = Source
        columns = ("title", "publisher", "published", "kind", "paragraphs")
        fields = [
            *RECORD, "title", "publisher", "authors", "published", "language", "kind", "url", "excerpt_of", "method",
            "summary", "paragraphs", "sha256", "reading_status", *PROVENANCE,
        ]  # fmt: skip


class CitedRecordDoc(serializers.Serializer):
    """The record that a citation speaks of, and which part of it."""

    type = serializers.CharField(help_text="The record type: its profile is /api/v1/type/slug/.")
    slug = serializers.CharField(help_text="The address of the record.")
    name = serializers.CharField(help_text="Its name.")
    part = serializers.CharField(allow_null=True, help_text="The part that is cited: a title, an investor, a metric.")

    def expression(self, model, source):
        cases = [
            When(content_type_id=content_type_id(cited), then=Subquery(_record_of(cited))) for cited in cited_models()
        ]
        return Case(*cases, default=None, output_field=JSONField())


def _part(cited):
    """The label of a part among its siblings; null where that is the name of an unpublished record."""
    relation, name, _field = cited.part_label.partition("__")
    if not cited.part_label:
        return Value(None)
    label = When(**{f"{relation}__is_published": True}, then=F(cited.part_label)) if name else None
    return Case(label, default=None) if label else F(cited.part_label)


def _record_of(cited):
    owner = cited.record_model()
    prefix = f"{cited.part_of}__" if cited.part_of else ""
    title = "name" if hasattr(owner, "names") else "title"
    return cited.objects.filter(pk=OuterRef("object_id")).values_list(
        Json.of({
            "type": Value(owner.record_type), "slug": F(f"{prefix}slug"), "name": F(f"{prefix}{title}"),
            "part": _part(cited),
        })
    )  # fmt: skip


@extend_schema_serializer(deprecate_fields=list(CITATION_FIELDS))
class CitationRow(serializers.ModelSerializer):
    """One place in a source, and what it supports or contradicts."""

    source = RefDoc()
    record = CitedRecordDoc()

    class Meta:
        model = Citation
        columns = ("record", "field", "stated", "stance", "note")
        fields = ["id", "source", "paragraph", "record", "field", "stated", "stance", "basis", "note", "needs_recheck"]

    def get_fields(self):
        return with_deprecated_fields(super().get_fields(), CITATION_FIELDS)
