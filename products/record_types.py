from django.utils.translation import gettext_lazy as _

from products.documents import CollaborationRow, PartnerProfile, PartnerRow, ProductRow, RecognitionRow, StudyRow
from products.filters import CollaborationFilters, PartnerFilters, ProductFilters, RecognitionFilters, StudyFilters
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from records.paging import by_date, by_name
from records.record_type import RecordType

PRODUCTS = RecordType(Product, ProductFilters, ProductRow, (by_name(),), "name")
PARTNERS = RecordType(
    ClinicalPartner, PartnerFilters, PartnerRow, (by_name(),), "name", PartnerProfile, short_label=_("Partners")
)
COLLABORATIONS = RecordType(
    Collaboration, CollaborationFilters, CollaborationRow, (by_name(), by_date()), "name", in_footer=True
)
STUDIES = RecordType(Study, StudyFilters, StudyRow, (by_name(), by_date()), "-when")
RECOGNITIONS = RecordType(
    Recognition, RecognitionFilters, RecognitionRow, (by_name(), by_date()), "-when", in_footer=True
)
