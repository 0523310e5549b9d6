"""Amounts say whether they are approximate and their currency inferred, and are read anew by the grammar of amounts."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from values.rereading import read_amounts_anew


class Migration(migrations.Migration):

    dependencies = [
        ('products', '0009_citations_need_recheck'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='outcome',
            name='changed_values_need_recheck',
        ),
        migrations.AddField(
            model_name='outcome',
            name='amount_currency_is_inferred',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the currency is inferred from a word that several share, like “dollars”.', verbose_name='currency inferred'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='amount_is_approximate',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the words say “about” or “nearly”; how wide these are is a convention of ours.', verbose_name='approximate'),
        ),
        *read_amounts_anew("products", "Outcome"),
        pgtrigger.migrations.AddTrigger(
            model_name='outcome',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'products\' AND model = \'outcome\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_approximate", OLD."amount_currency_is_inferred", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_approximate", NEW."amount_currency_is_inferred", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_currency_is_inferred") IS DISTINCT FROM (NEW."amount_currency_is_inferred") THEN \'amount_currency_is_inferred\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_approximate") IS DISTINCT FROM (NEW."amount_is_approximate") THEN \'amount_is_approximate\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."comparator") IS DISTINCT FROM (NEW."comparator") THEN \'comparator\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."direction") IS DISTINCT FROM (NEW."direction") THEN \'direction\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."metric") IS DISTINCT FROM (NEW."metric") THEN \'metric\' END,\n                CASE WHEN (OLD."note") IS DISTINCT FROM (NEW."note") THEN \'note\' END,\n                CASE WHEN (OLD."study_id") IS DISTINCT FROM (NEW."study_id") THEN \'study\' END,\n                CASE WHEN (OLD."unit") IS DISTINCT FROM (NEW."unit") THEN \'unit\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='c58ecdce529958de74adb4bb583d1513ffa5bf37', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_42145', table='products_outcome', when='AFTER')),
        ),
    ]
