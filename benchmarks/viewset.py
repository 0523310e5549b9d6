"""What one would write by default: a ModelViewSet with nested serializers over the same tables, sensibly prefetched.

Its answers hold what ours hold, in its own form. Counting is Django REST framework's, paging is by page number, search
by `icontains`, facets by one `GROUP BY` each.
"""

import django_filters
from django.core.wsgi import get_wsgi_application
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Prefetch
from django.urls import include, path
from rest_framework import decorators, response, routers, serializers, viewsets

application = get_wsgi_application()

from companies.models import Company, FundingRound, Investment  # noqa: E402
from market.models import Segment  # noqa: E402
from names.models import Name  # noqa: E402
from products.models import Collaboration, Product  # noqa: E402
from regulatory.models import Milestone  # noqa: E402
from sources.models import Citation  # noqa: E402

CITATIONS = Prefetch("citations", Citation.objects.select_related("source"))
FACT = ["gaps", "citations"]
NAMED = ["id", "slug", "name", "names", *FACT, "updated_at"]
FACETS = {"segment": "segments__slug", "authority": "milestones__authority__slug", "country": "country"}


class CitationSerializer(serializers.ModelSerializer):
    source = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Citation
        fields = ["source", "paragraph", "field", "stated", "stance", "basis", "note"]


class NameSerializer(serializers.ModelSerializer):
    when = serializers.CharField()

    class Meta:
        model = Name
        fields = ["text", "language", "kind", "when"]


class Named(serializers.ModelSerializer):
    citations = CitationSerializer(many=True)
    names = NameSerializer(many=True)


class SegmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Segment
        fields = ["slug", "name"]


class ProductSerializer(Named):
    segments = SegmentSerializer(many=True)

    class Meta:
        model = Product
        fields = [*NAMED, "kind", "segments", "summary", "intended_use", "indication", "mechanism", "construction",
                  "pain_point", "benefit"]  # fmt: skip


class MilestoneSerializer(Named):
    product = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    authority = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    when = serializers.CharField()

    class Meta:
        model = Milestone
        fields = [*NAMED, "product", "authority", "pathway", "outcome", "strength", "device_class", "when", "scope"]


class InvestmentSerializer(serializers.ModelSerializer):
    investor = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Investment
        fields = [*FACT, "investor", "role", "amount_stated", "amount_low", "amount_high", "note"]


class RoundSerializer(Named):
    investments = InvestmentSerializer(many=True)
    when = serializers.CharField()

    class Meta:
        model = FundingRound
        fields = [
            *NAMED,
            "series",
            "when",
            "amount_stated",
            "amount_low",
            "amount_high",
            "investor_list",
            "investments",
        ]


class CollaborationSerializer(Named):
    partner = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    product = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    when = serializers.CharField()

    class Meta:
        model = Collaboration
        fields = [*NAMED, "partner", "product", "kind", "contribution", "when"]


class CompanySerializer(Named):
    segments = SegmentSerializer(many=True)

    class Meta:
        model = Company
        fields = [*NAMED, "coverage", "kind", "country", "city", "website", "summary", "segments"]


class ProfileSerializer(CompanySerializer):
    products = ProductSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    collaborations = CollaborationSerializer(many=True)
    rounds = RoundSerializer(many=True)

    class Meta(CompanySerializer.Meta):
        fields = [*CompanySerializer.Meta.fields, "products", "milestones", "collaborations", "rounds"]


class CompanyFilter(django_filters.FilterSet):
    segment = django_filters.CharFilter(field_name="segments__slug", distinct=True)
    authority = django_filters.CharFilter(field_name="milestones__authority__slug", distinct=True)
    fda = django_filters.NumberFilter(method="with_a_milestone_of_the_fda_in")

    class Meta:
        model = Company
        fields = ["country", "city", "kind", "coverage"]

    def with_a_milestone_of_the_fda_in(self, queryset, name, year):
        span = DateRange(f"{year}-01-01", f"{year}-12-31", "[]")
        return queryset.filter(milestones__authority__slug="fda", milestones__when_span__overlap=span).distinct()


def published(relation, queryset, *more):
    """A relation with its further names and citations; drafts are left out."""
    published = queryset.filter(is_published=True)
    return Prefetch(relation, published.prefetch_related("names", CITATIONS, *more))


class CompanyViewSet(viewsets.ModelViewSet):
    queryset = Company.objects.filter(is_published=True).prefetch_related("names", "segments", CITATIONS)
    lookup_field = "slug"
    filterset_class = CompanyFilter
    search_fields = ["name", "names__text", "summary"]

    def get_queryset(self):
        if self.action == "list":
            return super().get_queryset()
        investments = Prefetch("investments", Investment.objects.select_related("investor").prefetch_related(CITATIONS))
        return super().get_queryset().prefetch_related(
            published("products", Product.objects.all(), "segments"),
            published("milestones", Milestone.objects.select_related("product", "authority")),
            published("collaborations", Collaboration.objects.select_related("product", "partner")),
            published("rounds", FundingRound.objects.all(), investments),
        )  # fmt: skip

    def get_serializer_class(self):
        return CompanySerializer if self.action == "list" else ProfileSerializer

    @decorators.action(detail=False)
    def facets(self, request):
        """The first row, the count and the counts by facet of a filter."""
        companies = self.filter_queryset(Company.objects.filter(is_published=True))
        return response.Response({
            "count": companies.count(), "results": CompanySerializer(companies[:1], many=True).data,
            "facets": {name: self.counted(companies, column) for name, column in FACETS.items()},
        })  # fmt: skip

    def counted(self, companies, column):
        counts = Company.objects.filter(pk__in=companies.values("pk")).order_by().values_list(column)
        return dict(counts.annotate(number=Count("pk", distinct=True)).order_by("-number")[:200])


router = routers.DefaultRouter()
router.register("companies", CompanyViewSet)
urlpatterns = [path("api/", include(router.urls))]
