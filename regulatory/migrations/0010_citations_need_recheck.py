"""The triggers that mark citations for re-check write the column by its new name (sources 0011)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('regulatory', '0009_truncate_keeps_promises'),
        ('sources', '0011_citations_need_recheck'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='authority',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='milestone',
            name='changed_values_taint',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='changed_values_taint',
        ),
        migrations.RunSQL(  # removing a trigger leaves its function
            'DROP FUNCTION IF EXISTS '
            'pgtrigger_changed_values_taint_01a01(), '
            'pgtrigger_changed_values_taint_51832(), '
            'pgtrigger_changed_values_taint_f5a8d()',
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authority',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'regulatory\' AND model = \'authority\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."jurisdiction") IS DISTINCT FROM (NEW."jurisdiction") THEN \'jurisdiction\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."parent_id") IS DISTINCT FROM (NEW."parent_id") THEN \'parent\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END\n            ]);\n        RETURN NULL;\n        ', hash='40788ccdd8613d61bde2cadf58e8d7986bd3d93b', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_df542', table='regulatory_authority', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'regulatory\' AND model = \'milestone\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."authority_id") IS DISTINCT FROM (NEW."authority_id") THEN \'authority\' END,\n                CASE WHEN (OLD."company_id") IS DISTINCT FROM (NEW."company_id") THEN \'company\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."device_class") IS DISTINCT FROM (NEW."device_class") THEN \'device_class\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."outcome") IS DISTINCT FROM (NEW."outcome") THEN \'outcome\' END,\n                CASE WHEN (OLD."pathway") IS DISTINCT FROM (NEW."pathway") THEN \'pathway\' END,\n                CASE WHEN (OLD."product_id") IS DISTINCT FROM (NEW."product_id") THEN \'product\' END,\n                CASE WHEN (OLD."scope") IS DISTINCT FROM (NEW."scope") THEN \'scope\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."strength") IS DISTINCT FROM (NEW."strength") THEN \'strength\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='577b7b39753ae4f18d7ccbbe98b2e4e1ce09a4ea', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_520a7', table='regulatory_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'regulatory\' AND model = \'policy\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."issuer_id") IS DISTINCT FROM (NEW."issuer_id") THEN \'issuer\' END,\n                CASE WHEN (OLD."jurisdiction") IS DISTINCT FROM (NEW."jurisdiction") THEN \'jurisdiction\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."name") IS DISTINCT FROM (NEW."name") THEN \'name\' END,\n                CASE WHEN (OLD."requirements") IS DISTINCT FROM (NEW."requirements") THEN \'requirements\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."when") IS DISTINCT FROM (NEW."when") THEN \'when\' END\n            ]);\n        RETURN NULL;\n        ', hash='eb8183fec37ad0e129e18e751107a4a4aac12038', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_89eca', table='regulatory_policy', when='AFTER')),
        ),
    ]
