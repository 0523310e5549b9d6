"""How many items wait, of all lines in one statement; no count goes beyond MOST."""

from dataclasses import dataclass

from django.db import connection

from .owners import MINE, NOBODYS, of_owner

MOST = 1_000
OWNERS = ("", MINE, NOBODYS)


@dataclass(frozen=True)
class Count:
    """The number of items of a line: all, the user's own, and those that are nobody's."""

    line: object
    all: int
    mine: int
    nobodys: int


def counts_for(user, lines) -> list[Count]:
    """The counts of these lines, for a user."""
    counted, params = [], []
    for line in lines:
        for owner in OWNERS:
            statement, values = _counted(line, owner, user)
            counted.append(f"({statement})")
            params += values
    if not counted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counted)}", params)
        numbers = iter(cursor.fetchone())
    return [Count(line, next(numbers), next(numbers), next(numbers)) for line in lines]


def in_words(number) -> str:
    """A count as the page shows it: “1,000+” where there are more than it counts."""
    return f"{MOST:,}+" if number > MOST else f"{number:,}"


def _counted(line, owner, user):
    """(SQL, parameters) of a count; with as many parts as the line has models."""
    parts, params = [], []
    for queryset in line.waiting(user):
        rows = of_owner(queryset, line, owner, user.get_username()).order_by().values("pk")
        statement, values = rows.query.sql_with_params()
        parts.append(f"({statement} LIMIT {MOST + 1})")
        params += values
    items = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS items LIMIT {MOST + 1}"
    return f"SELECT count(*) FROM ({items}) AS waiting", params
