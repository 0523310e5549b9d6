from django.db import migrations


class Migration(migrations.Migration):
    """Whether a revision has got the time of its commit is noted where only the triggers write."""

    dependencies = [("history", "0002_erased")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE history.head ADD COLUMN is_timed boolean NOT NULL DEFAULT false",
            "ALTER TABLE history.head DROP COLUMN is_timed",
        )
    ]
