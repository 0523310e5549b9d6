"""The mark on a citation is called needs_recheck.

The triggers of the other apps' tables name the old column until the migrations that follow this one make them anew, so
every older migration that changes rows has to come before.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0010_truncate_keeps_promises'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('entities', '0009_truncate_keeps_promises'),
        ('market', '0007_truncate_keeps_promises'),
        ('products', '0008_truncate_keeps_promises'),
        ('regulatory', '0009_truncate_keeps_promises'),
        ('sources', '0010_truncate_keeps_promises'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='citation',
            name='new_evidence_untaints',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='changed_values_taint',
        ),
        migrations.RunSQL(  # removing a trigger leaves its function
            'DROP FUNCTION IF EXISTS '
            'pgtrigger_changed_values_taint_73386(), '
            'pgtrigger_new_evidence_untaints_857aa()',
            migrations.RunSQL.noop,
        ),
        migrations.RemoveIndex(
            model_name='citation',
            name='tainted_records',
        ),
        migrations.RenameField(
            model_name='citation',
            old_name='is_tainted',
            new_name='needs_recheck',
        ),
        migrations.AlterField(
            model_name='citation',
            name='needs_recheck',
            field=models.BooleanField(default=False, help_text='The value changed after it was cited here; compare it with the source again.', verbose_name='needs re-check'),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('needs_recheck', True)), fields=['content_type', 'object_id'], name='needs_recheck_records'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='new_evidence_clears_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD.source_id, OLD.paragraph, OLD.stated, OLD.field, OLD.stance) IS DISTINCT FROM (NEW.source_id, NEW.paragraph, NEW.stated, NEW.field, NEW.stance))', func='NEW.needs_recheck = false; RETURN NEW;', hash='f81eb279e8b9ec9aea48d5edbfbb7c79537673a3', operation='UPDATE OF "source_id", "paragraph", "stated", "field", "stance"', pgid='pgtrigger_new_evidence_clears_recheck_9aa4f', table='sources_citation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='changed_values_need_recheck', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\n        UPDATE sources_citation c SET needs_recheck = true\n        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = (SELECT id FROM django_content_type WHERE app_label = \'sources\' AND model = \'source\')\n            AND c.field = ANY (ARRAY[\n                CASE WHEN (OLD."authors") IS DISTINCT FROM (NEW."authors") THEN \'authors\' END,\n                CASE WHEN (OLD."created_at") IS DISTINCT FROM (NEW."created_at") THEN \'created_at\' END,\n                CASE WHEN (OLD."excerpt_of") IS DISTINCT FROM (NEW."excerpt_of") THEN \'excerpt_of\' END,\n                CASE WHEN (OLD."gaps") IS DISTINCT FROM (NEW."gaps") THEN \'gaps\' END,\n                CASE WHEN (OLD."id") IS DISTINCT FROM (NEW."id") THEN \'id\' END,\n                CASE WHEN (OLD."is_published") IS DISTINCT FROM (NEW."is_published") THEN \'is_published\' END,\n                CASE WHEN (OLD."kind") IS DISTINCT FROM (NEW."kind") THEN \'kind\' END,\n                CASE WHEN (OLD."language") IS DISTINCT FROM (NEW."language") THEN \'language\' END,\n                CASE WHEN (OLD."method") IS DISTINCT FROM (NEW."method") THEN \'method\' END,\n                CASE WHEN (OLD."paragraphs") IS DISTINCT FROM (NEW."paragraphs") THEN \'paragraphs\' END,\n                CASE WHEN (OLD."published") IS DISTINCT FROM (NEW."published") THEN \'published\' END,\n                CASE WHEN (OLD."publisher") IS DISTINCT FROM (NEW."publisher") THEN \'publisher\' END,\n                CASE WHEN (OLD."reading_status") IS DISTINCT FROM (NEW."reading_status") THEN \'reading_status\' END,\n                CASE WHEN (OLD."sha256") IS DISTINCT FROM (NEW."sha256") THEN \'sha256\' END,\n                CASE WHEN (OLD."slug") IS DISTINCT FROM (NEW."slug") THEN \'slug\' END,\n                CASE WHEN (OLD."summary") IS DISTINCT FROM (NEW."summary") THEN \'summary\' END,\n                CASE WHEN (OLD."title") IS DISTINCT FROM (NEW."title") THEN \'title\' END,\n                CASE WHEN (OLD."updated_at") IS DISTINCT FROM (NEW."updated_at") THEN \'updated_at\' END,\n                CASE WHEN (OLD."url") IS DISTINCT FROM (NEW."url") THEN \'url\' END\n            ]);\n        RETURN NULL;\n        ', hash='3285a2799ecb93da95fbd835ee0194427673c262', operation='UPDATE', pgid='pgtrigger_changed_values_need_recheck_365e0', table='sources_source', when='AFTER')),
        ),
    ]
