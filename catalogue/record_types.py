"""The one list of record types, and the two profiles that see across packages.

Menu, home page, API, search, timeline, comparison, fixture files, documentation and test builders read this list;
docs/adding-a-record-type.md says what else a new type needs, and tests/house/test_registrations.py fails for what is
missing. A package knows the packages below it; what a company's or a product's profile holds lies above them, so these
profiles are put together here.
"""

from dataclasses import replace

from companies.documents import CompanyRow, PositionDoc, RoundRow
from companies.record_types import COMPANIES, INVESTORS, PEOPLE, ROUNDS
from market.documents import EventParticipationDoc, EventRow, FigureRow, InsightRow
from market.record_types import EVENTS, FIGURES, INSIGHTS, SEGMENTS
from products.documents import CollaborationRow, ProductRow, RecognitionRow, StudyRow
from products.record_types import COLLABORATIONS, PARTNERS, PRODUCTS, RECOGNITIONS, STUDIES
from regulatory.documents import MilestoneRow
from regulatory.record_types import AUTHORITIES, MILESTONES, POLICIES
from sources.record_types import SOURCES


class CompanyProfile(CompanyRow):
    """All that is known of one company. Its file in fixtures/ has its sections in the order of these fields."""

    people = PositionDoc(source="positions", many=True)
    products = ProductRow(many=True)
    collaborations = CollaborationRow(many=True)
    studies = StudyRow(many=True)
    milestones = MilestoneRow(many=True)
    recognitions = RecognitionRow(many=True)
    rounds = RoundRow(many=True)
    events = EventRow(many=True)
    figures = FigureRow(many=True)
    insights = InsightRow(many=True)
    participations = EventParticipationDoc(many=True)


class ProductProfile(ProductRow):
    """All that is known of one product."""

    milestones = MilestoneRow(many=True)
    collaborations = CollaborationRow(many=True)
    studies = StudyRow(many=True)
    recognitions = RecognitionRow(many=True)
    events = EventRow(many=True)
    figures = FigureRow(many=True)
    insights = InsightRow(many=True)


RECORD_TYPES = (
    replace(COMPANIES, profile=CompanyProfile, can_compare=True),
    replace(PRODUCTS, profile=ProductProfile, can_compare=True),
    MILESTONES,
    STUDIES,
    RECOGNITIONS,
    PARTNERS,
    COLLABORATIONS,
    ROUNDS,
    INVESTORS,
    PEOPLE,
    FIGURES,
    INSIGHTS,
    EVENTS,
    POLICIES,
    SEGMENTS,
    AUTHORITIES,
    SOURCES,
)
"""Every record type that has pages; within a group of the menu they are in this order (catalogue/menu.py)."""
