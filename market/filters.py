from django.utils.translation import gettext_lazy as _

from market.models import Event, Insight, MarketFigure, Segment
from market.models.event import EventKind
from market.models.figure import Basis
from market.models.insight import InsightKind
from records.filters import AmountFilters, ChoiceFilter, DatedFilters, RecordFilters, SlugFilter, ValueFilter


class SegmentFilters(RecordFilters):
    model = Segment
    parent = SlugFilter("parent", label=_("part of"))


class FigureFilters(AmountFilters, DatedFilters):
    model = MarketFigure
    basis = ChoiceFilter("basis", Basis, label=_("basis"))
    segment = SlugFilter("segment", label=_("segment"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))
    geography = ValueFilter("geography", label=_("geography"))
    unit = ValueFilter("unit", label=_("unit"))
    by_whom = ValueFilter("by_whom", label=_("by whom"))
    by_company = SlugFilter("by_company", label=_("by company"))
    by_partner = SlugFilter("by_partner", label=_("by clinical partner"))
    by_authority = SlugFilter("by_authority", label=_("by authority"))
    by_person = SlugFilter("by_person", label=_("by person"))

    comparable_within = ("currency", "unit")


class InsightFilters(RecordFilters):
    model = Insight
    kind = ChoiceFilter("kind", InsightKind, label=_("kind"))
    segment = SlugFilter("segment", label=_("segment"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))
    speaker = SlugFilter("speaker", label=_("speaker"))
    event = SlugFilter("event", label=_("said at"))
    said_by = ValueFilter("said_by", label=_("said by"))
    by_company = SlugFilter("by_company", label=_("by company"))
    by_partner = SlugFilter("by_partner", label=_("by clinical partner"))
    by_authority = SlugFilter("by_authority", label=_("by authority"))


class EventFilters(DatedFilters):
    model = Event
    kind = ChoiceFilter("kind", EventKind, label=_("kind"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))
    participant = SlugFilter("participations__person", label=_("participant"))
    place = ValueFilter("place", label=_("place"))
    by_company = SlugFilter("by_company", label=_("by company"))
    by_partner = SlugFilter("by_partner", label=_("by clinical partner"))
    by_authority = SlugFilter("by_authority", label=_("by authority"))
    by_person = SlugFilter("by_person", label=_("by person"))
