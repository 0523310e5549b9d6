from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from changes.admin import record_named
from changes.undo_preview import preview
from history.touched_rows import NotUndoable
from history.undoing import undo, why_not


class Command(BaseCommand):
    help = "Take a revision back by a new one, or one record's part of it; refused where something later depends on it."

    def add_arguments(self, parser):
        parser.add_argument("revision", type=int, help="its number, as /changes/ names it")
        parser.add_argument("--record", default="", help="for one record's part: its type and slug, companies/airdoc")
        parser.add_argument("--reason", default="", help="why, for the history; readers see it")
        parser.add_argument("--author", default="", help="who takes it back, for the history; only editors see it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")

    def handle(self, *args, revision, **options):
        try:
            record = record_named(options["record"])
        except Http404:
            raise CommandError(f"There was no record {options['record']}; name it like companies/airdoc.") from None
        if options["dry_run"]:
            self._tell(*preview(revision, record))
            if refusal := why_not(revision, record):
                raise CommandError(refusal)
            return
        try:
            new = undo(revision, record, options["author"], options["reason"])
        except NotUndoable as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Revision {revision} is taken back by revision {new}.")

    def _tell(self, shown, total):
        for record in shown:
            self.stdout.write(f"{record.key}: {record.name}")
            for change in record.changes:
                label = f"{change.part}, {change.label}" if change.part else change.label
                self.stdout.write(f"  {label}: {change.before or '–'} → {change.after or '–'}")
        if total > len(shown):
            self.stdout.write(f"… of {total} records")
