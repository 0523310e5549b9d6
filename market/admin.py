from django.contrib import admin

from names.admin import NamedAdmin
from records.admin.values import amount_in_words, when_in_words
from sources.admin.evidence_status import EVIDENCE_COLUMNS, RECORD_COLUMNS
from sources.admin.part_inlines import PartInline
from sources.admin.record_admin import FactAdmin

from .models import Event, Insight, MarketFigure, Participation, Segment


@admin.register(Segment)
class SegmentAdmin(NamedAdmin):
    list_display = ["name", "parent", "assessment", *RECORD_COLUMNS]


@admin.register(MarketFigure)
class MarketFigureAdmin(NamedAdmin):
    list_display = ["name", amount_in_words, when_in_words, "segment", "company", "basis", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "basis"]


@admin.register(Insight)
class InsightAdmin(NamedAdmin):
    list_display = ["name", "kind", "said_by", "segment", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]
    search_fields = [*NamedAdmin.search_fields, "statement"]


class ParticipationInline(PartInline):
    model = Participation


@admin.register(Event)
class EventAdmin(NamedAdmin):
    list_display = ["name", "kind", when_in_words, "company", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]
    inlines = [ParticipationInline, *NamedAdmin.inlines]


@admin.register(Participation)
class ParticipationAdmin(FactAdmin):
    list_display = ["__str__", "event", "person", "company", "role", *EVIDENCE_COLUMNS]
    search_fields = ["event__name", "person__name", "company__name", "role"]
