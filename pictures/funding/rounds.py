"""One round in the picture of funding, from its document."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from companies.models import FundingRound, Investment
from companies.models.funding import InvestmentRole, InvestorList
from records.cited_places import cited_places
from records.short_forms import amount_of, date_of, label

from .totals import amount_in


@dataclass(frozen=True)
class Participant:
    """An investor of a round, with its role where one is stated."""

    slug: str
    name: str
    role: str

    @property
    def url(self):
        return f"/investors/{self.slug}/"

    @property
    def in_words(self):
        return f"{self.name} ({self.role})" if self.role else self.name


@dataclass(frozen=True)
class Round:
    """One round: what is drawn of it, and what is said."""

    doc: dict

    @property
    def url(self):
        return f"/rounds/{self.doc['slug']}/"

    @property
    def name(self):
        return self.doc["name"]

    @cached_property
    def amount(self):
        return amount_in(self.doc)

    @property
    def amount_in_words(self):
        """The range that the source's words allow, else why there is none."""
        return self.amount.in_words if self.amount else amount_of(self.doc).text

    @property
    def stated(self):
        return (self.doc["amount"] or {}).get("stated", "")

    @property
    def when(self):
        return date_of(self.doc)

    @property
    def days(self):
        """(The first possible day, the last), each None where it is open."""
        when = self.doc["when"] or {}
        return when.get("earliest"), when.get("latest")

    @property
    def series(self):
        return label(FundingRound, "series", self.doc["series"])

    @cached_property
    def investors(self):
        """The investors that a source names, as Participants."""
        return [
            Participant(part["investor"]["slug"], part["investor"]["name"], _role(part["role"]))
            for part in self.doc["investments"] if part["investor"]
        ]  # fmt: skip

    @property
    def has_further_investors(self):
        """Whether the source says that there are more than it names."""
        return self.doc["investor_list"] == InvestorList.INCOMPLETE

    def role_of(self, investor):
        """The role of an investor in it, where one is stated; empty for who is none of its investors."""
        return next((each.role for each in self.investors if each.slug == investor), "")

    def beside(self, investor):
        """The investors but one."""
        return [each for each in self.investors if each.slug != investor]

    @property
    def places(self):
        by_field = cited_places(self.doc, f"rounds-{self.doc['slug']}")
        places = [place for places in by_field.values() for place in places]
        return list({(place.source, place.paragraph, place.stance): place for place in places}.values())

    @property
    def in_words(self):
        parts = [self.name, self.amount_in_words, self.when.text, _("contested") if self.doc["contested"] else ""]
        return "; ".join(filter(None, parts))


def _role(role):
    return "" if role == InvestmentRole.UNSTATED else label(Investment, "role", role)
