from django.utils.translation import gettext_lazy as _

from records.filters import Choices, DatedFilters, RecordFilters, Slugs, YesNo
from regulatory.models import Authority, Milestone, Policy
from regulatory.models.authority import AuthorityKind
from regulatory.models.policy import PolicyKind
from regulatory.vocabulary import DeviceClass, Jurisdiction, MilestoneOutcome, Pathway, Strength


class MilestoneFilters(DatedFilters):
    jurisdiction = Choices("authority__jurisdiction", Jurisdiction, label=_("jurisdiction"))
    authority = Slugs("authority", label=_("authority"))
    pathway = Choices("pathway", Pathway, label=_("pathway"))
    outcome = Choices("outcome", MilestoneOutcome, label=_("outcome"))
    strength = Choices("strength", Strength, label=_("strength"))
    device_class = Choices("device_class", DeviceClass, label=_("device class"))
    marketing = YesNo("marketing_authorizations", label=_("lets somebody sell"))
    company = Slugs("company", label=_("applicant"))
    product = Slugs("product", label=_("product"))

    class Meta:
        model = Milestone
        fields = []


class PolicyFilters(DatedFilters):
    kind = Choices("kind", PolicyKind, label=_("kind"))
    jurisdiction = Choices("jurisdiction", Jurisdiction, label=_("jurisdiction"))
    issuer = Slugs("issuer", label=_("issuer"))

    class Meta:
        model = Policy
        fields = []


class AuthorityFilters(RecordFilters):
    jurisdiction = Choices("jurisdiction", Jurisdiction, label=_("jurisdiction"))
    kind = Choices("kind", AuthorityKind, label=_("kind"))

    class Meta:
        model = Authority
        fields = []
