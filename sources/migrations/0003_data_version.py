"""The function by which tables without a model of their own move the version of the data."""

from django.db import migrations

MOVE = """
CREATE FUNCTION kb_version_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.sources_dataversion AS v (id, number, moved_at) VALUES (1, 1, now())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, moved_at = now();
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_initial")]
    operations = [migrations.RunSQL(MOVE, "DROP FUNCTION kb_version_moves()")]
