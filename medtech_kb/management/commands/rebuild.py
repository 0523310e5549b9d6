from django.core.management import call_command
from django.core.management.base import BaseCommand

from postgres.roles import RunByOwner


class Command(RunByOwner, BaseCommand):
    help = "Derive everything anew that is derived: what search reads, and what lists and facets read."

    def handle(self, *, verbosity, **options):
        for command in ("rebuild_search", "rebuild_derived"):
            call_command(command, verbosity=verbosity, stdout=self.stdout)
