"""Revisions as an editor makes them, and what the API says of them."""

from contextlib import contextmanager

from django.db import connection, transaction

from history.writing import revising
from tests import builders
from tests.api.api_client import ask

make_company, make_milestone, make_person, make_segment, make_source = map(
    transaction.atomic,
    (builders.make_company, builders.make_milestone, builders.make_person, builders.make_segment, builders.make_source),
)
"""The builders, each in a transaction of its own: what is published is cited when it is committed."""


def head():
    """The newest revision."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM history.revision")
        return cursor.fetchone()[0]


@contextmanager
def revision(kind="", reason="", author=""):
    """One transaction that says what it is."""
    with revising(kind, reason, author), transaction.atomic():
        yield


def changes(client, after, **parameters):
    """All revisions after one, as a client that follows `next` reads them."""
    page, results = ask(client, "/api/v1/changes/", after=after, **parameters), []
    while True:
        results += page["results"]
        if page["next"] is None:
            return results
        page = ask(client, page["next"])


def records(results):
    """{(type, slug): change} of revisions, the newest one's of a record that several changed."""
    return {(each["type"], each["slug"]): each["change"] for row in results for each in row["records"]}


def last_records(client, after, **parameters):
    return records(changes(client, after, **parameters))


def history(client, record, **parameters):
    """The revisions of a record's history."""
    return ask(client, f"/api/v1/{record.record_type}/{record.slug}/history/", **parameters)["results"]


def differences(client, record, **parameters):
    """[(field, part, before, after)] of the newest revision of a record's history."""
    return [tuple(change.values()) for change in history(client, record, **parameters)[0]["changes"]]


def changed(record, **values):
    with revision():
        type(record).objects.filter(pk=record.pk).update(**values)
