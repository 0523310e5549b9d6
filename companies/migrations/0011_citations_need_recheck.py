"""The triggers that mark citations for re-check write the column by its new name (sources 0011)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0010_truncate_keeps_promises'),
        ('sources', '0011_citations_need_recheck'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='company',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundinground',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='investment',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='investor',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='position',
            name='changed_values_taint',
        ),
        migrations.RunSQL(  # removing a trigger leaves its function
            'DROP FUNCTION IF EXISTS '
            'pgtrigger_changed_values_taint_0b3b5(), '
            'pgtrigger_changed_values_taint_31d3d(), '
            'pgtrigger_changed_values_taint_b390f(), '
            'pgtrigger_changed_values_taint_b6084(), '
            'pgtrigger_changed_values_taint_bf2c7(), '
            'pgtrigger_changed_values_taint_fb241()',
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'company\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."city") IS DISTINCT FROM (NEW."city") THEN \'city\' END,\n                CASE WHEN (OLD."country") IS DISTINCT FROM (NEW."country") THEN \'country\' END,\n                CASE WHEN (OLD."coverage") IS DISTINCT FROM (NEW."coverage") THEN \'coverage\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."website") IS DISTINCT FROM (NEW."website") THEN \'website\' END\n            ]);\n        RETURN NULL;\n        ', hash='a071f7cc9552f87399f967b0be0806be85ec594a', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_532ce', table='companies_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundinground',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'fundinground\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."investor_list") IS DISTINCT FROM (NEW."investor_list") THEN \'investor_list\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."series") IS DISTINCT FROM (NEW."series") THEN \'series\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='7ace9a300a2eb784460cd211969d257602c9dfb9', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_71a64', table='companies_fundinground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='investment',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'investment\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."investor_id") IS DISTINCT FROM (NEW."investor_id") THEN \'investor\' END,\n                CASE WHEN (OLD."note") IS DISTINCT FROM (NEW."note") THEN \'note\' END,\n                CASE WHEN (OLD."role") IS DISTINCT FROM (NEW."role") THEN \'role\' END,\n                CASE WHEN (OLD."round_id") IS DISTINCT FROM (NEW."round_id") THEN \'round\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='4b54b2e1be1016b88778ee6d8070fb68c38cbf02', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_aa1de', table='companies_investment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='investor',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'investor\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."region") IS DISTINCT FROM (NEW."region") THEN \'region\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='0b82366ea79dced30458cef724ee9be5fb444158', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_85847', table='companies_investor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'person\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='6369c3ae3c0e485489afbc9f3287fac31e87596d', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_58213', table='companies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'companies\' AND model = \'position\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."investor_id") IS DISTINCT FROM (NEW."investor_id") THEN \'investor\' END,\n                CASE WHEN (OLD."person_id") IS DISTINCT FROM (NEW."person_id") THEN \'person\' END,\n                CASE WHEN (OLD."tenure") IS DISTINCT FROM (NEW."tenure") THEN \'tenure\' END,\n                CASE WHEN (OLD."title") IS DISTINCT FROM (NEW."title") THEN \'title\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='7acf8b259a7077518d27efe2fe7bb5952c3fed0e', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_f8da0', table='companies_position', when='AFTER')),
        ),
    ]
