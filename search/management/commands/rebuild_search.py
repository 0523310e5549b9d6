from django.core.management.base import BaseCommand

from postgres.roles import RunByOwner
from search.rebuild import rebuild


class Command(RunByOwner, BaseCommand):
    help = "Derive everything that search reads anew from the records, in one transaction."

    def handle(self, **options):
        for model, number in rebuild().items():
            self.stdout.write(f"{model.record_type:<20}{number:>9}")
