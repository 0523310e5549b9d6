"""The companies or investors of the rounds that the filters of /rounds/ choose, as a list of their own."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from companies.filters import RoundFilters
from companies.models import Company, FundingRound, Investor
from records.documents import NamedSerializer
from records.paging import Page, by_name, page_of, page_size
from records.record_type import RecordType


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
    """A list of owners; `path` leads from a round to its owner."""

    path: str = ""

    @property
    def name(self):
        return f"{self.model.record_type} with rounds"

    def owners(self, rounds: RoundFilters) -> Owners:
        return Owners(rounds, self.model, self.path)

    def page_of_rounds(self, rounds: RoundFilters) -> Page:
        """The page that the query string asks for. Raises BadParameter."""
        return page_of(self, self.owners(rounds), self._order(rounds), page_size(rounds.data))

    def rounds_of(self, rounds: RoundFilters, owners):
        """The rounds of these owners, by number, that meet the criteria."""
        return rounds.filtered(rounds.criteria).filter(
            pk__in=FundingRound.objects.filter(**{f"{self.path}__in": owners}).values("pk")
        )


BY_COMPANY = OwnerList(Company, RoundFilters, CompanyDoc, (by_name(),), "name", path="company")
BY_INVESTOR = OwnerList(Investor, RoundFilters, InvestorDoc, (by_name(),), "name", path="investments__investor")
