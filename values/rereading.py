"""Stored amounts read anew, for the migrations that follow a change of how words are read."""

from typing import Any

from django.db import migrations

from .amounts import StatedAmount


def read_amounts_anew(app_label: str, *model_names: str) -> list[migrations.operations.base.Operation]:
    """Return the operations that read every stored amount of the models again; the words themselves stay.

    They stand where the triggers that mark changed values for re-check are removed: no source says anything new.
    """

    def read(apps: Any, schema_editor: Any) -> None:
        for model_name in model_names:
            model = apps.get_model(app_label, model_name)
            for row in model.objects.using(schema_editor.connection.alias).exclude(amount_stated=""):
                amount = StatedAmount.read(row.amount_stated, getattr(row, "unit", ""))
                model.objects.filter(pk=row.pk).update(
                    amount_currency=amount.currency, amount_low=amount.low, amount_high=amount.high,
                    amount_bounds=amount.bounds, amount_is_disclosed=amount.is_disclosed,
                    amount_is_approximate=amount.approximate, amount_currency_is_inferred=amount.currency_inferred,
                )  # fmt: skip
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else no trigger can be added to a table just written

    return [migrations.RunPython(read, migrations.RunPython.noop)]
