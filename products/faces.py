from medtech_kb.browse.faces import Face
from medtech_kb.browse.paging import by_date, by_name
from products.documents import CollaborationRow, PartnerProfile, PartnerRow, ProductRow, RecognitionRow, StudyRow
from products.filters import CollaborationFilters, PartnerFilters, ProductFilters, RecognitionFilters, StudyFilters
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study

PRODUCTS = Face(
    Product, ProductFilters, ProductRow, ProductRow, (by_name(),), "name",
    ("name", "company", "kind", "indication", "summary"),
)  # fmt: skip
PARTNERS = Face(
    ClinicalPartner, PartnerFilters, PartnerRow, PartnerProfile, (by_name(),), "name",
    ("name", "kind", "city", "country", "affiliation"),
)  # fmt: skip
COLLABORATIONS = Face(
    Collaboration, CollaborationFilters, CollaborationRow, CollaborationRow, (by_name(), by_date()), "name",
    ("name", "partner", "company", "product", "kind"),
)  # fmt: skip
STUDIES = Face(
    Study, StudyFilters, StudyRow, StudyRow, (by_name(), by_date()), "-when",
    ("name", "product", "kind", "status", "when", "outcomes"),
)  # fmt: skip
RECOGNITIONS = Face(
    Recognition, RecognitionFilters, RecognitionRow, RecognitionRow, (by_name(), by_date()), "-when",
    ("name", "product", "kind", "issuer", "when"),
)  # fmt: skip
