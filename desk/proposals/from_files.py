"""Proposals made elsewhere, by a script or an extraction model: files of fixtures, proposed instead of loaded."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from curation.folder import address_in, entries_of
from curation.json_files import JsonReader
from curation.loading import load, load_read
from history.models import Kind, Revision
from history.table_columns import quoted
from history.writing import check_deferred_constraints, take_turn
from records.admin.database_errors import error_message

from ..models import Origin, Proposal
from ..models.proposal import Exact
from .captured import captured_rows, open_revision
from .proposing import keep

AT = "SELECT to_jsonb(h)::text FROM history.{table} h WHERE id = %s AND since <= %s AND (until IS NULL OR until > %s)"


class Unproposable(ValueError):
    """There is nothing to propose, the data's rules forbid it, or there is no such revision; the message says which."""


def propose(folder: Path, by, made_against=None, **values) -> tuple[Proposal, bool]:
    """(the proposal of what loading a folder would change, whether it is new); the same files are proposed once.

    It was made against the last revision where no other is named; `values` are its `reason` and `kind`. Raises
    Unproposable, and curation.loading.Refused with every mistake in the files.
    """
    return _proposed(lambda: load(folder), _digest(folder, by), made_against, by=by, **values)


def propose_contents(files, by, made_against, **values) -> tuple[Proposal, bool]:
    """As `propose`, of files that are no files on a disk: (address, its JSON) of each, with objects as Pairs."""
    reader = JsonReader(files)
    text = json.dumps(reader.contents, sort_keys=True)
    digest = hashlib.sha256(f"{by}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return _proposed(lambda: load_read(reader.read()), digest, made_against, by=by, **values)


def check_revision(number) -> int:
    """The number of a revision that something can be made against. Raises Unproposable where there is none."""
    head = Revision.objects.latest("number").number
    if 0 < number <= head:
        return number
    raise Unproposable(_("There is no revision %(number)s: the last one is %(head)s.") % {
        "number": number, "head": head,
    })  # fmt: skip


def _proposed(load_files, digest, made_against, **values):
    made_against = Revision.objects.latest("number").number if made_against is None else check_revision(made_against)
    try:
        with transaction.atomic():
            take_turn()
            if before := Proposal.objects.filter(digest=digest).first():
                return before, False
            return _kept(load_files, made_against, digest=digest, **values), True
    except (IntegrityError, DataError) as error:
        raise Unproposable(error_message(error)) from error


def _kept(load_files, made_against, **values):
    start = transaction.savepoint()
    load_files()
    revision = open_revision()
    rows = captured_rows(revision) if revision else []
    check_deferred_constraints()
    transaction.savepoint_rollback(start)
    if not rows:
        raise Unproposable(_("The files say what is here already: there is nothing to propose."))
    values = {"kind": Kind.ENRICHMENT} | values
    return keep([_as_of(row, made_against) for row in rows], made_against, origin=Origin.MACHINE, **values)


def _as_of(row, revision):
    """The row with what its changed columns were when the proposal was made: so it shows what has moved since."""
    if row.before is None or row.after is None:
        return row
    with connection.cursor() as cursor:
        cursor.execute(AT.format(table=quoted(row.table)), [row.number, revision, revision])
        found = cursor.fetchone()
    then = json.loads(found[0], cls=Exact) if found else {}
    moved = {name: then[name] for name in row.changed if name in then}
    return replace(row, before=row.before | moved)


def _digest(folder, by):
    """What tells these files of this person from others, in whatever order the folder lists them."""
    digest = hashlib.sha256(by.encode())
    for path in entries_of(folder):
        digest.update(f"\0{address_in(folder, path)}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
