"""Decide on a proposal: what is accepted is written in one revision, what is refused stays with its reason."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from history.models import Kind
from history.writing import check_deferred_constraints, revising, take_turn
from records.admin.database_errors import error_message
from records.admin.rights import PUBLISH
from sources.models import Cited
from sources.value_check import settle
from values.dates import PartialDate
from values.fields import PartialDateField

from ..models import Decision, Proposal, ProposedValue, State
from .captured import open_revision
from .row_owners import is_record, model_of
from .row_words import holds_facts
from .units import records_of

WRITTEN = (Decision.ACCEPTED, Decision.AMENDED)


class NotDecided(ValueError):
    """The proposal can't be decided so: `problems` has {name of a unit, or "": why}, and nothing has changed."""

    def __init__(self, problems):
        super().__init__("; ".join(map(str, problems.values())))
        self.problems = problems


@dataclass
class Verdict:
    """What a reviewer says of one unit; `amended` has the columns as they wrote them."""

    decision: str
    reason: str = ""
    amended: dict | None = None


def may_decide_on(user, proposal) -> bool:
    """Whether the user may decide on this proposal: nobody on their own, where the settings don't allow that."""
    is_theirs = user.get_username() == proposal.by
    return user.has_perm(PUBLISH) and (settings.DECIDE_OWN_PROPOSALS or not is_theirs)


def decide(proposal, verdicts, user) -> Proposal:
    """Decide on all units of a proposal; `verdicts` has a Verdict for the name of each. Raises NotDecided."""
    kind = proposal.kind if proposal.kind in Kind.values else Kind.CORRECTION
    try:
        with revising(kind, proposal.reason, user.get_username()), transaction.atomic():
            take_turn()
            locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
            if not locked.waits:
                raise NotDecided({"": _("It is decided already: %(state)s.") % {"state": locked.get_state_display()}})
            decided = _decided(locked, verdicts)
            _write(decided)
            check_deferred_constraints()
            _note(locked, decided, user)
    except IntegrityError as error:
        raise NotDecided({"": error_message(error)}) from error
    return locked


def _decided(proposal, verdicts):
    """[(unit, verdict)] of all units, those of the places beside a value included. Raises NotDecided."""
    decided, problems = [], {}
    for record in records_of(proposal):
        refused = _refused_heads(record, verdicts)
        of_all = refused.get((record.model._meta.db_table, record.number))  # a new record, with all that is its own
        for unit in record.units:
            verdict = of_all or refused.get((unit.row.table, unit.row.number)) or verdicts.get(unit.name)
            if verdict is None:
                problems[unit.name] = _("Accept or refuse it.")
                continue
            if verdict.decision == Decision.REFUSED and not verdict.reason:
                problems[unit.name] = _("Say why it is refused.")
                continue
            decided.append((unit, verdict))
            decided += [(place, _of_place(place, verdict, verdicts)) for place in unit.places]
    if problems:
        raise NotDecided(problems)
    return decided


def _refused_heads(record, verdicts):
    """{(table, number): the verdict} of the new record and the new parts that are refused as such."""
    heads = [unit for unit in record.units if unit.is_head and unit.name in verdicts]
    return {
        (unit.row.table, unit.row.number): verdicts[unit.name]
        for unit in heads if verdicts[unit.name].decision == Decision.REFUSED
    }  # fmt: skip


def _of_place(place, of_value, verdicts):
    """A place goes with its value, amended where the reviewer amended the place itself."""
    if of_value.decision == Decision.REFUSED:
        return of_value
    return verdicts.get(place.name) or Verdict(Decision.ACCEPTED)


def _write(decided):
    """Write what is accepted: what goes first, then records, their parts and lists, and names and places last."""
    rows = {}
    for unit, verdict in decided:
        if verdict.decision in WRITTEN and not unit.is_there:
            rows.setdefault(unit.row, []).append((unit, verdict))
    for row in rows:
        if row.after is None:
            model_of(row.table)._default_manager.filter(pk=row.number).delete()
    written = []
    for row in sorted(rows, key=_turn):
        if row.after is not None:
            written.append((row, _written(row, rows[row])))
    for row, instance in written:
        _check(row, instance)
        if isinstance(instance, Cited):
            settle(instance)


def _turn(row):
    model = model_of(row.table)
    return (0 if is_record(model) else 1 if holds_facts(model) else 2, row.pk)


def _written(row, units):
    """The row with the accepted values, saved."""
    model = model_of(row.table)
    is_new = row.before is None
    instance = model(pk=row.number) if is_new else model._default_manager.filter(pk=row.number).first()
    if instance is None:
        raise NotDecided({units[0][0].name: _("It is not there any more: refuse it.")})
    values = {name: row.after[name] for name in _own_columns(row, model)} if is_new else {}
    for unit, verdict in units:
        if unit.is_head:
            continue
        values |= {name: row.after[name] for name in unit.columns if name in row.after} | (verdict.amended or {})
    for field in model._meta.concrete_fields:
        if field.attname in values and not field.generated and not field.primary_key:
            setattr(instance, field.attname, _python(field, values[field.attname]))
    try:
        instance.clean_fields(exclude=[field.name for field in model._meta.concrete_fields if field.many_to_one])
        instance.clean()  # reads an amount off its words
    except ValidationError as error:
        raise NotDecided({units[0][0].name: " ".join(error.messages)}) from error
    instance.save(force_insert=is_new)
    return instance


def _own_columns(row, model):
    """The columns that a new row has whatever is decided on its values."""
    if not holds_facts(model):
        return list(row.after)
    part_of = getattr(model, "part_of", "")
    return [name for name in ("slug", model._meta.get_field(part_of).attname if part_of else "") if name in row.after]


def _python(field, raw):
    if isinstance(field, PartialDateField):
        return PartialDate.of_text(raw) if raw and not isinstance(raw, PartialDate) else raw
    return field.to_python(raw)


def _check(row, instance):
    """Hold a written row against its rules once all of them are there."""
    try:
        instance.full_clean()
    except ValidationError as error:
        raise NotDecided({f"v{row.pk}-": " ".join(error.messages)}) from error


def _note(proposal, decided, user):
    """Keep what was decided, and by which revision."""
    ProposedValue.objects.bulk_create(
        ProposedValue(
            row=unit.row, key=unit.key, decision=verdict.decision, reason=verdict.reason, amended=verdict.amended
        )
        for unit, verdict in decided
    )
    decisions = {verdict.decision in WRITTEN for _unit, verdict in decided}
    amended = any(verdict.decision == Decision.AMENDED for _unit, verdict in decided)
    proposal.state = (
        State.REFUSED if decisions == {False} else State.PARTLY if len(decisions) > 1 or amended else State.ACCEPTED
    )
    proposal.decided_by, proposal.decided_at = user.get_username(), timezone.now()
    proposal.revision_id = open_revision()
    proposal.save()
