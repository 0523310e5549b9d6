"""Deriving all search rows anew: after a change of the characters' files, or of how names are folded."""

from django.apps import apps
from django.db import connection, transaction

from entities.hanzi import seed
from sources.models import Record
from sources.models.searchable import put


def rebuild() -> dict:
    """Derive the search rows of every published record, all or nothing; returns how many records each type has."""
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    with transaction.atomic(), connection.cursor() as cursor:
        seed(cursor)
        cursor.execute("DELETE FROM public.entities_searchname")
        cursor.execute("DELETE FROM public.entities_searchtext")
        for model in models:
            cursor.execute(f"SELECT {put(model, 'true')}")
        cursor.execute("ANALYZE public.entities_searchname, public.entities_searchtext")
        cursor.execute("SELECT record_type, count(*) FROM public.entities_searchtext GROUP BY record_type")
        counts = dict(cursor.fetchall())
    return {model: counts.get(model.record_type, 0) for model in models}


def fill_if_empty(**_signal):
    """After `migrate`: derive the rows where records were there before search was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM public.sources_source WHERE is_published)"
            " AND NOT EXISTS (SELECT FROM public.entities_searchtext)"
        )
        (is_empty,) = cursor.fetchone()
    if is_empty:
        rebuild()
