from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from curation.fixture_schema import FIXTURE_MODELS
from curation.loading import Refused, load
from curation.verifying import warnings_of_values
from history.models import CHOSEN_BY_EDITORS, Kind
from history.writing import revising

ADVICE = {
    "53100": _lazy("The database's disk is full, nothing was written: make room there and load again."),
    "42501": _lazy(
        "The database's role lacks a right, nothing was written: run “manage.py migrate” as the owner, which gives it."
    ),
}
"""What to do about errors of PostgreSQL (disk_full, insufficient_privilege) that no file has caused."""
VERDICTS = ("created", "changed", "unchanged", "extra", "taken out")


class Command(BaseCommand):
    help = "Load the curated files: all or nothing, and without a trace where nothing changed."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.BASE / "fixtures", help="default: fixtures/")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in CHOSEN_BY_EDITORS], default=Kind.IMPORT.value,
            help="what sort of change the revision is, see docs/editing.md; default: import",
        )  # fmt: skip
        parser.add_argument("--reason", default="", help="why, in a few words; readers see it in the history")

    def handle(self, *, folder, dry_run, verbosity, kind, reason, **options):
        try:
            with revising(kind, reason):
                report = load(folder, dry_run)
        except Refused as refused:
            for mistake in refused.mistakes:
                self.stderr.write(str(mistake))
            count = len(refused.mistakes)
            raise CommandError(_("%(count)s mistakes; nothing was written.") % {"count": count}) from None
        except DatabaseError as error:
            if not (advice := ADVICE.get(getattr(error.__cause__, "pgcode", ""))):
                raise
            raise CommandError(advice, returncode=2) from None
        if verbosity:
            self._print(report, dry_run, verbosity)
        for warning in report.warnings:
            self.stderr.write(str(warning))
        if report.changes and not dry_run:
            for warning in warnings_of_values():
                self.stderr.write(warning)

    def _print(self, report, dry_run, verbosity):
        self.stdout.write(f"{'':24}" + "".join(f"{verdict:>11}" for verdict in VERDICTS))
        for model in FIXTURE_MODELS:
            counts = report.counts[model]
            row = "".join(f"{counts[verdict]:>11}" for verdict in VERDICTS)
            self.stdout.write(f"{model.record_type:24}{row}")
        for name in report.empty:
            self.stdout.write(_("%(file)s holds no record.") % {"file": name})
        for model, slug in report.changed if verbosity else ():
            self.stdout.write(f"changed: {model.record_type}/{slug}")
        for model, slug in report.extra:
            self.stdout.write(f"in the database, not in the files: {model.record_type}/{slug}")
        for model, slug in report.taken_out:
            self.stdout.write(f"taken out, see former_slugs.yaml: {model.record_type}/{slug}")
        for address, end in report.addresses:
            self.stdout.write(f"former address: {address} → {end}" if end else f"in use again: {address}")
        for address in report.extra_addresses:
            self.stdout.write(f"in the database, not in former_slugs.yaml: {address}")
        if dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        elif not report.changes:
            self.stdout.write(_("Nothing changed."))
