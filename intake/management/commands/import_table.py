from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from curation.loading import Refused, load_read
from history.models import Kind
from history.writing import revising
from intake.cells import MAX_SIZE, Unreadable
from intake.records import Records
from intake.tables import read_table


class Command(BaseCommand):
    help = "Take in a table (CSV, XLSX) of one type of records: all or nothing, every mistake with its cell."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the table; its first row names the columns")
        parser.add_argument("--type", required=True, choices=sorted(TYPES), help="what its rows are")
        parser.add_argument(
            "--column", action="append", default=[], metavar="HEAD=KEY", help="which key a head is; - for none"
        )
        parser.add_argument(
            "--cell",
            action="append",
            default=[],
            metavar="B2=TEXT",
            help="what was typed where a spreadsheet changed it",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--reason", default="", help="why, in a few words; readers see it in the history")

    def handle(self, *, file, column, cell, dry_run, reason, **options):
        model = TYPES[options["type"]].model
        try:
            if file.stat().st_size > MAX_SIZE:
                raise Unreadable(_("It is larger than %(size)s bytes: send it in parts.") % {"size": MAX_SIZE})
            table = read_table(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except Unreadable as refusal:
            raise CommandError(f"{file}: {refusal}") from None
        self.stdout.write(_("Read as %(encoding)s.") % {"encoding": table.read_as})
        given = [tuple(one.rpartition("=")[::2]) for one in column]
        answers = {f"cell:{place}": text for place, _sign, text in (one.partition("=") for one in cell)}
        records = Records(model, table, file.name, given, answers).read()
        records.reader.mistakes[:] = [*records.mistakes(), *records.unanswered()]
        try:
            with revising(Kind.IMPORT, reason):
                report = load_read(records.reader, dry_run)
        except Refused as refused:
            for mistake in refused.mistakes:
                self.stderr.write(str(mistake))
            raise CommandError(
                _("%(count)s mistakes; nothing was written.") % {"count": len(refused.mistakes)}
            ) from None
        counts = report.counts[model]
        for verdict in ("created", "changed", "unchanged"):
            self.stdout.write(f"{verdict:12}{counts[verdict]:>7}")
        for warning in report.warnings:
            self.stderr.write(str(warning))
        if dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
