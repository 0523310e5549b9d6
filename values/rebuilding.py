"""Columns and indexes made from dates, built anew for the migrations that follow a change of their functions."""

from typing import Any

from django.db import migrations

from postgres.functions import definitions

from .dates import MAX_LENGTH

VIEW = "kb_milestone_years"
"""Reads a generated column of milestones, and so is dropped with it."""


def rebuild_dates(app_label: str, *model_names: str, field: str = "when") -> migrations.RunPython:
    """Return the operation that makes anew all that PostgreSQL keeps of the models' dates, by the functions of now.

    The generated columns are dropped and added, which rewrites the table and so its indexes as well. No row is updated
    and no trigger runs: no value changes, so nothing needs a re-check.
    """

    def rebuild(apps: Any, schema_editor: Any) -> None:
        sql = definitions()
        for name in sql:
            if name.startswith("kb_edtf_"):
                schema_editor.execute(sql[name], None)
        for model_name in model_names:
            model = apps.get_model(app_label, model_name)
            made = [column for column in model._meta.fields if column.generated and column.name.startswith(f"{field}_")]
            names = {column.name for column in made}
            table, quote = model._meta.db_table, schema_editor.quote_name
            has_view = (app_label, model_name) == ("regulatory", "Milestone")
            if has_view:
                schema_editor.execute(f"DROP VIEW IF EXISTS public.{VIEW}")
            for column in made:
                schema_editor.execute(f"ALTER TABLE {quote(table)} DROP COLUMN {quote(column.column)}")
            schema_editor.execute(f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(field)} TYPE varchar({MAX_LENGTH})")
            for column in made:
                schema_editor.add_field(model, column)
            for index in model._meta.indexes:
                if names.intersection(index.fields):
                    schema_editor.add_index(model, index)
            if has_view:
                schema_editor.execute(sql[VIEW], None)

    return migrations.RunPython(rebuild, migrations.RunPython.noop)
