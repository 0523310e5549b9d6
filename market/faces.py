from market.documents import EventProfile, EventRow, FigureRow, InsightRow, SegmentProfile, SegmentRow
from market.filters import EventFilters, FigureFilters, InsightFilters, SegmentFilters
from market.models import Event, Insight, MarketFigure, Segment
from medtech_kb.browse.faces import Face
from medtech_kb.browse.paging import by_amount, by_date, by_name

SEGMENTS = Face(
    Segment, SegmentFilters, SegmentRow, SegmentProfile, (by_name(),), "name", ("name", "parent", "definition"),
)  # fmt: skip
FIGURES = Face(
    MarketFigure, FigureFilters, FigureRow, FigureRow, (by_name(), by_date(), by_amount()), "-when",
    ("name", "amount", "unit", "when", "basis", "by_whom", "geography"),
)  # fmt: skip
INSIGHTS = Face(
    Insight, InsightFilters, InsightRow, InsightRow, (by_name(),), "name", ("name", "kind", "said_by", "company", "segment"),
)  # fmt: skip
EVENTS = Face(
    Event, EventFilters, EventRow, EventProfile, (by_name(), by_date()), "-when",
    ("name", "kind", "when", "place", "company"),
)  # fmt: skip
