from django.utils.translation import gettext_lazy as _

from companies.derived import FACETS, MILESTONE_YEARS
from companies.models import Company, FundingRound, Investor, Person
from companies.models.company import CompanyKind, Coverage
from companies.models.funding import InvestmentRole, InvestorKind, InvestorList, Series
from companies.models.person import Tenure
from history.moments import asked_revision
from records.filters import (
    AmountFilters,
    ChoiceFilter,
    ConditionFilter,
    DatedFilters,
    RecordFilters,
    SlugFilter,
    ValueFilter,
)


def milestones():
    """The filter by milestones of companies and products: each condition holds for one of them."""
    return ConditionFilter(
        "milestones", ("pathway", "outcome", "authority__jurisdiction", "strength"), "authority", label=_("milestone"),
        help_text=_(
            "A milestone that is all this at once: pathway, outcome, jurisdiction, strength, @authority, EDTF span; any"
            " of them, with colons between them, like fda_ide:trial_allowed. Given twice, both must hold."
        ),
    )  # fmt: skip


class CompanyFilters(RecordFilters):
    model = Company
    coverage = ChoiceFilter("coverage", Coverage, label=_("coverage"))
    kind = ChoiceFilter("kind", CompanyKind, label=_("kind"))
    segment = SlugFilter("segments", label=_("segment"))
    country = ValueFilter("country", label=_("country"))
    city = ValueFilter("city", label=_("city"))
    investor = SlugFilter("rounds__investments__investor", label=_("investor"))
    partner = SlugFilter("collaborations__partner", row="collaborations", label=_("clinical partner"))
    partner_city = ValueFilter(
        "collaborations__partner__city", row="collaborations", label=_("city of a clinical partner"),
        help_text=_("The city of a clinical partner; with partner and partner_kind, of the same one."),
    )  # fmt: skip
    partner_kind = ValueFilter(
        "collaborations__partner__kind", row="collaborations", label=_("kind of clinical partner"),
        help_text=_("What sort of body the clinical partner is; with partner and partner_city, the same one."),
    )  # fmt: skip
    authority = SlugFilter("milestones__authority", label=_("authority"))
    milestone = milestones()
    person = SlugFilter("positions__person", label=_("person"))

    bits = FACETS

    def shortcut(self):
        return MILESTONE_YEARS if asked_revision() is None and MILESTONE_YEARS.covers(self.criteria) else None


class PersonFilters(RecordFilters):
    model = Person
    company = SlugFilter("positions__company", row="positions", label=_("company"))
    investor = SlugFilter("positions__investor", label=_("investor"))
    tenure = ChoiceFilter(
        "positions__tenure", Tenure, row="positions", label=_("tenure"), help_text=_("With company: the tenure there.")
    )


class InvestorFilters(RecordFilters):
    model = Investor
    kind = ChoiceFilter("kind", InvestorKind, label=_("kind"))
    company = SlugFilter("investments__round__company", row="investments", label=_("invested in"))
    role = ChoiceFilter(
        "investments__role", InvestmentRole, row="investments", label=_("role"),
        help_text=_("With company: the role in a round of that company."),
    )  # fmt: skip


class RoundFilters(AmountFilters, DatedFilters):
    model = FundingRound
    company = SlugFilter("company", label=_("company"))
    series = ChoiceFilter("series", Series, label=_("series"))
    investor = SlugFilter("investments__investor", row="investments", label=_("investor"))
    role = ChoiceFilter(
        "investments__role", InvestmentRole, row="investments", label=_("role of an investor"),
        help_text=_("The role of an investor; with investor, of that one."),
    )  # fmt: skip
    investor_list = ChoiceFilter("investor_list", InvestorList, label=_("list of investors"))
