"""The comparison in the API: /api/v1/compare/?company=a&company=b."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.views import APIView

from records.api import json_response
from records.as_of import DESCRIPTION as AS_OF
from records.as_of import PARAMETER
from records.comparison_selection import MAX_COMPARED
from records.documents import CitationDoc, RefDoc
from records.etags import conditional_response

from .aspects import comparison
from .export import as_csv
from .request_parameters import (
    COMPARED,
    FORMATS,
    missing_error,
    records_of,
    requested_selection,
    successor_selection,
)


class ComparedItemDoc(serializers.Serializer):
    """One thing that a record has."""

    name = serializers.CharField(help_text="What it is called, or the value in words; empty where `values` say it all.")
    short = serializers.CharField(
        help_text="Its result, date and what limits them in words; empty where the name or `values` say it all."
    )
    note = serializers.CharField(help_text="What belongs to it: the role and the round of an investor, the study.")
    record = RefDoc(allow_null=True, help_text="The record that it is, if it is one.")
    values = serializers.DictField(help_text="The values behind the words, in the shapes of the other answers.")
    citations = CitationDoc(many=True, help_text="The places that it comes from.")


class ComparedCellDoc(serializers.Serializer):
    """What one of the records has."""

    slug = serializers.CharField(help_text="The record.")
    items = ComparedItemDoc(
        many=True, help_text="Empty where no source tells: that is no statement that there is none."
    )


class ComparedAspectDoc(serializers.Serializer):
    """One line of the comparison."""

    key = serializers.CharField(help_text="The aspect; “authority:slug” for the steps with one authority.")
    label = serializers.CharField(help_text="The aspect in words.")
    group = serializers.CharField(help_text="Which part of the comparison it belongs to.")
    of = ComparedCellDoc(many=True, help_text="One entry for each record, in the order asked for.")


class SharedItemDoc(ComparedItemDoc):
    """Something that several of the records have."""

    slugs = serializers.ListField(child=serializers.CharField(), help_text="The records that have it.")


class ComparedDimensionDoc(serializers.Serializer):
    """What is shared of one kind of thing, as far as the sources tell."""

    key = serializers.CharField(help_text="investors, partners, segments or authorities.")
    label = serializers.CharField(help_text="The same in words.")
    in_common = SharedItemDoc(many=True, help_text="What at least two of the records have.")
    only_here = ComparedCellDoc(many=True, help_text="What only one of the records has.")


class ComparisonDoc(serializers.Serializer):
    """Records side by side."""

    type = serializers.CharField(help_text="The record type: companies or products.")
    records = RefDoc(many=True, help_text="What is compared, in the order asked for.")
    aspects = ComparedAspectDoc(many=True, help_text="The lines of the comparison.")
    shared = ComparedDimensionDoc(many=True, help_text="What is in common and what only one has.")


def _parameter(key, record_type):
    text = f"A slug of /api/v1/{record_type.name}/; up to {MAX_COMPARED}, by giving it again. One type at a time."
    return OpenApiParameter(key, OpenApiTypes.STR, many=True, description=text)


class CompareView(APIView):
    """Up to six companies or six products side by side, each value with its places."""

    @extend_schema(
        operation_id="compare",
        parameters=[
            *(_parameter(key, record_type) for key, record_type in COMPARED.items()),
            OpenApiParameter("format", OpenApiTypes.STR, enum=FORMATS, description="json, or csv for a spreadsheet."),
            OpenApiParameter(PARAMETER, OpenApiTypes.STR, description=AS_OF),
        ],
        responses=ComparisonDoc,
    )
    def get(self, request):
        return conditional_response(request, lambda: self._answer(request))

    def _answer(self, request):
        selection = requested_selection(request.GET)
        records = records_of(selection)
        if None in records:
            if not (successor := successor_selection(selection, records)):
                raise missing_error(selection, records)
            return HttpResponse(status=308, headers={"Location": request.build_absolute_uri(f"/api/v1{successor.url}")})
        compared = comparison(selection, records)
        return as_csv(compared) if request.GET.get("format") == "csv" else json_response(_document(compared))


def _document(compared):
    slugs = compared.selection.slugs
    return {
        "type": compared.selection.record_type.name,
        "records": [{"type": view.type, "slug": view.doc["slug"], "name": view.name} for view in compared.records],
        "aspects": [
            {"key": aspect.key, "label": aspect.label, "group": aspect.group, "of": _cells(slugs, aspect.cells)}
            for aspect in compared.aspects
        ],
        "shared": [
            {
                "key": dimension.key, "label": dimension.label,
                "in_common": [_item(shared.item) | {"slugs": shared.slugs} for shared in dimension.in_common],
                "only_here": _cells(slugs, dimension.only_here),
            }
            for dimension in compared.dimensions
        ],
    }  # fmt: skip


def _cells(slugs, cells):
    return [{"slug": slug, "items": [_item(item) for item in cell]} for slug, cell in zip(slugs, cells, strict=True)]


def _item(item):
    name = item.name or (item.ref or {}).get("name", "")
    return {
        "name": name, "short": str(item.short or ""), "note": item.note, "record": item.ref, "values": item.values,
        "citations": item.citations,
    }  # fmt: skip
