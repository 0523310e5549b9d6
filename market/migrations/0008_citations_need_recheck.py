"""The triggers that mark citations for re-check write the column by its new name (sources 0011)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('market', '0007_truncate_keeps_promises'),
        ('sources', '0011_citations_need_recheck'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='insight',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='marketfigure',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='participation',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='segment',
            name='changed_values_taint',
        ),
        migrations.RunSQL(  # removing a trigger leaves its function
            'DROP FUNCTION IF EXISTS '
            'pgtrigger_changed_values_taint_014cf(), '
            'pgtrigger_changed_values_taint_46872(), '
            'pgtrigger_changed_values_taint_4b3ab(), '
            'pgtrigger_changed_values_taint_85c0e(), '
            'pgtrigger_changed_values_taint_9334f()',
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'market\' AND model = \'event\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."organiser") IS DISTINCT FROM (NEW."organiser") THEN \'organiser\' END,\n                CASE WHEN (OLD."place") IS DISTINCT FROM (NEW."place") THEN \'place\' END,\n                CASE WHEN (OLD."product_id") IS DISTINCT FROM (NEW."product_id") THEN \'product\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='14e5493768d6a0ceb8550f3f6e881e18ce72f1b1', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_7076a', table='market_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='insight',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'market\' AND model = \'insight\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."event_id") IS DISTINCT FROM (NEW."event_id") THEN \'event\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."product_id") IS DISTINCT FROM (NEW."product_id") THEN \'product\' END,\n                CASE WHEN (OLD."said_by") IS DISTINCT FROM (NEW."said_by") THEN \'said_by\' END,\n                CASE WHEN (OLD."segment_id") IS DISTINCT FROM (NEW."segment_id") THEN \'segment\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."speaker_id") IS DISTINCT FROM (NEW."speaker_id") THEN \'speaker\' END,\n                CASE WHEN (OLD."statement") IS DISTINCT FROM (NEW."statement") THEN \'statement\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='971f016b96d0f73af8bf05efbfbc013997638a63', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_41465', table='market_insight', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='marketfigure',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'market\' AND model = \'marketfigure\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."amount_stated", OLD."amount_currency", OLD."amount_low", OLD."amount_high", OLD."amount_bounds", OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_stated", NEW."amount_currency", NEW."amount_low", NEW."amount_high", NEW."amount_bounds", NEW."amount_is_disclosed") THEN \'amount\' END,\n                CASE WHEN (OLD."amount_bounds") IS DISTINCT FROM (NEW."amount_bounds") THEN \'amount_bounds\' END,\n                CASE WHEN (OLD."amount_currency") IS DISTINCT FROM (NEW."amount_currency") THEN \'amount_currency\' END,\n                CASE WHEN (OLD."amount_high") IS DISTINCT FROM (NEW."amount_high") THEN \'amount_high\' END,\n                CASE WHEN (OLD."amount_is_disclosed") IS DISTINCT FROM (NEW."amount_is_disclosed") THEN \'amount_is_disclosed\' END,\n                CASE WHEN (OLD."amount_low") IS DISTINCT FROM (NEW."amount_low") THEN \'amount_low\' END,\n                CASE WHEN (OLD."amount_stated") IS DISTINCT FROM (NEW."amount_stated") THEN \'amount_stated\' END,\n                CASE WHEN (OLD."basis") IS DISTINCT FROM (NEW."basis") THEN \'basis\' END,\n                CASE WHEN (OLD."by_whom") IS DISTINCT FROM (NEW."by_whom") THEN \'by_whom\' END,\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."geography") IS DISTINCT FROM (NEW."geography") THEN \'geography\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."product_id") IS DISTINCT FROM (NEW."product_id") THEN \'product\' END,\n                CASE WHEN (OLD."scope") IS DISTINCT FROM (NEW."scope") THEN \'scope\' END,\n                CASE WHEN (OLD."segment_id") IS DISTINCT FROM (NEW."segment_id") THEN \'segment\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."unit") IS DISTINCT FROM (NEW."unit") THEN \'unit\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='8c1a7d7bdbdd8c6656507c4ad24786ad295f2e2d', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_57e7d', table='market_marketfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'market\' AND model = \'participation\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."event_id") IS DISTINCT FROM (NEW."event_id") THEN \'event\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."person_id") IS DISTINCT FROM (NEW."person_id") THEN \'person\' END,\n                CASE WHEN (OLD."role") IS DISTINCT FROM (NEW."role") THEN \'role\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='b368ec5ac32bde7688debdf25a5b5658929e2acb', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_dbf59', table='market_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='segment',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'market\' AND model = \'segment\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."assessment") IS DISTINCT FROM (NEW."assessment") THEN \'assessment\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."definition") IS DISTINCT FROM (NEW."definition") THEN \'definition\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."in_scope") IS DISTINCT FROM (NEW."in_scope") THEN \'in_scope\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."out_of_scope") IS DISTINCT FROM (NEW."out_of_scope") THEN \'out_of_scope\' END,\n                CASE WHEN (OLD."parent_id") IS DISTINCT FROM (NEW."parent_id") THEN \'parent\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='e9a528b7512a97049b77fbab642f85fd58b0e31c', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_e5811', table='market_segment', when='AFTER')),
        ),
    ]
