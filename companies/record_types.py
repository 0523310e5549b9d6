from django.utils.translation import gettext_lazy as _

from companies.documents import CompanyRow, InvestorProfile, InvestorRow, PersonRow, RoundRow
from companies.filters import CompanyFilters, InvestorFilters, PersonFilters, RoundFilters
from companies.models import Company, FundingRound, Investor, Person
from records.paging import by_amount, by_date, by_name
from records.record_type import MenuGroup, RecordType

COMPANIES = RecordType(Company, CompanyFilters, CompanyRow, (by_name(),), "name", group=MenuGroup.COMPANIES)
PEOPLE = RecordType(Person, PersonFilters, PersonRow, (by_name(),), "name", group=MenuGroup.COMPANIES)
INVESTORS = RecordType(
    Investor, InvestorFilters, InvestorRow, (by_name(),), "name", InvestorProfile, group=MenuGroup.FUNDING
)
ROUNDS = RecordType(
    FundingRound, RoundFilters, RoundRow, (by_name(), by_date(), by_amount()), "-when",
    short_label=_("Rounds"), timeline_label=_("Financing"), group=MenuGroup.FUNDING,
)  # fmt: skip
