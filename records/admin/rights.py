"""What an editor may do: everything with the curated records, nothing with users and groups."""

from django.contrib import admin
from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
READ_ONLY = {"successor", "dataversion", "sourcetext"}


def give_editors_their_rights() -> Group:
    """The group "Editors", made if need be, with every right on the record types that the admin knows today.

    It may be called again at any time, best after each migration: a new record type is then theirs, too.
    """
    curated = {model._meta.app_label for model in admin.site._registry if not model.__module__.startswith("django.")}
    rights = Permission.objects.filter(content_type__app_label__in=curated)
    changes = rights.filter(content_type__model__in=READ_ONLY).exclude(codename__startswith="view_")
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(rights.exclude(pk__in=changes.values("pk")))
    return group
