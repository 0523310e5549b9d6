"""Who may take in tables of which records."""

from catalogue.record_types import TYPES


def importable(user) -> list:
    """The record types of which the user may enter and change records."""
    return [
        record_type for record_type in TYPES.values()
        if all(user.has_perm(f"{record_type.model._meta.app_label}.{right}_{record_type.model._meta.model_name}")
               for right in ("add", "change"))
    ]  # fmt: skip


def may_import(user, record_type_name) -> bool:
    return record_type_name in [record_type.name for record_type in importable(user)]
