"""Every record type that can be browsed, and the profiles that see across all of them.

An app knows the apps below it. What a company's or a product's profile holds lies above them, so it is put together
here, where everything is in sight.
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
    """All that is known of one company."""

    people = PositionDoc(source="positions", many=True)
    products = ProductRow(many=True)
    milestones = MilestoneRow(many=True)
    collaborations = CollaborationRow(many=True)
    studies = StudyRow(many=True)
    recognitions = RecognitionRow(many=True)
    rounds = RoundRow(many=True)
    events = EventRow(many=True)
    figures = FigureRow(many=True)
    insights = InsightRow(many=True)
    participations = EventParticipationDoc(many=True)

    class Meta(CompanyRow.Meta):
        fields = [
            *CompanyRow.Meta.fields, "people", "products", "milestones", "collaborations", "studies", "recognitions",
            "rounds", "events", "figures", "insights", "participations",
        ]  # fmt: skip


class ProductProfile(ProductRow):
    """All that is known of one product."""

    milestones = MilestoneRow(many=True)
    collaborations = CollaborationRow(many=True)
    studies = StudyRow(many=True)
    recognitions = RecognitionRow(many=True)
    events = EventRow(many=True)
    figures = FigureRow(many=True)
    insights = InsightRow(many=True)

    class Meta(ProductRow.Meta):
        fields = [
            *ProductRow.Meta.fields, "milestones", "collaborations", "studies", "recognitions", "events", "figures",
            "insights",
        ]  # fmt: skip


# In the order of the menu.
RECORD_TYPES = [
    replace(COMPANIES, profile=CompanyProfile, can_compare=True),
    replace(PRODUCTS, profile=ProductProfile, can_compare=True), MILESTONES, STUDIES, RECOGNITIONS, PARTNERS,
    COLLABORATIONS, ROUNDS, INVESTORS, PEOPLE, FIGURES, INSIGHTS, EVENTS, SEGMENTS, POLICIES, AUTHORITIES, SOURCES,
]  # fmt: skip
