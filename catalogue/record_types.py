"""The one list of record types, and the three profiles that see across packages.

Menu, home page, API, search, timeline, comparison, fixture files, documentation and test builders read this list;
docs/adding-a-record-type.md says what else a new type needs, and tests/house/test_registrations.py fails for what is
missing. A package knows the packages below it; what the profile of a company, a product or a person holds lies above
them, so these profiles are put together here.
"""

from dataclasses import replace

from companies.documents import CompanyRow, PersonRow, PositionDoc, RoundRow
from companies.record_types import COMPANIES, INVESTORS, PEOPLE, ROUNDS
from market.documents import (
    ISSUED,
    ORGANISED,
    SAID,
    STATED,
    EventParticipationDoc,
    EventRow,
    FigureRow,
    InsightRow,
    lists_by,
)
from market.record_types import EVENTS, FIGURES, INSIGHTS, SEGMENTS
from products.documents import CollaborationRow, ProductRow, RecognitionRow, StudyRow
from products.record_types import COLLABORATIONS, PARTNERS, PRODUCTS, RECOGNITIONS, STUDIES
from records.documents import MoreDoc
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
    stated_insights = InsightRow(many=True, label=SAID)
    stated_figures = FigureRow(many=True, label=STATED)
    organised_events = EventRow(many=True, label=ORGANISED)
    issued_recognitions = RecognitionRow(many=True, label=ISSUED)
    more = MoreDoc(source="*")

    class Meta(CompanyRow.Meta):
        long = lists_by("by_company")


class PersonProfile(PersonRow):
    """A person with their insights and participations, and what else is by them."""

    insights = InsightRow(many=True)
    participations = EventParticipationDoc(many=True)
    stated_figures = FigureRow(many=True, label=STATED)
    organised_events = EventRow(many=True, label=ORGANISED)
    issued_recognitions = RecognitionRow(many=True, label=ISSUED)
    more = MoreDoc(source="*")

    class Meta(PersonRow.Meta):
        long = {
            "insights": ("insights", "speaker"),
            "stated_figures": ("figures", "by_person"),
            "organised_events": ("events", "by_person"),
            "issued_recognitions": ("recognitions", "by_person"),
        }


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
    replace(PEOPLE, profile=PersonProfile),
    FIGURES,
    INSIGHTS,
    EVENTS,
    POLICIES,
    SEGMENTS,
    AUTHORITIES,
    SOURCES,
)
"""Every record type that has pages; within a group of the menu they are in this order (catalogue/menu.py)."""
TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}
"""The same by the word in their addresses."""
