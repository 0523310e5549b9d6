"""The rows of the picture of funding: by company, by investor or by year, with the rounds behind each."""

from dataclasses import dataclass, field, replace

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from companies.documents import RoundRow
from companies.models import FundingRound
from companies.record_types import ROUNDS
from history.moments import asked_revision
from records.documents import compiled, content_type_id
from records.documents.provenance import citations_of
from records.etags import data_version
from records.list_queries import COUNT_CAP
from records.prepared_statements import RecentCache
from records.problems import BadParameter, parameter_error, raise_if_any
from values.fields import date_keys

from .owners import BY_COMPANY, BY_INVESTOR
from .rounds import Round
from .totals import Sums, sums_of
from .years import PLACED, sums_by_year

OWNERS = {"company": BY_COMPANY, "investor": BY_INVESTOR}
BY = ("company", "year", "investor")
NOT_TAKEN = ("fields", "omit", "facets")
OF_NO_YEAR = 200
"""The most rounds of no one year that are listed."""
KEYS = ("slug", "name", "company", "series", "when", "amount", "investor_list", "investments", "gaps", "contested",
        "citations")  # fmt: skip


@dataclass
class FundingRow:
    """One company, investor or year. `sums` is None for an investor: no source says what each put in.

    `rounds` are all of a company, the newest of an investor, and none of a year; `count` is how many there are.
    """

    key: str
    name: str
    url: str
    sums: Sums | None
    rounds_url: str
    rounds: list = field(default_factory=list)
    count: int = 0

    @property
    def is_cut(self):
        return self.sums is None and len(self.rounds) < self.count


@dataclass
class Funding:
    """One page: its rows, the rounds that no one year has (by year), and how many rows there are."""

    by: str
    rows: list
    unplaced: list = field(default_factory=list)
    unplaced_capped: bool = False
    count: int = 0
    count_capped: bool = False
    next: str | None = None
    previous: str | None = None
    data_version: object = None
    cited: list | None = None  # the sources, where the rounds are not read

    @property
    def sources(self):
        """The slugs of the sources behind what is shown."""
        rounds = [each for row in self.rows for each in row.rounds] + self.unplaced
        return self.cited or sorted({place.source for each in rounds for place in each.places})


def funding(data) -> Funding:
    """The rows for a query string: `by`, and the filters of /rounds/. Raises BadParameter."""
    by = data.get("by", BY[0])
    if by not in BY or len(data.getlist("by")) > 1:
        raise BadParameter(parameter_error("by", _("Rounds are shown by one of these."), BY))
    data = data.copy()
    data.pop("by", None)
    message = _("The picture of funding takes no “%(name)s”.")
    names = NOT_TAKEN + (("cursor", "page_size", "ordering") if by == "year" else ())
    raise_if_any([
        parameter_error(name, message % {"name": name}, ["by", *ROUNDS.filters.base_filters])
        for name in names if name in data
    ])  # fmt: skip
    filterset = ROUNDS.filtered(data)
    return _by_year(filterset) if by == "year" else _by_owner(by, filterset)


def _by_owner(by, filterset):
    owners = OWNERS[by]
    page = owners.page_of_rounds(filterset)
    rows = {row["id"]: row for row in page.rows}
    pairs = owners.rounds_of(filterset, list(rows))
    rounds = _documents(FundingRound.objects.filter(pk__in={number for _owner, number, _count in pairs}))
    of_owner, counts = {}, {}
    for owner, number, count in pairs:
        of_owner.setdefault(owner, set()).add(number)
        counts[owner] = count
    shown = [
        _owner_row(by, row, [each for number, each in rounds if number in of_owner.get(key, ())], filterset.data)
        for key, row in rows.items()
    ]
    for key, row in zip(rows, shown, strict=True):
        row.count = counts.get(key, 0)
    return Funding(by, shown, [], False, page.count, page.count_capped, page.next, page.previous, page.data_version)


def _owner_row(by, row, documents, data):
    sums = sums_of(documents) if by == "company" else None
    address = f"/{OWNERS[by].model.record_type}/{row['slug']}/"
    rounds = [Round(doc) for doc in documents]
    return FundingRow(row["slug"], row["name"], address, sums, _list_of(by, row["slug"], data), rounds)


def _documents(rounds, most=None):
    """[(number, document)] of some rounds, in their order in time."""
    ordered = rounds.order_by(date_keys()[0], "pk").values_list("pk", compiled(RoundRow, KEYS))
    return [(number, orjson.loads(text)) for number, text in (ordered[:most] if most else ordered)]


_cached_years = RecentCache(200)
"""(Version, Funding) by revision asked about and criteria: adding all rounds takes seconds where there are many."""


def _by_year(filterset):
    version = data_version()
    key = asked_revision(), *((name, *filterset.data.getlist(name)) for name in sorted(filterset.data))
    known = _cached_years.get(key)
    if not known or known[0] != version:
        known = version, _years(filterset)
        _cached_years.put(key, known)
    return replace(known[1], data_version=version)


def _years(filterset):
    rounds = filterset.validated_queryset()
    years = sums_by_year(rounds)
    unplaced = _documents(rounds.alias(_placed=PLACED).filter(_placed=False), OF_NO_YEAR + 1)
    rows = [_year_row(str(year), sums, filterset.data) for year, sums in sorted(years.items())]
    listed = [Round(doc) for _number, doc in unplaced[:OF_NO_YEAR]]
    return Funding("year", rows, listed, len(unplaced) > OF_NO_YEAR, len(rows), cited=_sources_of(rounds))


def _sources_of(rounds):
    """The slugs of the sources behind some rounds: of the first COUNT_CAP of them."""
    citations = citations_of(FundingRound, content_type_id(FundingRound), OuterRef("pk"))
    slugs = citations.filter(source__is_published=True).order_by().values("source__slug")
    by_round = rounds.order_by()[:COUNT_CAP].annotate(_slugs=ArraySubquery(slugs)).values_list("_slugs", flat=True)
    return sorted({slug for slugs in by_round for slug in slugs})


def _year_row(year, sums, data):
    address = _list_of("year" if "when_certainly" in data else "when_certainly", year, data)
    return FundingRow(
        year, year, address, sums, address, count=sum(each.rounds for each in sums.totals) + sums.uncounted
    )


def _list_of(name, value, data):
    """The list of the rounds behind a row, under the other filters."""
    data = data.copy()
    for unused in ("ordering", "page_size", "cursor"):
        data.pop(unused, None)
    data[name] = value
    return f"/rounds/?{data.urlencode()}"
