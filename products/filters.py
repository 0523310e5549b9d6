from django.utils.translation import gettext_lazy as _

from companies.filters import milestones
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from products.models.partner import CollaborationKind, PartnerKind
from products.models.product import ProductKind
from products.models.recognition import RecognitionKind
from products.models.study import StudyKind, StudyStatus
from records.filters import ChoiceFilter, DatedFilters, RecordFilters, SlugFilter, ValueFilter


class ProductFilters(RecordFilters):
    model = Product
    kind = ChoiceFilter("kind", ProductKind, label=_("kind"))
    company = SlugFilter("company", label=_("company"))
    segment = SlugFilter("segments", label=_("segment"))
    authority = SlugFilter("milestones__authority", label=_("authority"))
    milestone = milestones()
    partner = SlugFilter("collaborations__partner", row="collaborations", label=_("clinical partner"))
    partner_city = ValueFilter(
        "collaborations__partner__city", row="collaborations", label=_("city of a clinical partner"),
        help_text=_("The city of a clinical partner; with partner, of that one."),
    )  # fmt: skip


class PartnerFilters(RecordFilters):
    model = ClinicalPartner
    kind = ChoiceFilter("kind", PartnerKind, label=_("kind"))
    country = ValueFilter("country", label=_("country"))
    city = ValueFilter("city", label=_("city"))
    company = SlugFilter("collaborations__company", row="collaborations", label=_("works with"))
    contribution = ChoiceFilter(
        "collaborations__kind", CollaborationKind, row="collaborations", label=_("contribution"),
        help_text=_("What it contributed; with company, to that company."),
    )  # fmt: skip


class CollaborationFilters(DatedFilters):
    model = Collaboration
    kind = ChoiceFilter("kind", CollaborationKind, label=_("kind"))
    partner = SlugFilter("partner", label=_("clinical partner"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))


class StudyFilters(DatedFilters):
    model = Study
    kind = ChoiceFilter("kind", StudyKind, label=_("kind"))
    status = ChoiceFilter("status", StudyStatus, label=_("status"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))


class RecognitionFilters(DatedFilters):
    model = Recognition
    kind = ChoiceFilter("kind", RecognitionKind, label=_("kind"))
    company = SlugFilter("company", label=_("company"))
    product = SlugFilter("product", label=_("product"))
    issuer = ValueFilter("issuer", label=_("issuer"))
    by_company = SlugFilter("by_company", label=_("by company"))
    by_partner = SlugFilter("by_partner", label=_("by clinical partner"))
    by_authority = SlugFilter("by_authority", label=_("by authority"))
    by_person = SlugFilter("by_person", label=_("by person"))
