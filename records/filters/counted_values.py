"""The values that records have, counted by PostgreSQL: what facets without bit sets are made of."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F

MAX_VALUES = 200
MAX_ROWS = 50_000
"""The most rows that a facet is counted from, where its values are reached over relations."""


@dataclass
class Counted:
    """[(value, label, number of records)] of a facet, how many records have any value, and whether all were counted."""

    rows: list
    with_value: int
    is_complete: bool


def grouped(queryset, value, label, most) -> Counted:
    """The values that records have, at most `most`, the most frequent first, counted from MAX_ROWS rows at most.

    A record may have any number of rows on the path to its values.
    """
    labelled = queryset.order_by().annotate(_label=F(label)).values_list("pk", value, "_label")[: MAX_ROWS + 1]
    sql, params = labelled.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, label, count(DISTINCT number), count(*)"
            f" FROM ({sql}) AS labelled (number, value, label)"
            " GROUP BY GROUPING SETS ((value, label), ())"
            " ORDER BY grouping(value) DESC, count(DISTINCT number) DESC, label, value LIMIT %s",
            [*params, most + 1],
        )
        (*_all, with_value, rows_read), *rows = cursor.fetchall()
    return Counted([row[:3] for row in rows], with_value, rows_read <= MAX_ROWS)
