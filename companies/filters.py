from django.utils.translation import gettext_lazy as _

from companies.derived import FACETS, MILESTONE_YEARS
from companies.models import Company, FundingRound, Investor, Person
from companies.models.company import CompanyKind, Coverage
from companies.models.funding import InvestmentRole, InvestorKind, InvestorList, Series
from companies.models.person import Tenure
from records.filters import AmountFilters, Choices, Conditions, DatedFilters, RecordFilters, Slugs, Values


def milestones():
    """The filter by milestones of companies and products: each condition holds for one of them."""
    return Conditions(
        "milestones", ("pathway", "outcome", "authority__jurisdiction", "strength"), "authority", label=_("milestone"),
        help_text=_(
            "A milestone that is all this at once: pathway, outcome, jurisdiction, strength, @authority, EDTF span; any"
            " of them, with colons between them, like fda_ide:trial_allowed. Given twice, both must hold."
        ),
    )  # fmt: skip


class CompanyFilters(RecordFilters):
    coverage = Choices("coverage", Coverage, label=_("coverage"))
    kind = Choices("kind", CompanyKind, label=_("kind"))
    segment = Slugs("segments", label=_("segment"))
    country = Values("country", label=_("country"))
    city = Values("city", label=_("city"))
    investor = Slugs("rounds__investments__investor", label=_("investor"))
    partner = Slugs("collaborations__partner", row="collaborations", label=_("clinical partner"))
    partner_city = Values(
        "collaborations__partner__city", row="collaborations", label=_("city of a clinical partner"),
        help_text=_("The city of a clinical partner; with partner and partner_kind, of the same one."),
    )  # fmt: skip
    partner_kind = Values(
        "collaborations__partner__kind", row="collaborations", label=_("kind of clinical partner"),
        help_text=_("What sort of body the clinical partner is; with partner and partner_city, the same one."),
    )  # fmt: skip
    authority = Slugs("milestones__authority", label=_("authority"))
    milestone = milestones()
    person = Slugs("positions__person", label=_("person"))

    bits = FACETS

    def shortcut(self):
        return MILESTONE_YEARS if MILESTONE_YEARS.answers(self.asked) else None

    class Meta:
        model = Company
        fields = []


class PersonFilters(RecordFilters):
    company = Slugs("positions__company", row="positions", label=_("company"))
    investor = Slugs("positions__investor", label=_("investor"))
    tenure = Choices(
        "positions__tenure", Tenure, row="positions", label=_("tenure"), help_text=_("With company: the tenure there.")
    )

    class Meta:
        model = Person
        fields = []


class InvestorFilters(RecordFilters):
    kind = Choices("kind", InvestorKind, label=_("kind"))
    company = Slugs("investments__round__company", row="investments", label=_("invested in"))
    role = Choices(
        "investments__role", InvestmentRole, row="investments", label=_("role"),
        help_text=_("With company: the role in a round of that company."),
    )  # fmt: skip

    class Meta:
        model = Investor
        fields = []


class RoundFilters(AmountFilters, DatedFilters):
    company = Slugs("company", label=_("company"))
    series = Choices("series", Series, label=_("series"))
    investor = Slugs("investments__investor", row="investments", label=_("investor"))
    role = Choices(
        "investments__role", InvestmentRole, row="investments", label=_("role of an investor"),
        help_text=_("The role of an investor; with investor, of that one."),
    )  # fmt: skip
    investor_list = Choices("investor_list", InvestorList, label=_("list of investors"))

    class Meta:
        model = FundingRound
        fields = []
