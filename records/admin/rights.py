"""The groups of the admin: who enters and proposes, who publishes and decides, who manages users."""

from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

EDITORS, REVIEWERS, ADMINISTRATORS = "Editors", "Reviewers", "Administrators"
GROUPS = {
    EDITORS: _("enter drafts, and propose changes of what is published"),
    REVIEWERS: _("publish, and decide on proposals"),
    ADMINISTRATORS: _("manage users, groups and tokens"),
}
PUBLISH = "desk.decide_proposal"
"""The right to change what readers see, and to decide on what others propose."""
READ_ONLY = {"revision", "successor", "dataversion", "sourcetext", "proposal"}
OF_USERS = {"user", "group"}


def grant_rights() -> dict[str, Group]:
    """Give each group of GROUPS, created if missing, its rights, and return them by name.

    Call it again after each migration, so that they cover new record types.
    """
    curated = {model._meta.app_label for model in admin.site._registry if not model.__module__.startswith("django.")}
    rights = Permission.objects.filter(content_type__app_label__in=curated - {"accounts", "intake"})
    read_only = rights.filter(content_type__model__in=READ_ONLY).exclude(codename__startswith="view_")
    publishing = rights.filter(codename=PUBLISH.partition(".")[2])
    entering = rights.exclude(pk__in=read_only.values("pk"))
    tokens = Permission.objects.filter(content_type__app_label="accounts", content_type__model="token")
    of_users = Permission.objects.filter(content_type__app_label="auth", content_type__model__in=OF_USERS)
    of_groups = {EDITORS: entering, REVIEWERS: entering | publishing, ADMINISTRATORS: of_users | tokens}
    groups = {}
    for name, of_group in of_groups.items():
        groups[name], _created = Group.objects.get_or_create(name=name)
        groups[name].permissions.set(of_group)
    return groups
