from django.contrib import admin

from names.admin import NamedAdmin
from records.admin.values import when_in_words
from sources.admin.evidence_status import RECORD_COLUMNS

from .models import Authority, Milestone, Policy


@admin.register(Authority)
class AuthorityAdmin(NamedAdmin):
    list_display = ["name", "jurisdiction", "kind", "parent", "successor", *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "jurisdiction", "kind"]


@admin.register(Milestone)
class MilestoneAdmin(NamedAdmin):
    list_display = ["name", "company", "pathway", "outcome", "condition", when_in_words, *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "pathway", "outcome", "strength", "authority"]


@admin.register(Policy)
class PolicyAdmin(NamedAdmin):
    list_display = ["name", "kind", "jurisdiction", "issuer", when_in_words, *RECORD_COLUMNS]
    list_filter = [*NamedAdmin.list_filter, "kind", "jurisdiction"]
