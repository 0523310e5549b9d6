from django.utils.translation import gettext_lazy as _

from records.filters import ChoiceFilter, DatedFilters, RecordFilters, SlugFilter, YesNoFilter
from regulatory.models import Authority, Milestone, Policy
from regulatory.models.authority import AuthorityKind
from regulatory.models.policy import PolicyKind
from regulatory.vocabulary import DeviceClass, Jurisdiction, MilestoneOutcome, Pathway, Strength


class MilestoneFilters(DatedFilters):
    model = Milestone
    jurisdiction = ChoiceFilter("authority__jurisdiction", Jurisdiction, label=_("jurisdiction"))
    authority = SlugFilter("authority", label=_("authority"))
    pathway = ChoiceFilter("pathway", Pathway, label=_("pathway"))
    outcome = ChoiceFilter("outcome", MilestoneOutcome, label=_("outcome"))
    strength = ChoiceFilter("strength", Strength, label=_("strength"))
    device_class = ChoiceFilter("device_class", DeviceClass, label=_("device class"))
    marketing = YesNoFilter("marketing_authorizations", label=_("allows marketing"))
    company = SlugFilter("company", label=_("applicant"))
    product = SlugFilter("product", label=_("product"))


class PolicyFilters(DatedFilters):
    model = Policy
    kind = ChoiceFilter("kind", PolicyKind, label=_("kind"))
    jurisdiction = ChoiceFilter("jurisdiction", Jurisdiction, label=_("jurisdiction"))
    issuer = SlugFilter("issuer", label=_("issuer"))


class AuthorityFilters(RecordFilters):
    model = Authority
    jurisdiction = ChoiceFilter("jurisdiction", Jurisdiction, label=_("jurisdiction"))
    kind = ChoiceFilter("kind", AuthorityKind, label=_("kind"))
    successor = SlugFilter("successor", label=_("successor"))
