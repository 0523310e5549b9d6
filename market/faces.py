from market.documents import EventProfile, EventRow, FigureRow, InsightRow, SegmentProfile, SegmentRow
from market.filters import EventFilters, FigureFilters, InsightFilters, SegmentFilters
from market.models import Event, Insight, MarketFigure, Segment
from records.faces import Face
from records.paging import by_amount, by_date, by_name

SEGMENTS = Face(Segment, SegmentFilters, SegmentRow, SegmentProfile, (by_name(),), "name")
FIGURES = Face(MarketFigure, FigureFilters, FigureRow, FigureRow, (by_name(), by_date(), by_amount()), "-when")
INSIGHTS = Face(Insight, InsightFilters, InsightRow, InsightRow, (by_name(),), "name")
EVENTS = Face(Event, EventFilters, EventRow, EventProfile, (by_name(), by_date()), "-when")
