from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from names.admin import NamedAdmin
from records.admin.values import amount_in_words, when_in_words
from sources.admin.evidence_status import EVIDENCE_COLUMNS, RECORD_COLUMNS
from sources.admin.part_inlines import PartInline
from sources.admin.record_admin import FactAdmin

from .models import Company, FundingRound, Investment, Investor, Person, Position


@admin.register(Company)
class CompanyAdmin(NamedAdmin):
    hint = _("When it was founded or listed is an event of the company.")
    list_display = ["name", "coverage", "kind", "city", *RECORD_COLUMNS]
    list_filter = ["coverage", *NamedAdmin.list_filter, "kind"]


class PositionInline(PartInline):
    model = Position


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    list_display = ["name", "summary", *RECORD_COLUMNS]
    inlines = [PositionInline, *NamedAdmin.inlines]


@admin.register(Position)
class PositionAdmin(FactAdmin):
    list_display = ["title", "person", "company", "investor", "tenure", when_in_words, *EVIDENCE_COLUMNS]
    list_filter = [*FactAdmin.list_filter, "tenure"]
    search_fields = ["title", "person__name", "company__name", "investor__name"]


@admin.register(Investor)
class InvestorAdmin(NamedAdmin):
    list_display = ["name", "kind", "region", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind"]


class InvestmentInline(PartInline):
    model = Investment


@admin.register(FundingRound)
class FundingRoundAdmin(NamedAdmin):
    list_display = ["name", "company", "series", when_in_words, amount_in_words, *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "series", "investor_list"]
    inlines = [InvestmentInline, *NamedAdmin.inlines]


@admin.register(Investment)
class InvestmentAdmin(FactAdmin):
    list_display = ["investor", "round", "role", amount_in_words, *EVIDENCE_COLUMNS]
    list_filter = [*FactAdmin.list_filter, "role"]
    search_fields = ["investor__name", "round__name", "note"]
