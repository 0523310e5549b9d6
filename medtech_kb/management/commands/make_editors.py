from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from records.admin.rights import EDITORS, GROUPS, grant_rights


class Command(BaseCommand):
    help = "Make the groups of the admin with their rights, or bring them up to date; name users to put them into one."

    def add_arguments(self, parser):
        parser.add_argument("users", nargs="*", help="user names to put into the group")
        what = "; ".join(f"{name} {rights}" for name, rights in GROUPS.items())
        parser.add_argument("--group", choices=[*GROUPS], default=EDITORS, help=f"{what} (default: {EDITORS})")

    def handle(self, *, users, group, **options):
        known = {user.get_username(): user for user in get_user_model().objects.all()}
        unknown = [name for name in users if name not in known]
        if unknown:
            names = {"unknown": ", ".join(unknown), "known": ", ".join(sorted(known)) or "-"}
            raise CommandError(_("There is no user %(unknown)s; there are: %(known)s.") % names)
        made = grant_rights()[group]
        for name in users:
            known[name].is_staff = True
            known[name].save(update_fields=["is_staff"])
            known[name].groups.add(made)
        result = {"group": made.name, "count": made.user_set.count()}
        self.stdout.write(_("The group %(group)s has its rights; %(count)s users are in it.") % result)
