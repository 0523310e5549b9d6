from django.db.models import Case, OuterRef, Subquery, When
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from market.documents import ISSUED, ORGANISED, SAID, STATED, EventRow, FigureRow, InsightRow, lists_by
from names.documents import NAMED, PROVENANCE
from products.documents import RecognitionRow
from records.documents import MoreDoc, NamedSerializer, RefListDoc
from records.short_forms import by_kind
from regulatory.models import Authority, Milestone, Policy
from regulatory.models.milestone import MARKETING
from regulatory.short_forms import milestone
from regulatory.vocabulary import Jurisdiction


@extend_schema_field(serializers.BooleanField(help_text="Whether it allows marketing. A trial permission never does."))
class MarketingDoc(serializers.Field):
    reason = _("from the pathway and the outcome")

    def expression(self, model, source):
        return Case(When(MARKETING, then=True), default=False)


@extend_schema_field(serializers.CharField(help_text="CN, EU, US, AE or INT: where the authority decides."))
class JurisdictionDoc(serializers.Field):
    labels = dict(Jurisdiction.choices)
    reason = _("from the authority")

    def expression(self, model, source):
        authorities = model._meta.get_field("authority").related_model.objects.order_by()
        return Subquery(authorities.filter(pk=OuterRef("authority_id")).values_list("jurisdiction"))


class MilestoneRow(NamedSerializer):
    """One step with one authority: pathway, outcome, scope, and the strength of its basis."""

    jurisdiction = JurisdictionDoc(source="*")
    is_marketing_authorization = MarketingDoc(source="*", label=_("allows marketing"))

    class Meta:
        model = Milestone
        short = milestone
        result = {"outcome": ("condition", "device_class")}
        columns = ("name", "company", "product", "authority", "pathway", "outcome", "when", "strength")
        fields = [
            *NAMED, "product", "company", "authority", "jurisdiction", "pathway", "outcome", "condition",
            "strength", "is_marketing_authorization", "device_class", "when", "sequence", "scope", *PROVENANCE,
        ]  # fmt: skip


class PolicyRow(NamedSerializer):
    """One rule, plan or phase: who issued it, when, what it requires."""

    class Meta:
        model = Policy
        short = by_kind(Policy, "issuer")
        columns = ("name", "kind", "issuer", "when", "jurisdiction")
        fields = [*NAMED, "kind", "jurisdiction", "issuer", "when", "summary", "requirements", *PROVENANCE]


class AuthorityRow(NamedSerializer):
    """One authority: a regulator, notified body, payer or ministry."""

    class Meta:
        model = Authority
        columns = ("name", "jurisdiction", "kind")
        fields = [*NAMED, "jurisdiction", "kind", "parent", "successor", "succession", "summary", *PROVENANCE]


class DecidedDoc(RefListDoc):
    """The records that name this authority as theirs."""

    reason = _("those that name this authority")


class PredecessorRow(AuthorityRow):
    """An authority that another one succeeded, with what it decided itself."""

    milestones = DecidedDoc(help_text="Its own decisions: `milestones?authority=` of the successor leaves them out.")
    policies = DecidedDoc(help_text="What it issued itself.")
    more = MoreDoc(source="*")

    class Meta(AuthorityRow.Meta):
        columns = ("name", "succession", "policies", "milestones")
        long = {"milestones": ("milestones", "authority"), "policies": ("policies", "issuer")}


class AuthorityProfile(AuthorityRow):
    """An authority with its parts and predecessors, its decisions and policies, and what else is by it."""

    children = AuthorityRow(many=True)
    predecessors = PredecessorRow(many=True)
    milestones = MilestoneRow(many=True)
    policies = PolicyRow(many=True)
    stated_insights = InsightRow(many=True, label=SAID)
    stated_figures = FigureRow(many=True, label=STATED)
    organised_events = EventRow(many=True, label=ORGANISED)
    issued_recognitions = RecognitionRow(many=True, label=ISSUED)
    more = MoreDoc(source="*")

    class Meta(AuthorityRow.Meta):
        long = {
            "milestones": ("milestones", "authority"), "policies": ("policies", "issuer"), **lists_by("by_authority"),
        }  # fmt: skip
