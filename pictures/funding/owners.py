"""The companies or investors of the rounds that the filters of /rounds/ choose, as a list of their own."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber

from companies.filters import RoundFilters
from companies.models import Company, FundingRound, Investor
from records.documents import NamedSerializer
from records.paging import Page, by_name, page_of, page_size
from records.record_type import RecordType
from values.fields import date_keys


class Owners:
    """The filter set of such a list: its criteria are those of rounds, its records have a round that meets them."""

    bits = bit_criteria = None

    def __init__(self, rounds: RoundFilters, model, path):
        self.rounds, self.model, self.path = rounds, model, path
        self.data, self.criteria, self.shape, self.verify = rounds.data, rounds.criteria, rounds.shape, rounds.verify

    def shortcut(self):
        return None

    def records(self):
        return self.filtered([])

    def filtered(self, criteria):
        chosen = self.rounds.filtered(criteria).order_by().filter(**{self.path: OuterRef("pk")})
        return self.model.objects.published().filter(Exists(chosen))


class OwnerSerializer(NamedSerializer):
    def get_field_names(self, declared_fields, info):
        return self.Meta.fields


class CompanyDoc(OwnerSerializer):
    """Who was financed."""

    class Meta:
        model = Company
        fields = ["id", "slug", "name"]


class InvestorDoc(OwnerSerializer):
    """Who put money in."""

    class Meta:
        model = Investor
        fields = ["id", "slug", "name"]


@dataclass(frozen=True)
class OwnerList(RecordType):
    """A list of owners; `path` leads from a round to its owner. Of an owner without a sum `most` rounds are shown."""

    path: str = ""
    most: int = 0

    @property
    def name(self):
        return f"{self.model.record_type} with rounds"

    def owners(self, rounds: RoundFilters) -> Owners:
        return Owners(rounds, self.model, self.path)

    def page_of_rounds(self, rounds: RoundFilters) -> Page:
        """The page that the query string asks for. Raises BadParameter."""
        return page_of(self, self.owners(rounds), self._order(rounds), page_size(rounds.data))

    def rounds_of(self, rounds: RoundFilters, owners) -> list:
        """[(number of the owner, number of a round, how many it has)]; of an owner without a sum the newest `most`."""
        chosen = rounds.filtered(rounds.criteria).order_by().values("pk")
        of_owner = {"partition_by": F(self.path)}
        newest_first = (date_keys()[1].desc(), F("pk").desc())
        pairs = FundingRound.objects.filter(pk__in=chosen, **{f"{self.path}__in": owners}).annotate(
            _owner=F(self.path),
            _count=Window(Count("pk"), **of_owner),
            _place=Window(RowNumber(), **of_owner, order_by=newest_first),
        )
        pairs = pairs.filter(_place__lte=self.most) if self.most else pairs
        return list(pairs.order_by().values_list("_owner", "pk", "_count"))


BY_COMPANY = OwnerList(Company, RoundFilters, CompanyDoc, (by_name(),), "name", path="company")
BY_INVESTOR = OwnerList(
    Investor, RoundFilters, InvestorDoc, (by_name(),), "name", path="investments__investor", most=20
)
