from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _

from companies import derived
from postgres.roles import RunByOwner


class Command(RunByOwner, BaseCommand):
    help = "Derive what lists and facets read anew (years of milestones, sets and pairs of values), in one transaction."

    def handle(self, *, verbosity, **options):
        sets, years = derived.rebuild()
        if not connection.in_atomic_block:  # a list is read off an index only where pages are known to be visible
            with connection.cursor() as cursor:
                cursor.execute(f"VACUUM (ANALYZE) {derived.TABLES}")
        if verbosity:
            counts = {"sets": sets, "years": years}
            self.stdout.write(_("companies: %(sets)s bit sets, %(years)s years of milestones") % counts)
