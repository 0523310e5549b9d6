from django.utils.translation import gettext_lazy as _

from companies.models import Company, FundingRound, Investor, Person
from companies.models.company import CompanyKind, Coverage
from companies.models.funding import InvestmentRole, InvestorKind, InvestorList, Series
from companies.models.person import Tenure
from medtech_kb.browse.filters import AmountFilters, Choices, DatedFilters, RecordFilters, Slugs, Values


class CompanyFilters(RecordFilters):
    coverage = Choices("coverage", Coverage, label=_("coverage"))
    kind = Choices("kind", CompanyKind, label=_("kind"))
    segment = Slugs("segments", label=_("segment"))
    country = Values("country", label=_("country"))
    city = Values("city", label=_("city"))
    investor = Slugs("rounds__investments__investor", label=_("investor"))
    partner = Slugs("collaborations__partner", label=_("clinical partner"))
    authority = Slugs("milestones__authority", label=_("authority"))
    person = Slugs("positions__person", label=_("person"))

    class Meta:
        model = Company
        fields = []


class PersonFilters(RecordFilters):
    company = Slugs("positions__company", label=_("company"))
    investor = Slugs("positions__investor", label=_("investor"))
    tenure = Choices("positions__tenure", Tenure, label=_("tenure"))

    class Meta:
        model = Person
        fields = []


class InvestorFilters(RecordFilters):
    kind = Choices("kind", InvestorKind, label=_("kind"))
    company = Slugs("investments__round__company", label=_("invested in"))
    role = Choices("investments__role", InvestmentRole, label=_("role"))

    class Meta:
        model = Investor
        fields = []


class RoundFilters(AmountFilters, DatedFilters):
    company = Slugs("company", label=_("company"))
    series = Choices("series", Series, label=_("series"))
    investor = Slugs("investments__investor", label=_("investor"))
    role = Choices("investments__role", InvestmentRole, label=_("role of some investor"))
    investor_list = Choices("investor_list", InvestorList, label=_("list of investors"))

    class Meta:
        model = FundingRound
        fields = []
