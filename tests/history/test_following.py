"""Whatever becomes of a curated table: its twin and its view follow, and the revisions before it are answered."""

import pytest
from django.db import connection, transaction

from history.curated import CuratedTable, curated_tables, tables_taking_turns
from history.following import align
from history.moments import as_of, moment_of
from tests.history.revisions import head, new_revisions, run

TRIAL = CuratedTable("trial", "trial", "trials", "id")
TABLE = """
CREATE TABLE public.trial (
    id bigint PRIMARY KEY, word varchar(20) NOT NULL, number integer, other text DEFAULT '',
    double integer GENERATED ALWAYS AS (number * 2) STORED, updated_at timestamptz NOT NULL DEFAULT '2020-01-01'
);
CREATE INDEX trial_by_word ON public.trial (lower(word), id);
"""


@pytest.fixture(autouse=True)
def trial(database_to_write):
    """A curated table with one row that was changed, and one that was deleted. Returns when they began."""
    run(TABLE)
    follow(TRIAL)
    run("INSERT INTO trial (id, word, number) VALUES (1, '10', 1), (2, '20', 2)")
    before = head()
    run("UPDATE trial SET word = '11', number = 7 WHERE id = 1")
    run("DELETE FROM trial WHERE id = 2")
    yield before
    for name in ("trial", "experiment", "another"):
        run(f"DROP TABLE IF EXISTS public.{name} CASCADE")
    follow()


def follow(*more):
    """What `migrate` does at its end; `more` are curated tables besides those of the project."""
    with transaction.atomic(), connection.cursor() as cursor:
        align(cursor, curated_tables() | {table.name: table for table in more}, tables_taking_turns())


def then(revision, sql):
    with as_of(moment_of(str(revision))):
        return run(sql)


def test_a_new_column_has_a_value_in_the_past_and_is_kept(trial):
    run("ALTER TABLE trial ADD COLUMN colour text NOT NULL DEFAULT 'red'")
    follow(TRIAL)
    assert then(trial, "SELECT id, word, colour FROM trial ORDER BY id") == [(1, "10", "red"), (2, "20", None)]
    run("UPDATE trial SET colour = 'blue'")
    assert then(head(), "SELECT colour FROM trial") == [("blue",)]
    assert then(head() - 1, "SELECT colour FROM trial") == [("red",)]


def test_a_new_generated_column_is_computed_for_the_past(trial):
    run("ALTER TABLE trial ADD COLUMN triple integer GENERATED ALWAYS AS (number * 3) STORED")
    follow(TRIAL)
    assert then(trial, "SELECT id, triple, double FROM trial ORDER BY id") == [(1, 3, 2), (2, 6, 4)]


def test_a_renamed_column_takes_its_past_along(trial):
    run("ALTER TABLE trial RENAME word TO term")
    run("UPDATE trial SET term = '12'")  # a migration writes before the twin follows
    follow(TRIAL)
    assert then(trial, "SELECT id, term FROM trial ORDER BY id") == [(1, "10"), (2, "20")]
    assert then(head(), "SELECT term FROM trial") == [("12",)]


def test_two_columns_that_exchange_their_names_take_their_past_along(trial):
    run(
        "ALTER TABLE trial RENAME word TO x; ALTER TABLE trial RENAME other TO word;ALTER TABLE trial RENAME x TO other"
    )
    follow(TRIAL)
    assert then(trial, "SELECT other, word FROM trial ORDER BY id") == [("10", ""), ("20", "")]


def test_a_retyped_column_is_converted_in_the_past(trial):
    run("DROP INDEX trial_by_word; ALTER TABLE trial ALTER word TYPE integer USING word::integer + 100")
    follow(TRIAL)
    assert then(trial, "SELECT word FROM trial ORDER BY id") == [(10,), (20,)]
    assert then(head(), "SELECT word FROM trial") == [(111,)]


def test_where_old_values_can_not_be_converted_they_are_kept_aside(trial):
    run("UPDATE trial SET word = 'none'")
    run("UPDATE trial SET word = '3'")
    run("DROP INDEX trial_by_word; ALTER TABLE trial ALTER word TYPE integer USING word::integer")
    follow(TRIAL)
    assert then(head(), "SELECT word FROM trial") == then(trial, "SELECT word FROM trial WHERE id = 1") == [(3,)]
    (aside,) = run("SELECT column_name FROM history.twin_column WHERE name = 'trial' AND attribute IS NULL")[0]
    assert ("none",) in run(f"SELECT {aside} FROM history.trial")


