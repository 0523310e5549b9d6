from django.db import migrations

ERASED = """
-- The addresses under which readers saw records that were erased for ever: copies of the data drop them by these.
CREATE TABLE history.erased (
    revision bigint NOT NULL, record_type text NOT NULL, record bigint NOT NULL, slug text NOT NULL,
    PRIMARY KEY (record_type, record, revision)
);
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunSQL(ERASED, "DROP TABLE history.erased")]
