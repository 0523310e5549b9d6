from django.contrib import admin

from names.admin import NamedAdmin
from records.admin.values import amount_in_words, when_in_words
from sources.admin.evidence_status import EVIDENCE_COLUMNS, RECORD_COLUMNS
from sources.admin.part_inlines import PartInline
from sources.admin.record_admin import FactAdmin

from .models import ClinicalPartner, Collaboration, Outcome, Product, Recognition, Study


@admin.register(Product)
class ProductAdmin(NamedAdmin):
    list_display = ["name", "company", "kind", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]


@admin.register(ClinicalPartner)
class ClinicalPartnerAdmin(NamedAdmin):
    list_display = ["name", "kind", "city", "affiliation", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]


@admin.register(Collaboration)
class CollaborationAdmin(NamedAdmin):
    list_display = ["name", "partner", "company", "product", "kind", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]


class OutcomeInline(PartInline):
    model = Outcome


@admin.register(Study)
class StudyAdmin(NamedAdmin):
    list_display = ["name", "company", "product", "kind", "status", when_in_words, *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind", "status"]
    inlines = [OutcomeInline, *NamedAdmin.inlines]


@admin.register(Outcome)
class OutcomeAdmin(FactAdmin):
    list_display = ["metric", "study", amount_in_words, "unit", "direction", *EVIDENCE_COLUMNS]
    list_filter = [*FactAdmin.list_filter, "direction"]
    search_fields = ["metric", "study__name", "note"]


@admin.register(Recognition)
class RecognitionAdmin(NamedAdmin):
    list_display = ["name", "product", "company", "kind", when_in_words, *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]
