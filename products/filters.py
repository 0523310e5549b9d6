from django.utils.translation import gettext_lazy as _

from companies.filters import milestones
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from products.models.partner import CollaborationKind, PartnerKind
from products.models.product import ProductKind
from products.models.recognition import RecognitionKind
from products.models.study import StudyKind, StudyStatus
from records.filters import Choices, DatedFilters, RecordFilters, Slugs, Values


class ProductFilters(RecordFilters):
    kind = Choices("kind", ProductKind, label=_("kind"))
    company = Slugs("company", label=_("company"))
    segment = Slugs("segments", label=_("segment"))
    authority = Slugs("milestones__authority", label=_("authority"))
    milestone = milestones()
    partner = Slugs("collaborations__partner", row="collaborations", label=_("clinical partner"))
    partner_city = Values(
        "collaborations__partner__city", row="collaborations", label=_("city of a clinical partner"),
        help_text=_("The city of a clinical partner; with partner, of that one."),
    )  # fmt: skip

    class Meta:
        model = Product
        fields = []


class PartnerFilters(RecordFilters):
    kind = Choices("kind", PartnerKind, label=_("kind"))
    country = Values("country", label=_("country"))
    city = Values("city", label=_("city"))
    company = Slugs("collaborations__company", row="collaborations", label=_("works with"))
    contribution = Choices(
        "collaborations__kind", CollaborationKind, row="collaborations", label=_("contribution"),
        help_text=_("What it contributed; with company, to that company."),
    )  # fmt: skip

    class Meta:
        model = ClinicalPartner
        fields = []


class CollaborationFilters(DatedFilters):
    kind = Choices("kind", CollaborationKind, label=_("kind"))
    partner = Slugs("partner", label=_("clinical partner"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))

    class Meta:
        model = Collaboration
        fields = []


class StudyFilters(DatedFilters):
    kind = Choices("kind", StudyKind, label=_("kind"))
    status = Choices("status", StudyStatus, label=_("status"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))

    class Meta:
        model = Study
        fields = []


class RecognitionFilters(DatedFilters):
    kind = Choices("kind", RecognitionKind, label=_("kind"))
    company = Slugs("company", label=_("company"))
    product = Slugs("product", label=_("product"))
    issuer = Values("issuer", label=_("issuer"))

    class Meta:
        model = Recognition
        fields = []
