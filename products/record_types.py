from django.utils.translation import gettext_lazy as _

from products.documents import CollaborationRow, PartnerProfile, PartnerRow, ProductRow, RecognitionRow, StudyRow
from products.filters import CollaborationFilters, PartnerFilters, ProductFilters, RecognitionFilters, StudyFilters
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from records.paging import by_date, by_name
from records.record_type import MenuGroup, RecordType

PRODUCTS = RecordType(Product, ProductFilters, ProductRow, (by_name(),), "name", group=MenuGroup.PRODUCTS)
PARTNERS = RecordType(
    ClinicalPartner,
    PartnerFilters,
    PartnerRow,
    (by_name(),),
    "name",
    PartnerProfile,
    short_label=_("Partners"),
    group=MenuGroup.COMPANIES,
)
COLLABORATIONS = RecordType(
    Collaboration,
    CollaborationFilters,
    CollaborationRow,
    (by_name(), by_date()),
    "name",
    group=MenuGroup.COMPANIES,
)
STUDIES = RecordType(Study, StudyFilters, StudyRow, (by_name(), by_date()), "-when", group=MenuGroup.PRODUCTS)
RECOGNITIONS = RecordType(
    Recognition, RecognitionFilters, RecognitionRow, (by_name(), by_date()), "-when", group=MenuGroup.PRODUCTS
)
