from django.utils.translation import gettext_lazy as _

from records.paging import by_date, by_name
from records.record_type import MenuGroup, RecordType
from regulatory.documents import AuthorityProfile, AuthorityRow, MilestoneRow, PolicyRow
from regulatory.filters import AuthorityFilters, MilestoneFilters, PolicyFilters
from regulatory.models import Authority, Milestone, Policy

MILESTONES = RecordType(
    Milestone,
    MilestoneFilters,
    MilestoneRow,
    (by_name(), by_date(sequence="sequence")),
    "-when",
    timeline_label=_("Regulatory"),
    group=MenuGroup.REGULATORY,
)
AUTHORITIES = RecordType(
    Authority, AuthorityFilters, AuthorityRow, (by_name(),), "name", AuthorityProfile, group=MenuGroup.REGULATORY
)
POLICIES = RecordType(Policy, PolicyFilters, PolicyRow, (by_name(), by_date()), "-when", group=MenuGroup.REGULATORY)
