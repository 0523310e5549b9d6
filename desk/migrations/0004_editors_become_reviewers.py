"""Whoever could publish so far still can: the group Editors becomes Reviewers, and each right to change a record gets it.

The new group Editors, whose members propose, is made by `manage.py make_editors`.
"""

from django.db import migrations
from django.db.models import Q

CURATED = ("companies", "entities", "market", "products", "regulatory", "sources")


def keep_rights(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType, User = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "User")
    if not Group.objects.filter(name="Reviewers").exists():
        Group.objects.filter(name="Editors").update(name="Reviewers")
    content_type, _made = ContentType.objects.get_or_create(app_label="desk", model="proposal")
    rights = [
        Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]
        for codename, name in (
            ("decide_proposal", "Can publish, and decide on proposals"), ("view_proposal", "Can view proposal"),
        )
    ]  # fmt: skip
    changing = Permission.objects.filter(content_type__app_label__in=CURATED).filter(
        Q(codename__startswith="add_") | Q(codename__startswith="change_") | Q(codename__startswith="delete_")
    )
    for group in Group.objects.filter(permissions__in=changing).distinct():
        group.permissions.add(*rights)
    for user in User.objects.filter(user_permissions__in=changing).distinct():
        user.user_permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_proposals"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(keep_rights, migrations.RunPython.noop)]
