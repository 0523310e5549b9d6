from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entities.admin import NamedAdmin, NamedForm
from medtech_kb.browse.admin.values import when_in_words
from sources.admin.standing import RECORD_STANDING

from .models import Authority, Milestone, Policy
from .vocabulary import Jurisdiction, jurisdiction_of


@admin.register(Authority)
class AuthorityAdmin(NamedAdmin):
    list_display = ["name", "jurisdiction", "kind", "parent", *RECORD_STANDING]
    list_filter = [*NamedAdmin.list_filter, "jurisdiction", "kind"]
    list_select_related = ["parent"]


class MilestoneForm(NamedForm):
    """A step whose pathway and device class are those of the authority's own jurisdiction."""

    def clean(self):
        cleaned = super().clean()
        for name in ("pathway", "device_class") if cleaned.get("authority") else ():
            whose = jurisdiction_of(cleaned.get(name) or "")
            if whose and whose != cleaned["authority"].jurisdiction:
                label = dict(self.fields[name].choices)[cleaned[name]]
                said = {"word": label, "whose": Jurisdiction(whose).label, "authority": cleaned["authority"]}
                text = _("“%(word)s” belongs to another jurisdiction (%(whose)s) than %(authority)s.")
                self.add_error(name, ValidationError(text % said, code="another_jurisdiction"))
        return cleaned


@admin.register(Milestone)
class MilestoneAdmin(NamedAdmin):
    form = MilestoneForm
    list_display = ["name", "company", "pathway", "outcome", when_in_words, *RECORD_STANDING]
    list_filter = [*NamedAdmin.list_filter, "pathway", "outcome", "strength", "authority"]
    list_select_related = ["company"]


@admin.register(Policy)
class PolicyAdmin(NamedAdmin):
    list_display = ["name", "kind", "jurisdiction", "issuer", when_in_words, *RECORD_STANDING]
    list_filter = [*NamedAdmin.list_filter, "kind", "jurisdiction"]
    list_select_related = ["issuer"]
