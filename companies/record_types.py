from django.utils.translation import gettext_lazy as _

from companies.documents import CompanyRow, InvestorProfile, InvestorRow, PersonRow, RoundRow
from companies.filters import CompanyFilters, InvestorFilters, PersonFilters, RoundFilters
from companies.models import Company, FundingRound, Investor, Person
from records.paging import by_amount, by_date, by_name
from records.record_type import RecordType

COMPANIES = RecordType(Company, CompanyFilters, CompanyRow, (by_name(),), "name")
PEOPLE = RecordType(Person, PersonFilters, PersonRow, (by_name(),), "name")
INVESTORS = RecordType(Investor, InvestorFilters, InvestorRow, (by_name(),), "name", InvestorProfile)
ROUNDS = RecordType(
    FundingRound, RoundFilters, RoundRow, (by_name(), by_date(), by_amount()), "-when",
    short_label=_("Rounds"), timeline_label=_("Financing"),
)  # fmt: skip
