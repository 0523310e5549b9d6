from companies.documents import CompanyRow, InvestorProfile, InvestorRow, PersonProfile, PersonRow, RoundRow
from companies.filters import CompanyFilters, InvestorFilters, PersonFilters, RoundFilters
from companies.models import Company, FundingRound, Investor, Person
from records.faces import Face
from records.paging import by_amount, by_date, by_name

COMPANIES = Face(Company, CompanyFilters, CompanyRow, CompanyRow, (by_name(),), "name")
PEOPLE = Face(Person, PersonFilters, PersonRow, PersonProfile, (by_name(),), "name")
INVESTORS = Face(Investor, InvestorFilters, InvestorRow, InvestorProfile, (by_name(),), "name")
ROUNDS = Face(FundingRound, RoundFilters, RoundRow, RoundRow, (by_name(), by_date(), by_amount()), "-when")
