from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from companies.models import Company, FundingRound, Investment, Investor, Person, Position
from companies.short_forms import funding_round, investment, position
from names.documents import NAMED, PART, PROVENANCE
from records.documents import FactSerializer, MoreDoc, NamedSerializer, PartialDateDoc, RefDoc


@extend_schema_field(PartialDateDoc(allow_null=True, help_text="When it was founded, by its event of that kind."))
class FoundedDoc(PartialDateDoc):
    """The date of the event by which the company was founded; its citations are those of the event."""

    reason = _("from the event of its founding")

    def expression(self, model, source):
        events = model._meta.get_field("events").related_model
        founding = events.objects.published().filter(company=OuterRef("pk"), kind="founded").order_by("pk")
        return Subquery(founding.values_list(super().expression(events, "when"))[:1])


class CompanyRow(NamedSerializer):
    """One company, as far as the sources state."""

    founded = FoundedDoc(source="*")

    class Meta:
        model = Company
        columns = ("name", "coverage", "kind", "founded", "summary")
        fields = [
            *NAMED, "coverage", "kind", "country", "city", "website", "founded", "summary", "segments", *PROVENANCE,
        ]  # fmt: skip


class PositionDoc(FactSerializer):
    """One title of one person, as a source writes it."""

    class Meta:
        model = Position
        short = position
        fields = ["person", "title", "company", "investor", "tenure", "when", *PART]


class PersonRow(NamedSerializer):
    """One person with every title that the sources give."""

    positions = PositionDoc(many=True)

    class Meta:
        model = Person
        columns = ("name", "positions")
        fields = [*NAMED, "summary", "positions", *PROVENANCE]


class InvestmentDoc(FactSerializer):
    """One investor's part in a round."""

    class Meta:
        model = Investment
        short = investment
        fields = ["investor", "role", "amount", "note", *PART]


class RoundRow(NamedSerializer):
    """One financing with its investors."""

    investments = InvestmentDoc(many=True)

    class Meta:
        model = FundingRound
        short = funding_round
        columns = ("name", "company", "series", "when", "amount", "investments")
        fields = [
            *NAMED, "company", "series", "when", "amount", "investor_list", "investments", "summary", *PROVENANCE,
        ]  # fmt: skip


class InvestorRow(NamedSerializer):
    """One investor."""

    class Meta:
        model = Investor
        columns = ("name", "kind", "region")
        fields = [*NAMED, "kind", "region", "summary", *PROVENANCE]


class InvestorInvestmentDoc(FactSerializer):
    """One investment of an investor: the round, its company and the role."""

    company = RefDoc(source="round.company")
    when = PartialDateDoc(source="round.when", allow_null=True, help_text="When the round was.")

    class Meta:
        model = Investment
        fields = ["round", "company", "when", "role", "amount", "note", *PART]


class InvestorProfile(InvestorRow):
    """An investor with its investments and its people."""

    investments = InvestorInvestmentDoc(many=True)
    people = PositionDoc(source="positions", many=True)
    more = MoreDoc(source="*")

    class Meta(InvestorRow.Meta):
        long = {"investments": ("rounds", "investor")}
