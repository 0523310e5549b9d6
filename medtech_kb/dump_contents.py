"""What a back-up holds and what a database holds, in the few words by which somebody knows one from the other."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.models import Kind

LATEST = "SELECT number, at FROM history.revision ORDER BY number DESC LIMIT 1"
ERASURES = "SELECT number, at, reason FROM history.revision WHERE kind = %s ORDER BY number"


class Contents(NamedTuple):
    """The number of companies, and the latest revision with its time; None where there is no such table."""

    companies: int | None
    revision: int | None
    at: datetime | None
    types: dict
    """{(app, model): the number by which citations name a type of record}"""
    erasures: dict
    """{(number, time): reason} of the revisions that erased something."""

    def __str__(self):
        if self.companies is None:
            return _("nothing")
        companies = ngettext("%(count)s company", "%(count)s companies", self.companies) % {
            "count": f"{self.companies:,}"
        }
        if self.revision is None:
            return _("%(companies)s, no history") % {"companies": companies}
        words = {"companies": companies, "revision": f"{self.revision:,}", "time": f"{self.at:%Y-%m-%d %H:%M} UTC"}
        return _("%(companies)s, revision %(revision)s of %(time)s") % words


def of_dump(dump):
    """The contents of a dump."""
    latest, erasures = None, {}
    for row in dump.rows("revision", "history"):
        if latest is None or int(row["number"]) > int(latest["number"]):
            latest = row
        if row["kind"] == Kind.ERASURE:
            erasures[int(row["number"]), datetime.fromisoformat(row["at"])] = row["reason"]
    return Contents(
        sum(1 for _row in dump.rows("companies_company")),
        latest and int(latest["number"]),
        latest and datetime.fromisoformat(latest["at"]),
        {(row["app_label"], row["model"]): int(row["id"]) for row in dump.rows("django_content_type")},
        erasures,
    )


def of_database():
    """The contents of the database, whatever state its tables are in."""
    companies, revision, at, types, erasures = None, None, None, {}, {}
    with connection.cursor() as cursor:
        if _is_there(cursor, "public.companies_company"):
            cursor.execute("SELECT count(*) FROM public.companies_company")
            (companies,) = cursor.fetchone()
            cursor.execute("SELECT app_label, model, id FROM public.django_content_type")
            types = {(app, model): number for app, model, number in cursor.fetchall()}
        if _is_there(cursor, "history.revision"):
            cursor.execute(LATEST)
            revision, at = cursor.fetchone() or (None, None)
            cursor.execute(ERASURES, [Kind.ERASURE])
            erasures = {(number, at): reason for number, at, reason in cursor.fetchall()}
    return Contents(companies, revision, at, types, erasures)


def _is_there(cursor, table):
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
    return cursor.fetchone()[0]


def known_migrations():
    """{(app, name)} of all migrations of this code."""
    return set(MigrationLoader(None).disk_migrations)
