"""A process that works as the application, as the site does, in a database in which it commits."""

from contextlib import contextmanager

from django.db import connection, transaction

from postgres import embedded


@contextmanager
def as_application():
    """Let this process connect as the application, the threads of its live server included."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict.update(USER=embedded.APPLICATION, APPLICATION=embedded.APPLICATION)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def run(sql, values=None):
    """The rows of a statement, which is a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
