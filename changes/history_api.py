"""The history of a record in the API: /api/v1/<type>/<slug>/history/."""

import orjson
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema, extend_schema_view
from rest_framework import serializers

from history.models import Kind
from records.api import SLUG, json_response
from records.etags import conditional_response
from records.problems import Gone
from records.record_type import RecordType

from .api import RevisionsView, moment_document
from .record_history import LARGEST_PAGE, PAGE_SIZE, history_of


class ChangeDoc(serializers.Serializer):
    """One value as it was and as it is, in words."""

    field = serializers.CharField(help_text="The key of the value; citations, names, or a list of parts.")
    part = serializers.CharField(allow_null=True, help_text="The part of the record that has it; null: the record.")
    before = serializers.CharField(allow_null=True, help_text="As it was, in words; null where nothing was there.")
    after = serializers.CharField(allow_null=True, help_text="As it is since, in words; null where nothing is there.")


class RevisionOfRecordDoc(serializers.Serializer):
    """A revision and what readers saw it change of the record."""

    revision = serializers.IntegerField(help_text="Its number, as in /api/v1/changes/.")
    at = serializers.DateTimeField(help_text="When it was committed.")
    kind = serializers.ChoiceField(Kind.choices, allow_blank=True, help_text="Empty where nobody said.")
    reason = serializers.CharField(help_text="Why, in a few words.")
    changes = ChangeDoc(many=True)


class HistoryDoc(serializers.Serializer):
    """The revisions of a record, newest first."""

    next = serializers.URLField(allow_null=True, help_text="The page with older ones; null at the end.")
    results = RevisionOfRecordDoc(many=True)


PARAMETERS = [
    SLUG,
    OpenApiParameter("before", OpenApiTypes.INT, description="Only revisions before this one."),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE}; default {PAGE_SIZE}."),
    OpenApiParameter("old", OpenApiTypes.STR, description="With it the net differences since this moment."),
    OpenApiParameter("new", OpenApiTypes.STR, description="Up to this moment; default: the newest revision."),
]


class HistoryView(RevisionsView):
    """What readers saw change of one record."""

    record_type: RecordType = None

    def get(self, request, slug):
        """The revisions of a record, newest first; with `old` the net differences between two moments."""
        return conditional_response(request, lambda: self._answer(request.GET, slug))

    def _answer(self, data, slug):
        _version, text = self.record_type.read(slug, ("id",))
        if text is None:
            return self._elsewhere(data, slug)
        found = history_of(self.record_type.model, orjson.loads(text)["id"], data)
        if found.old:
            return json_response({
                "old": moment_document(found.old), "new": moment_document(found.new),
                "changes": [change.document for change in found.changes],
            })  # fmt: skip
        results = [revision.document for revision in found.revisions]
        return json_response({"next": self.link(found.next), "results": results})

    def _elsewhere(self, data, slug):
        """As the profile of the record: where it leads to, or why it is gone."""
        record_type = self.record_type
        if successor := record_type.successor(slug):
            query = f"?{data.urlencode()}" if data else ""
            address = f"/api/v1/{record_type.name}/{successor}/history/{query}"
            return HttpResponse(status=308, headers={"Location": self.request.build_absolute_uri(address)})
        if reason := record_type.reason_gone(slug):
            raise Gone(reason)
        raise Http404


def history_view_of(record_type):
    """The view of a record type's histories, described to the schema under a name of its own."""
    described = extend_schema(
        operation_id=f"{record_type.name}_history", tags=[record_type.name], parameters=PARAMETERS, responses=HistoryDoc
    )
    view = type(f"{record_type.model.__name__}HistoryView", (HistoryView,), {"record_type": record_type})
    return extend_schema_view(get=described)(view)
