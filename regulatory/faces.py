from medtech_kb.browse.faces import Face
from medtech_kb.browse.paging import by_date, by_name
from regulatory.documents import AuthorityProfile, AuthorityRow, MilestoneRow, PolicyRow
from regulatory.filters import AuthorityFilters, MilestoneFilters, PolicyFilters
from regulatory.models import Authority, Milestone, Policy

MILESTONES = Face(
    Milestone, MilestoneFilters, MilestoneRow, MilestoneRow, (by_name(), by_date()), "-when",
    ("name", "company", "product", "authority", "pathway", "outcome", "when", "strength"),
)  # fmt: skip
AUTHORITIES = Face(
    Authority, AuthorityFilters, AuthorityRow, AuthorityProfile, (by_name(),), "name", ("name", "jurisdiction", "kind"),
)  # fmt: skip
POLICIES = Face(
    Policy, PolicyFilters, PolicyRow, PolicyRow, (by_name(), by_date()), "-when",
    ("name", "kind", "issuer", "when", "jurisdiction"),
)  # fmt: skip
