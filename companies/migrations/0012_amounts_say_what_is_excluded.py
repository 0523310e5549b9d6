"""Amounts say whether they are approximate and their currency inferred, and are read anew by the grammar of amounts."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from values.rereading import read_amounts_anew


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0011_citations_need_recheck'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundinground',
            name='changed_values_need_recheck',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='investment',
            name='changed_values_need_recheck',
        ),
        migrations.AddField(
            model_name='fundinground',
            name='amount_currency_is_inferred',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the currency is inferred from a word that several share, like “dollars”.', verbose_name='currency inferred'),
        ),
        migrations.AddField(
            model_name='fundinground',
            name='amount_is_approximate',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the words say “about” or “nearly”; how wide these are is a convention of ours.', verbose_name='approximate'),
        ),
        migrations.AddField(
            model_name='investment',
            name='amount_currency_is_inferred',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the currency is inferred from a word that several share, like “dollars”.', verbose_name='currency inferred'),
        ),
        migrations.AddField(
            model_name='investment',
            name='amount_is_approximate',
            field=models.BooleanField(default=False, editable=False, help_text='Whether the words say “about” or “nearly”; how wide these are is a convention of ours.', verbose_name='approximate'),
        ),
        *read_amounts_anew("companies", "FundingRound", "Investment"),
        pgtrigger.migrations.AddTrigger(
            model_name='fundinground',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'fundinground\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_approximate", OLD."amount_currency_is_inferred", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_approximate", NEW."amount_currency_is_inferred", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_currency_is_inferred") IS DISTINCT FROM (NEW."amount_currency_is_inferred") THEN \'amount_currency_is_inferred\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_approximate") IS DISTINCT FROM (NEW."amount_is_approximate") THEN \'amount_is_approximate\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."investor_list") IS DISTINCT FROM (NEW."investor_list") THEN \'investor_list\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."series") IS DISTINCT FROM (NEW."series") THEN \'series\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='a062dd05ad3d9fa173eaac10bcc3226b467faa5c', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_71a64', table='companies_fundinground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='investment',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'investment\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_approximate", OLD."amount_currency_is_inferred", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_approximate", NEW."amount_currency_is_inferred", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_currency_is_inferred") IS DISTINCT FROM (NEW."amount_currency_is_inferred") THEN \'amount_currency_is_inferred\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_approximate") IS DISTINCT FROM (NEW."amount_is_approximate") THEN \'amount_is_approximate\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."investor_id") IS DISTINCT FROM (NEW."investor_id") THEN \'investor\' END,\n                CASE WHEN (OLD."note") IS DISTINCT FROM (NEW."note") THEN \'note\' END,\n                CASE WHEN (OLD."role") IS DISTINCT FROM (NEW."role") THEN \'role\' END,\n                CASE WHEN (OLD."round_id") IS DISTINCT FROM (NEW."round_id") THEN \'round\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='8604b6ae0f9d43e089b7e7c3f7ae4190f197a787', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_aa1de', table='companies_investment', when='AFTER')),
        ),
    ]
