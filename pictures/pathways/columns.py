"""The columns of the matrix: for each jurisdiction its routes, and one for what names no authority or another one."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from records.wording import language
from regulatory.vocabulary import Jurisdiction, Route, route_of

ROUTES = {
    Jurisdiction.CN: (Route.NMPA,),
    Jurisdiction.EU: (Route.CE,),
    Jurisdiction.US: (Route.FDA, Route.CMS),
}
ALWAYS = tuple(Route.values)
"""Shown even where they are empty: that no step is stated there is what a reader wants to see."""


@dataclass(frozen=True)
class Column:
    """One column; its key is a route, or a jurisdiction."""

    key: str
    jurisdiction: str

    @property
    def is_route(self):
        return self.key != self.jurisdiction

    @property
    def jurisdiction_label(self):
        return _labels(self.key, self.jurisdiction, language())[0]

    @property
    def label(self):
        """Like “NMPA”, or “China, other or not named”."""
        return _labels(self.key, self.jurisdiction, language())[1]

    @property
    def in_cells(self):
        """The key by which a row has its cell in this column, and the label that stands there on a phone."""
        return self.key, self.label


@cache
def _labels(key, jurisdiction, _language):
    """(The label of the jurisdiction, that of the column)."""
    where = str(Jurisdiction(jurisdiction).label)
    if key != jurisdiction:
        return where, str(Route(key).label)
    return where, _("%(where)s, other or not named") % {"where": where}


COLUMNS = tuple(
    Column(str(key), str(jurisdiction))
    for jurisdiction in Jurisdiction for key in (*ROUTES.get(jurisdiction, ()), jurisdiction)
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}


def column_of(step) -> Column:
    """The column of a step: its route, else its jurisdiction."""
    route = route_of(step["pathway"], (step["authority"] or {}).get("slug", ""))
    return BY_KEY[str(route or step["jurisdiction"])]


def shown_columns(rows) -> list:
    """The four routes, and of the others those in which one of the rows has a step."""
    used = {key for row in rows for key in row.cells} | set(ALWAYS)
    return [column for column in COLUMNS if column.key in used]
