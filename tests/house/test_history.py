"""Every curated table has a history."""

import pytest
from django.apps import apps
from django.db import connection

from history.curated import curated_models, curated_tables, tables_taking_turns
from tests.house.ours import PACKAGES

HELP = (
    "make it a model of ours, or let the model of a derived table say keeps_history = False; then run manage.py migrate"
    " (docs/decisions/0019-history-by-triggers.md)"
)
DERIVED = {
    "accounts_failurecount", "accounts_token", "companies_milestoneyear", "desk_proposal", "desk_proposedrow",
    "desk_proposedvalue", "desk_readpart", "desk_remark", "desk_report", "desk_secondreading", "desk_sentform",
    "desk_taken", "entities_facetbits", "entities_facetpair", "entities_searchname", "entities_searchtext",
    "entities_searchword", "intake_columnchoice", "intake_upload", "sources_dataversion", "sources_sourcetext",
}  # fmt: skip
"""Tables without history: derived rows, counters of changes and failures to sign in, tokens, the private texts of
sources, how far editors are with reading them, the forms that they have sent, what is proposed and reported, tables
that wait, and who has which work."""
TRIGGERS = ["deleted", "inserted", "truncated", "turn", "updated"]
FOUND = """
SELECT EXISTS (
        SELECT FROM history.twin WHERE name = %(name)s AND relation = to_regclass('public."' || %(name)s || '"')),
    to_regclass('history."' || %(name)s || '"') IS NOT NULL, to_regclass('past."' || %(name)s || '"') IS NOT NULL,
    (SELECT array_agg(replace(tgname::text, 'kb_history_', '') ORDER BY tgname) FROM pg_trigger
        WHERE tgrelid = to_regclass('public."' || %(name)s || '"') AND starts_with(tgname, 'kb_history_'))
"""


def our_tables():
    models = [model for app in apps.get_app_configs() if app.name in PACKAGES for model in app.get_models(True)]
    return {model._meta.db_table for model in models if model._meta.managed}


def test_every_table_of_ours_is_curated_or_named_as_one_that_is_not():
    assert our_tables() - set(curated_tables()) == DERIVED, HELP


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(our_tables() - DERIVED))
def test_a_curated_table_has_a_twin_five_triggers_and_a_view(name):
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"name": name})
        is_noted, has_twin, has_view, triggers = cursor.fetchone()
    assert (is_noted, has_twin, has_view) == (True, True, True), f"{name}: {HELP}"
    wanted = [*TRIGGERS, *(["stamp"] if curated_tables()[name].record_column == "id" else [])]
    assert triggers == sorted(wanted), f"{name}: {HELP}"


@pytest.mark.parametrize("model", curated_models(), ids=lambda model: model._meta.label)
def test_a_curated_row_has_a_number_and_belongs_to_a_record(model):
    assert model._meta.pk.column == "id", f"versions are known by `id`: {model._meta.label}"
    table = curated_tables()[model._meta.db_table]
    if table.record_column is None:
        assert {"content_type_id", "object_id"} <= {field.column for field in model._meta.concrete_fields}
    else:
        assert table.record_type
        assert table.record_table in curated_tables()


def test_the_texts_of_sources_and_how_far_they_are_read_take_their_turn_and_are_not_kept():
    assert set(tables_taking_turns()) == {"sources_sourcetext", "desk_readpart", "desk_secondreading"}
