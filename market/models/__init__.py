from .event import Event, Participation
from .figure import MarketFigure
from .insight import Insight
from .segment import Segment
