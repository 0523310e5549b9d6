"""What PostgreSQL builds for a row of the matrix: a product or a company, and its steps."""

from django.db.models import OuterRef, Q

from companies.models import Company
from products.models import Product
from records.documents import NamedSerializer
from regulatory.documents import MilestoneRow
from regulatory.models import Milestone

NAMES_NO_PRODUCT = Q(product__isnull=True) | Q(product__is_published=False)
"""A product that is still a draft is no row yet: its steps stand in the row of the company."""


class StepDoc(MilestoneRow):
    """One step, with what its short form and its rank are made of, and its places."""

    class Meta(MilestoneRow.Meta):
        fields = [
            "slug", "name", "authority", "jurisdiction", "pathway", "outcome", "condition", "strength",
            "is_marketing_authorization", "device_class", "when", "sequence", "scope", "gaps", "contested", "citations",
        ]  # fmt: skip

    def get_field_names(self, declared_fields, info):
        """Only these: a matrix has hundreds of steps on a page."""
        return self.Meta.fields


class StepWithoutProductDoc(StepDoc):
    """One step of a company that names no product."""

    def rows(self, model):
        return Milestone.objects.published().filter(NAMES_NO_PRODUCT, company=OuterRef("pk"))


class RowSerializer(NamedSerializer):
    def get_field_names(self, declared_fields, info):
        return self.Meta.fields


class ProductRowDoc(RowSerializer):
    """A product with its steps."""

    milestones = StepDoc(many=True)

    class Meta:
        model = Product
        fields = ["slug", "name", "company", "milestones"]


class CompanyRowDoc(RowSerializer):
    """A company with its steps that name no product."""

    milestones = StepWithoutProductDoc(many=True)

    class Meta:
        model = Company
        fields = ["slug", "name", "milestones"]
