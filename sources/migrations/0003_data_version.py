"""The one row that counts changes, and the tables without a model of their own that must move it too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_initial")]
    operations = [
        migrations.RunSQL("INSERT INTO sources_dataversion (number, moved_at) VALUES (1, now())", migrations.RunSQL.noop)
    ]
