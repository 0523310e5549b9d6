"""Dates keep their own words, have a place in order, and are read by the functions of the whole standard."""

from django.db import migrations, models

from values.rebuilding import rebuild_dates


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0011_citations_need_recheck'),
    ]

    operations = [
        rebuild_dates("sources", "Source", field="published"),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Func(models.F('published'), function='kb_edtf_is_date', output_field=models.BooleanField())), name='source_published_is_a_date', violation_error_message='Write a date like 2025, 2025-03 or [..2026].'),
        ),
    ]
