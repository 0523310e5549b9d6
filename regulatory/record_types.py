from django.utils.translation import gettext_lazy as _

from records.paging import by_date, by_name
from records.record_type import RecordType
from regulatory.documents import AuthorityProfile, AuthorityRow, MilestoneRow, PolicyRow
from regulatory.filters import AuthorityFilters, MilestoneFilters, PolicyFilters
from regulatory.models import Authority, Milestone, Policy

MILESTONES = RecordType(
    Milestone, MilestoneFilters, MilestoneRow, (by_name(), by_date(sequence="sequence")), "-when",
    timeline_label=_("Regulatory"),
)  # fmt: skip
AUTHORITIES = RecordType(
    Authority, AuthorityFilters, AuthorityRow, (by_name(),), "name", AuthorityProfile, in_footer=True
)
POLICIES = RecordType(Policy, PolicyFilters, PolicyRow, (by_name(), by_date()), "-when")
