"""Dates keep their own words, have a place in order, and are read by the functions of the whole standard."""

import values.fields
from django.db import migrations, models

from values.rebuilding import rebuild_dates


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0013_dates_as_the_standard_writes_them'),
        ('products', '0011_dates_as_the_standard_writes_them'),
        ('regulatory', '0010_citations_need_recheck'),
    ]

    operations = [
        rebuild_dates("regulatory", "Milestone", "Policy"),
        migrations.AddField(
            model_name='milestone',
            name='when_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('when'), function='kb_edtf_key'), help_text='Orders rows by date: by the start, then the narrower first, a deadline by its end.', output_field=models.TextField(null=True), verbose_name='place in order'),
        ),
        migrations.AddField(
            model_name='policy',
            name='when_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('when'), function='kb_edtf_key'), help_text='Orders rows by date: by the start, then the narrower first, a deadline by its end.', output_field=models.TextField(null=True), verbose_name='place in order'),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='when',
            field=values.fields.PartialDateField(help_text='As precise as the source, never more: 2025, 2025-03, 2025-03-14, 2013/2019 or 2020-03/.. for what lasted, [..2026] for one moment by 2026, 2013~ for about, 2024? for uncertain; or in words, like early 2018.', verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='policy',
            name='when',
            field=values.fields.PartialDateField(help_text='As precise as the source, never more: 2025, 2025-03, 2025-03-14, 2013/2019 or 2020-03/.. for what lasted, [..2026] for one moment by 2026, 2013~ for about, 2024? for uncertain; or in words, like early 2018.', verbose_name='when'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Func(models.F('when'), function='kb_edtf_is_date', output_field=models.BooleanField())), name='milestone_when_is_a_date', violation_error_message='Write a date like 2025, 2025-03 or [..2026].'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(models.Func(models.F('when'), function='kb_edtf_is_date', output_field=models.BooleanField())), name='policy_when_is_a_date', violation_error_message='Write a date like 2025, 2025-03 or [..2026].'),
        ),
    ]
