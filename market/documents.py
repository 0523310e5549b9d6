from django.utils.translation import gettext_lazy as _

from market.models import Event, Insight, MarketFigure, Participation, Segment
from market.short_forms import figure, insight
from names.documents import NAMED, PART, PROVENANCE
from records.documents import ByDoc, FactSerializer, MoreDoc, NamedSerializer, RefListDoc
from records.short_forms import by_kind

SAID, STATED = _("Statements made"), _("Figures stated")
ORGANISED, ISSUED = _("Events organised"), _("Recognition given")
"""What is by somebody, as headings in their profile."""


def lists_by(relation):
    """Where all is that is by somebody, for `Meta.long` of their profile."""
    keys = {
        "stated_insights": "insights", "stated_figures": "figures", "organised_events": "events",
        "issued_recognitions": "recognitions",
    }  # fmt: skip
    return {key: (name, relation) for key, name in keys.items()}


class SegmentRow(NamedSerializer):
    """One segment, its place in the taxonomy, and what is in and out of scope."""

    class Meta:
        model = Segment
        columns = ("name", "parent", "definition")
        fields = [*NAMED, "parent", "definition", "in_scope", "out_of_scope", "assessment", *PROVENANCE]


class FigureRow(NamedSerializer):
    """One number, with its year, unit, scope and origin."""

    by = ByDoc(source="*")

    class Meta:
        model = MarketFigure
        short = figure
        result = {"amount": ("unit",)}
        columns = ("name", "amount", "when", "basis", "by_whom", "geography")
        fields = [
            *NAMED, "amount", "unit", "when", "geography", "basis", "by_whom", "by", "scope", "segment", "company",
            "product", *PROVENANCE,
        ]  # fmt: skip


class InsightRow(NamedSerializer):
    """One statement: who says it, about what."""

    by = ByDoc(source="*")

    class Meta:
        model = Insight
        short = insight
        columns = ("name", "kind", "said_by", "company", "segment")
        fields = [
            *NAMED, "kind", "statement", "said_by", "by", "speaker", "company", "product", "segment", "event",
            *PROVENANCE,
        ]  # fmt: skip


class ParticipationDoc(FactSerializer):
    """A participant of an event and their role."""

    class Meta:
        model = Participation
        fields = ["person", "company", "role", *PART]


class EventParticipationDoc(FactSerializer):
    """An event of a participant and their role in it."""

    class Meta:
        model = Participation
        fields = ["event", "person", "company", "role", *PART]


class EventRow(NamedSerializer):
    """One event and its participants."""

    by = ByDoc(source="*")
    participations = ParticipationDoc(many=True)

    class Meta:
        model = Event
        short = by_kind(Event, "product", "company")
        columns = ("name", "kind", "when", "place", "company")
        fields = [
            *NAMED, "kind", "when", "place", "organiser", "by", "summary", "company", "product", "participations",
            *PROVENANCE,
        ]  # fmt: skip


class EventProfile(EventRow):
    """An event with the insights stated at it."""

    insights = InsightRow(many=True)


class PlacedHereDoc(RefListDoc):
    """The records that name this segment as theirs."""

    reason = _("those that are placed in this segment")


class SegmentProfile(SegmentRow):
    """A segment with its parts, figures and insights, and the companies and products placed in it."""

    children = SegmentRow(many=True)
    companies = PlacedHereDoc()
    products = PlacedHereDoc()
    figures = FigureRow(many=True)
    insights = InsightRow(many=True)
    more = MoreDoc(source="*")

    class Meta(SegmentRow.Meta):
        long = {name: (name, "segment") for name in ("companies", "products", "figures", "insights")}
