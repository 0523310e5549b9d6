from django.utils.translation import gettext_lazy as _

from companies.documents import CompanyRow, InvestorProfile, InvestorRow, PersonProfile, PersonRow, RoundRow
from companies.filters import CompanyFilters, InvestorFilters, PersonFilters, RoundFilters
from companies.models import Company, FundingRound, Investor, Person
from records.paging import by_amount, by_date, by_name
from records.record_type import RecordType

COMPANIES = RecordType(Company, CompanyFilters, CompanyRow, CompanyRow, (by_name(),), "name")
PEOPLE = RecordType(Person, PersonFilters, PersonRow, PersonProfile, (by_name(),), "name")
INVESTORS = RecordType(Investor, InvestorFilters, InvestorRow, InvestorProfile, (by_name(),), "name")
ROUNDS = RecordType(
    FundingRound,
    RoundFilters,
    RoundRow,
    RoundRow,
    (by_name(), by_date(), by_amount()),
    "-when",
    short_label=_("Rounds"),
    timeline_label=_("Financing"),
)
