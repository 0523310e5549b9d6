from products.documents import CollaborationRow, PartnerProfile, PartnerRow, ProductRow, RecognitionRow, StudyRow
from products.filters import CollaborationFilters, PartnerFilters, ProductFilters, RecognitionFilters, StudyFilters
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from records.faces import Face
from records.paging import by_date, by_name

PRODUCTS = Face(Product, ProductFilters, ProductRow, ProductRow, (by_name(),), "name")
PARTNERS = Face(ClinicalPartner, PartnerFilters, PartnerRow, PartnerProfile, (by_name(),), "name")
COLLABORATIONS = Face(
    Collaboration, CollaborationFilters, CollaborationRow, CollaborationRow, (by_name(), by_date()), "name"
)
STUDIES = Face(Study, StudyFilters, StudyRow, StudyRow, (by_name(), by_date()), "-when")
RECOGNITIONS = Face(Recognition, RecognitionFilters, RecognitionRow, RecognitionRow, (by_name(), by_date()), "-when")
