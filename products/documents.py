from market.documents import ISSUED, ORGANISED, SAID, STATED, EventRow, FigureRow, InsightRow, lists_by
from names.documents import NAMED, PART, PROVENANCE
from products.models import ClinicalPartner, Collaboration, Outcome, Product, Recognition, Study
from products.short_forms import outcome, study
from records.documents import ByDoc, FactSerializer, MoreDoc, NamedSerializer
from records.short_forms import by_kind


class ProductRow(NamedSerializer):
    """One product: its use, its construction, and the clinical problem that it addresses."""

    class Meta:
        model = Product
        columns = ("name", "company", "kind", "indication", "summary")
        fields = [
            *NAMED, "company", "kind", "segments", "summary", "intended_use", "indication", "mechanism", "construction",
            "pain_point", "benefit", *PROVENANCE,
        ]  # fmt: skip


class CollaborationRow(NamedSerializer):
    """What one clinical partner contributed."""

    class Meta:
        model = Collaboration
        short = by_kind(Collaboration, "partner")
        columns = ("name", "partner", "company", "product", "kind")
        fields = [*NAMED, "partner", "company", "product", "kind", "contribution", "when", *PROVENANCE]


class OutcomeDoc(FactSerializer):
    """One thing measured, as stated."""

    class Meta:
        model = Outcome
        short = outcome
        result = {"amount": ("unit", "direction", "comparator")}
        columns = ("metric", "amount", "note")
        fields = ["metric", "amount", "unit", "direction", "comparator", "note", *PART]


class StudyRow(NamedSerializer):
    """One study with what was measured in it."""

    outcomes = OutcomeDoc(many=True)

    class Meta:
        model = Study
        short = study
        columns = ("name", "product", "kind", "status", "when", "outcomes")
        fields = [
            *NAMED, "product", "company", "kind", "status", "when", "indication", "geography", "comparator", "summary",
            "outcomes", *PROVENANCE,
        ]  # fmt: skip


class RecognitionRow(NamedSerializer):
    """A guideline, a publication, a first use."""

    by = ByDoc(source="*")

    class Meta:
        model = Recognition
        short = by_kind(Recognition, "product", "company", notes=("issuer",))
        columns = ("name", "product", "kind", "issuer", "when")
        fields = [
            *NAMED, "product", "company", "kind", "issuer", "by", "work", "when", "place", "summary", *PROVENANCE,
        ]  # fmt: skip


class PartnerRow(NamedSerializer):
    """One hospital or other clinical body."""

    class Meta:
        model = ClinicalPartner
        columns = ("name", "kind", "city", "country", "affiliation")
        fields = [*NAMED, "kind", "country", "city", "affiliation", "summary", *PROVENANCE]


class PartnerProfile(PartnerRow):
    """A clinical partner with all its contributions, and what is by it."""

    collaborations = CollaborationRow(many=True)
    stated_insights = InsightRow(many=True, label=SAID)
    stated_figures = FigureRow(many=True, label=STATED)
    organised_events = EventRow(many=True, label=ORGANISED)
    issued_recognitions = RecognitionRow(many=True, label=ISSUED)
    more = MoreDoc(source="*")

    class Meta(PartnerRow.Meta):
        long = {"collaborations": ("collaborations", "partner")} | lists_by("by_partner")
