from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.named import account_named


class Command(BaseCommand):
    help = "Take the second factor of an account away, whose device and recovery codes are lost, and end its sessions."

    def add_arguments(self, parser):
        parser.add_argument("account", help="the user name")

    def handle(self, *, account, **options):
        had_one = second_factor.reset(account_named(account))
        said = _("%(account)s has no second factor any more, and is signed out.") if had_one else _(
            "%(account)s had no second factor."
        )  # fmt: skip
        after = _("The next sign-in sets one up.") if second_factor.is_required() else ""
        self.stdout.write(f"{said % {'account': account}} {after}".strip())
