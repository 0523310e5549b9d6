"""The rights of editors: everything with the curated records, nothing with users and groups."""

from django.contrib import admin
from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
READ_ONLY = {"revision", "successor", "dataversion", "sourcetext"}


def grant_editor_rights() -> Group:
    """Give the group "Editors", created if missing, every right on the record types in the admin, and return it.

    Call it again after each migration, so that it covers new record types.
    """
    curated = {model._meta.app_label for model in admin.site._registry if not model.__module__.startswith("django.")}
    rights = Permission.objects.filter(content_type__app_label__in=curated)
    changes = rights.filter(content_type__model__in=READ_ONLY).exclude(codename__startswith="view_")
    group, _created = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(rights.exclude(pk__in=changes.values("pk")))
    return group
