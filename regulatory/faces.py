from records.faces import Face
from records.paging import by_date, by_name
from regulatory.documents import AuthorityProfile, AuthorityRow, MilestoneRow, PolicyRow
from regulatory.filters import AuthorityFilters, MilestoneFilters, PolicyFilters
from regulatory.models import Authority, Milestone, Policy

MILESTONES = Face(Milestone, MilestoneFilters, MilestoneRow, MilestoneRow, (by_name(), by_date()), "-when")
AUTHORITIES = Face(Authority, AuthorityFilters, AuthorityRow, AuthorityProfile, (by_name(),), "name")
POLICIES = Face(Policy, PolicyFilters, PolicyRow, PolicyRow, (by_name(), by_date()), "-when")
