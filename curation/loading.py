"""Load fixture files into the database, all or nothing, and report what changed."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import connection, transaction

from curation.checking import Checker
from curation.fixture_schema import FIXTURE_MODELS
from curation.former_slugs import check_former_slugs
from curation.reading import Reader
from curation.succession import Succession
from curation.verifying import warnings_of_amounts
from curation.writing import Writer


class Refused(Exception):
    """The files contain mistakes; nothing was written. `mistakes` lists them all."""

    def __init__(self, mistakes):
        super().__init__(f"{len(mistakes)}")
        self.mistakes = sorted(set(mistakes))


@dataclass
class Report:
    """The result of a load, by record type: created, changed, unchanged, extra (in the database, not in the files).

    Taken out is what former_slugs.yaml names. `addresses` are former addresses that lead elsewhere than before, with
    where to or why they are gone ("" if a record has one again), `extra_addresses` those that the files lack.
    `empty` are the files that hold nothing, `warnings` the amounts of which words alone are kept.
    """

    counts: dict = field(default_factory=lambda: defaultdict(Counter))
    changed: list = field(default_factory=list)
    empty: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    extra: list = field(default_factory=list)
    taken_out: list = field(default_factory=list)
    addresses: list = field(default_factory=list)
    extra_addresses: list = field(default_factory=list)

    def note(self, model, verdict, label):
        self.counts[model][verdict] += 1
        if verdict == "changed":
            self.changed.append((model, label))
        if verdict == "extra":
            self.extra.append((model, label))
        if verdict == "taken out":
            self.taken_out.append((model, label))

    @property
    def changes(self):
        of_records = sum(counts["created"] + counts["changed"] for counts in self.counts.values())
        return of_records + len(self.taken_out) + len(self.addresses)


def load(folder, dry_run=False) -> Report:
    """Load a folder of fixtures in one transaction.

    Raises Refused with every mistake and writes nothing if there is any; writes nothing in a dry run either.
    """
    return load_read(Reader(folder).read(), dry_run)


def load_read(reader, dry_run=False) -> Report:
    """Load what a Reader has read, as `load` does."""
    existing = {model: {record.slug: record for record in model.objects.all()} for model in FIXTURE_MODELS}
    succession = Succession(reader.former, existing)
    check_read(reader, existing)
    refuse_if_any(reader.mistakes)
    with transaction.atomic():
        set_trigger_option()
        report = Report(empty=reader.empty, warnings=warnings_of_amounts(reader.rows))
        settled = succession.settled_relations()
        Writer(reader.rows, existing, report).write()
        succession.settle(settled)
        succession.take_out(report)
        refuse_if_any(succession.mistakes)
        succession.keep_addresses(reader.rows, report)
        if report.changes:
            refresh_statistics()
        if dry_run:
            transaction.set_rollback(True)
    return report


def check_read(reader, existing):
    """Add what is wrong with the rows of a Reader to its mistakes; `existing` are the records that are there."""
    Checker(reader.rows, existing, reader.mistakes, reader.former).check()
    check_former_slugs(reader.former, reader.rows, existing, reader.mistakes)


def refuse_if_any(mistakes):
    if mistakes:
        raise Refused(mistakes)


def set_trigger_option():
    """Set pgtrigger's list of ignored triggers to its default, the empty one, for this transaction.

    Each trigger reads that setting; where it is unset, PostgreSQL handles the error by walking through everything that
    is deferred to the end of the transaction, so that a load of n rows would cost n² steps.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def refresh_statistics():
    """Update the planner's statistics: without them, the first queries after a load can take minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.kb_refresh_statistics()")
