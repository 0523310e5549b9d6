from django.utils.translation import gettext_lazy as _

from market.documents import EventProfile, EventRow, FigureRow, InsightRow, SegmentProfile, SegmentRow
from market.filters import EventFilters, FigureFilters, InsightFilters, SegmentFilters
from market.models import Event, Insight, MarketFigure, Segment
from records.paging import by_amount, by_date, by_name
from records.record_type import MenuGroup, RecordType

SEGMENTS = RecordType(
    Segment, SegmentFilters, SegmentRow, (by_name(),), "name", SegmentProfile, group=MenuGroup.EVIDENCE
)
FIGURES = RecordType(
    MarketFigure, FigureFilters, FigureRow, (by_name(), by_date(), by_amount()), "-when",
    short_label=_("Figures"), timeline_label=_("Figure"), group=MenuGroup.EVIDENCE,
)  # fmt: skip
INSIGHTS = RecordType(Insight, InsightFilters, InsightRow, (by_name(),), "name", group=MenuGroup.EVIDENCE)
EVENTS = RecordType(
    Event, EventFilters, EventRow, (by_name(), by_date()), "-when", EventProfile, group=MenuGroup.EVIDENCE
)
