from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts import failures, second_factor
from accounts.named import account_named


class Command(BaseCommand):
    help = "Let an account sign in again at once, after failures that made it wait."

    def add_arguments(self, parser):
        parser.add_argument("account", help="the user name")

    def handle(self, *, account, **options):
        user = account_named(account)
        failures.unlock(account)
        second_factor.end_waits(user)
        self.stdout.write(_("%(account)s can sign in at once.") % {"account": account})