def test_a_dropped_column_is_kept_aside_and_reads_go_on(trial):
    run("ALTER TABLE trial DROP COLUMN word")
    follow(TRIAL)
    assert then(trial, "SELECT id, number FROM trial ORDER BY id") == [(1, 1), (2, 2)]
    run("ALTER TABLE trial ADD COLUMN word text DEFAULT 'new'")
    follow(TRIAL)
    run("UPDATE trial SET word = 'newer'")
    assert then(head() - 1, "SELECT word FROM trial") == [("new",)]


def test_a_renamed_table_takes_its_past_along(trial):
    run("ALTER TABLE trial RENAME TO experiment")
    run("UPDATE experiment SET number = 8")
    follow(TRIAL._replace(name="experiment", record_table="experiment"))
    assert then(trial, "SELECT number FROM experiment ORDER BY id") == [(1,), (2,)]
    run("UPDATE experiment SET number = 9")
    assert then(head() - 1, "SELECT number FROM experiment") == [(8,)]
    assert run("SELECT to_regclass('past.trial'), to_regclass('history.trial')") == [(None, None)]


def test_two_tables_that_exchange_their_names_take_their_past_along(trial):
    another = CuratedTable("another", "another", "others", "id")
    run(TABLE.replace("trial", "another"))
    run("INSERT INTO another (id, word) VALUES (5, 'fifth')")
    follow(TRIAL, another)
    run("ALTER TABLE trial RENAME TO x; ALTER TABLE another RENAME TO trial; ALTER TABLE x RENAME TO another")
    follow(TRIAL, another)
    assert then(trial, "SELECT word FROM another ORDER BY id") == [("10",), ("20",)]
    assert then(head(), "SELECT word FROM trial") == [("fifth",)]


def test_a_dropped_table_is_kept_aside_and_its_name_can_be_used_again(trial):
    run("DROP TABLE trial")
    follow()
    assert run("SELECT to_regclass('past.trial')") == [(None,)]
    (aside,) = run(
        "SELECT relname FROM pg_class WHERE relname LIKE 'trial\\_until\\_%' AND relkind = 'r' ORDER BY oid"
    )[-1]
    assert run(f"SELECT word FROM history.{aside} ORDER BY id, since") == [("10",), ("11",), ("20",)]
    run(TABLE)
    follow(TRIAL)
    run("INSERT INTO trial (id, word) VALUES (1, 'anew')")
    assert then(head(), "SELECT word FROM trial") == [("anew",)]
    assert then(trial, "SELECT word FROM trial") == []


def test_a_table_with_rows_that_becomes_curated_begins_with_one_revision(trial):
    run(TABLE.replace("trial", "another"))
    run("INSERT INTO another (id, word) SELECT n, 'word' FROM generate_series(1, 50) n")
    with new_revisions() as made:
        follow(TRIAL, CuratedTable("another", "another", "others", "id"))
    assert len(made) == 1
    assert then(head(), "SELECT count(*) FROM another") == [(50,)]
    assert then(head() - 1, "SELECT count(*) FROM another") == [(0,)]


def test_what_is_not_curated_any_more_is_written_without_a_revision(trial):
    follow()
    with new_revisions() as made:
        run("UPDATE trial SET number = 30")
    assert made == []


def test_a_migration_with_nothing_to_do_changes_nothing(trial):
    shape = "SELECT c.relname, c.relfilenode, c.xmin::text FROM pg_class c WHERE relnamespace = 'history'::regnamespace"
    before = run(f"{shape} ORDER BY 1")
    with new_revisions() as made:
        follow(TRIAL)
    assert made == []
    assert run(f"{shape} ORDER BY 1") == before


def test_a_new_index_is_copied_and_missing_triggers_and_views_come_back(trial):
    run("CREATE INDEX trial_by_number ON trial (number DESC); DROP VIEW past.trial")
    run("DROP TRIGGER kb_history_updated ON trial")
    follow(TRIAL)
    follow(TRIAL)
    assert run("SELECT count(*) FROM pg_indexes WHERE tablename = 'trial' AND indexdef LIKE '%(number DESC)'") == [(2,)]
    run("UPDATE trial SET number = 40")
    assert then(head(), "SELECT number FROM trial") == [(40,)]
