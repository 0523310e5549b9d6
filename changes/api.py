"""What has changed, in the API: /api/v1/changes/."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.views import APIView

from catalogue.record_types import TYPES
from history.models import Kind
from records.addresses import with_query
from records.api import JsonNegotiation, json_response
from records.etags import conditional_response
from records.paging import LARGEST_PAGE, PAGE_SIZE

from .feed import page_of
from .net import net_page
from .published import ChangeKind
from .requests import ALL_OF_TIME, feed_of, is_net, net_of


class RecordChangeDoc(serializers.Serializer):
    """What became of one record, as readers see it."""

    type = serializers.CharField(help_text="The record type: its list is /api/v1/type/.")
    slug = serializers.CharField(help_text="The address of the record.")
    change = serializers.ChoiceField(ChangeKind.values, help_text="Published for the first time or again is created.")
    successor = serializers.CharField(
        allow_null=True, help_text="Of a merged record: the slug of the one that took it over, where it is published."
    )


class RevisionDoc(serializers.Serializer):
    """One transaction that changed curated data."""

    revision = serializers.IntegerField(help_text="Its number: from 1 on, without gaps, in the order of commits.")
    at = serializers.DateTimeField(help_text="When it was committed.")
    kind = serializers.ChoiceField(Kind.choices, allow_blank=True, help_text="Empty where nobody said.")
    reason = serializers.CharField(help_text="Why, in a few words; empty where it has no records, but for an erasure.")
    records = RecordChangeDoc(many=True, help_text="Empty where it changed drafts alone.")


class ChangesDoc(serializers.Serializer):
    """Revisions in order."""

    head = serializers.IntegerField(help_text="The newest revision.")
    next = serializers.URLField(allow_null=True, help_text="The page that follows; null at the end.")
    results = RevisionDoc(many=True)


def _text(name, about, **more):
    return OpenApiParameter(name, OpenApiTypes.STR, description=about, **more)


PARAMETERS = [
    OpenApiParameter("after", OpenApiTypes.INT, description="The last revision that is known; default 0: all."),
    OpenApiParameter("before", OpenApiTypes.INT, description="Only revisions before this one."),
    _text("type", "Only records of these types.", enum=list(TYPES), many=True),
    _text("company", "A slug: the company itself, and records whose company it was then, or is now."),
    _text("kind", "Only revisions of these kinds.", enum=Kind.values, many=True),
    _text("old", "With it the net differences since this moment: a revision, a day or a time."),
    _text("new", "Up to this moment; default: the newest revision."),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"1 to {LARGEST_PAGE} revisions; default {PAGE_SIZE}."),
    _text("cursor", "The place within a revision to go on from, as `next` gives it."),
]


class RevisionsView(APIView):
    """What changes are read with: answers in JSON, of all time at once."""

    content_negotiation_class = JsonNegotiation
    metadata_class = None
    knows_only_the_present = ALL_OF_TIME

    def link(self, parameters):
        """The address of another page of this answer; None where there is none."""
        if parameters is None:
            return None
        query = self.request.GET.copy()
        for name in ("cursor", *parameters):
            query.pop(name, None)
        for name, value in parameters.items():
            query[name] = str(value)
        return self.request.build_absolute_uri(with_query(self.request.path, query))


class ChangesView(RevisionsView):
    """Revisions in order, each with the records that it changed for readers."""

    @extend_schema(operation_id="changes", parameters=PARAMETERS, responses=ChangesDoc)
    def get(self, request):
        """Revisions after the one named, oldest first; follow `next`, then ask again after `head`."""
        return conditional_response(request, lambda: self._answer(request.GET))

    def _answer(self, data):
        if is_net(data):
            return json_response(self._net(net_of(data)))
        page = page_of(feed_of(data))
        return json_response({
            "head": page.head, "next": self.link(page.next),
            "results": [revision.document for revision in page.results],
        })  # fmt: skip

    def _net(self, net):
        changes, following = net_page(net)
        return {
            "old": moment_document(net.old), "new": moment_document(net.new), "next": self.link(following),
            "results": [change.document for change in changes],
        }  # fmt: skip


def moment_document(moment):
    return {"revision": moment.number, "at": moment.at}
