from django.utils.translation import gettext_lazy as _

from market.models import Event, Insight, MarketFigure, Segment
from market.models.event import EventKind
from market.models.figure import Basis
from market.models.insight import InsightKind
from records.filters import AmountFilters, Choices, DatedFilters, RecordFilters, Slugs, Values


class SegmentFilters(RecordFilters):
    parent = Slugs("parent", label=_("part of"))

    class Meta:
        model = Segment
        fields = []


class FigureFilters(AmountFilters, DatedFilters):
    basis = Choices("basis", Basis, label=_("basis"))
    segment = Slugs("segment", label=_("segment"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))
    geography = Values("geography", label=_("geography"))
    unit = Values("unit", label=_("unit"))
    by_whom = Values("by_whom", label=_("by whom"))

    comparable_within = ("currency", "unit")

    class Meta:
        model = MarketFigure
        fields = []


class InsightFilters(RecordFilters):
    kind = Choices("kind", InsightKind, label=_("kind"))
    segment = Slugs("segment", label=_("segment"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))
    speaker = Slugs("speaker", label=_("speaker"))
    event = Slugs("event", label=_("said at"))
    said_by = Values("said_by", label=_("said by"))

    class Meta:
        model = Insight
        fields = []


class EventFilters(DatedFilters):
    kind = Choices("kind", EventKind, label=_("kind"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))
    participant = Slugs("participations__person", label=_("participant"))
    place = Values("place", label=_("place"))

    class Meta:
        model = Event
        fields = []
