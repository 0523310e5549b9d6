from django.db import migrations, models

SCHEMAS = """
CREATE SCHEMA history;
CREATE SCHEMA past;

-- One row: the number of the newest revision, and the transaction that it belongs to.
CREATE TABLE history.head (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), number bigint NOT NULL, transaction xid8
);
INSERT INTO history.head (number) VALUES (0);

CREATE TABLE history.revision (
    number bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    author text NOT NULL DEFAULT '',
    kind text NOT NULL DEFAULT '' CHECK (kind IN ('', 'event', 'enrichment', 'correction', 'withdrawal', 'review', 'import',
        'merge', 'undo', 'erasure', 'migration', 'baseline')),
    reason text NOT NULL DEFAULT ''
);
CREATE INDEX revision_at ON history.revision (at);

-- Which records a revision touched: created, changed or deleted themselves, or in a part, a citation, a name, a list.
CREATE TABLE history.touched (
    revision bigint NOT NULL, record_type text NOT NULL, record bigint NOT NULL,
    PRIMARY KEY (revision, record_type, record)
);
CREATE INDEX touched_record ON history.touched (record_type, record, revision);

-- The curated tables: the twin in this schema has the same name. A row belongs to the record of that type whose number
-- is in `record_column`, or to the fact that its content_type_id and object_id name where this is NULL.
-- `relation` and `attribute` are what a rename leaves as it is. A dump writes `relation` by name, and the numbers of
-- columns hold in a restored database no more: there, `numbered` is another number than that of `relation`.
CREATE TABLE history.twin (
    name text PRIMARY KEY, relation regclass NOT NULL UNIQUE, record_table text, record_type text, record_column text,
    numbered oid NOT NULL
);
CREATE TABLE history.twin_column (
    name text NOT NULL REFERENCES history.twin ON UPDATE CASCADE ON DELETE CASCADE,
    column_name text NOT NULL, attribute smallint, is_generated boolean NOT NULL, PRIMARY KEY (name, column_name)
);
"""

BACK = """
DO $$ DECLARE made regprocedure; BEGIN
    FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'kb\\_history\\_%' LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', made);  -- with the triggers of all tables
    END LOOP;
END $$;
DROP SCHEMA past CASCADE;
DROP SCHEMA history CASCADE;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(SCHEMAS, BACK),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("number", models.BigIntegerField(help_text="From 1 on, without gaps.", primary_key=True, serialize=False, verbose_name="number")),
                ("at", models.DateTimeField(help_text="When it was committed.", verbose_name="time")),
                ("author", models.CharField(blank=True, help_text="The editor; empty for a command.", max_length=150, verbose_name="author")),
                ("kind", models.CharField(blank=True, choices=[("event", "something happened"), ("enrichment", "more was entered"), ("correction", "correction"), ("withdrawal", "withdrawal of a source"), ("review", "review"), ("import", "import"), ("merge", "merge"), ("undo", "undo"), ("erasure", "erasure"), ("migration", "migration"), ("baseline", "beginning of the history")], help_text="Empty where whoever wrote did not say.", max_length=12, verbose_name="kind")),
                ("reason", models.TextField(blank=True, help_text="Why, in a few words.", verbose_name="reason")),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "db_table": 'history"."revision',
                "ordering": ["number"],
                "managed": False,
            },
        ),
    ]
