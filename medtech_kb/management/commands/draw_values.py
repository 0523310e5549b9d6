import random

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from catalogue.shown_values import shown_values
from records.documents.origins import ORIGINS


class Command(BaseCommand):
    help = "Draw shown values of one origin at random, with their places, to be held against the sources by a reader."

    def add_arguments(self, parser):
        parser.add_argument("origin", choices=ORIGINS)
        parser.add_argument("--number", type=int, default=50, help="how many to draw; default: 50")
        parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same values; default: 1")

    def handle(self, *, origin, number, seed, **options):
        values = [value for value in shown_values() if value.fact.origin == origin]
        drawn = random.Random(seed).sample(values, min(number, len(values)))
        self.stdout.write(_("%(drawn)s of %(all)s") % {"drawn": len(drawn), "all": len(values)})
        for page, part, fact in drawn:
            items = ", ".join(item.text for item in fact.value.items if hasattr(item, "text"))
            self.stdout.write(f"\n{page} {part} {fact.key}: {fact.value.text or items}")
            if fact.reason:
                self.stdout.write(f"    {fact.reason}")
            for place in fact.places:
                self.stdout.write(f"    {place.source}#{place.paragraph} {place.stance}: “{place.stated}” {place.note}")
