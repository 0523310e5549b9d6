"""The answer of a timeline, for the API schema."""

from rest_framework import serializers

from records.documents import CitationDoc, PartialDateDoc, RefDoc


class TimelineEntryDoc(serializers.Serializer):
    """One entry."""

    group = serializers.CharField(help_text="The heading that it stands under; empty on the timeline of one record.")
    kind = serializers.CharField(help_text="What it is, in words.")
    record = RefDoc(help_text="The record.")
    when = PartialDateDoc(allow_null=True, help_text="When; null where no source dates it.")
    short = serializers.CharField(help_text="The entry in one line, as picture and file have it.")
    contested = serializers.BooleanField(help_text="Whether some place contradicts a value of it.")
    citations = CitationDoc(many=True, help_text="The places that it comes from.")


class MoreStepsDoc(serializers.Serializer):
    """Where the rest of a group is."""

    group = serializers.CharField(help_text="The heading of the group.")
    steps_url = serializers.CharField(help_text="All of it, in the API.")


class TimelineDoc(serializers.Serializer):
    """A timeline, or a page of one."""

    heading = serializers.CharField(help_text="What it is of.")
    next = serializers.URLField(allow_null=True, help_text="The page behind.")
    previous = serializers.URLField(allow_null=True, help_text="The page in front.")
    results = TimelineEntryDoc(
        many=True, help_text="Group by group in the order of time, the undated behind the dated."
    )
    more = MoreStepsDoc(many=True, help_text="Groups of which not all entries are here.")
