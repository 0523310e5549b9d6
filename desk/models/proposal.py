"""Proposals: rows of curated tables as somebody would have them, and what reviewers decided about each value."""

import json
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a proposal comes from."""

    EDITOR = "editor", _("editor")
    MACHINE = "machine", _("machine")
    READER = "reader", _("reader")


class State(models.TextChoices):
    """What became of a proposal; it waits for a reviewer while it is open, and for its proposer when asked back."""

    OPEN = "open", _("open")
    ASKED = "asked", _("asked back")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("accepted in part")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


WAITING = (State.OPEN, State.ASKED)


class Decision(models.TextChoices):
    """What a reviewer decided about one value."""

    ACCEPTED = "accepted", _("accepted")
    AMENDED = "amended", _("amended")
    REFUSED = "refused", _("refused")


class Exact(json.JSONDecoder):
    """Reads JSON without rounding a number."""

    def __init__(self, **options):
        super().__init__(**{**options, "parse_float": Decimal})


def _row_of_json(verbose_name, help_text):
    return models.JSONField(
        verbose_name, null=True, blank=True, encoder=DjangoJSONEncoder, decoder=Exact, help_text=help_text
    )


class Proposal(models.Model):
    """Changes of published records that somebody would like to see made; not public before they are accepted."""

    keeps_history = False

    origin = models.CharField(_("from"), max_length=10, choices=Origin, help_text=_("Where it comes from."))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, help_text=_("What became of it.")
    )
    title = models.CharField(_("records"), max_length=200, help_text=_("The records that it changes, by their names."))
    touches = ArrayField(
        models.CharField(max_length=80), verbose_name=_("records by number"), default=list, blank=True,
        help_text=_("The records that it changes, as “type/number”."),
    )  # fmt: skip
    by = models.CharField(
        _("proposed by"), max_length=150, blank=True,
        help_text=_("The editor, or whose token a script used; empty for a reader."),
    )  # fmt: skip
    at = models.DateTimeField(_("proposed at"), auto_now_add=True, help_text=_("When it came in."))
    made_against = models.BigIntegerField(
        _("made against"), help_text=_("The last revision that whoever proposed it could have seen.")
    )
    kind = models.CharField(
        _("kind"), max_length=12, blank=True, help_text=_("The kind of change that the revision will be.")
    )
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why, in the words of whoever proposed it."))
    digest = models.CharField(
        _("digest"), max_length=64, blank=True, help_text=_("SHA-256 of the files that it was made of, if any.")
    )
    decided_by = models.CharField(
        _("decided by"), max_length=150, blank=True, help_text=_("The reviewer; empty while it waits.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When it was decided."))
    revision = models.ForeignKey(
        "history.Revision", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="proposals",
        verbose_name=_("revision"), help_text=_("The revision by which it was accepted, in full or in part."),
    )  # fmt: skip

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("proposal"), _("proposals")
        permissions = [("decide_proposal", _("Can publish, and decide on proposals"))]
        indexes = [models.Index(fields=["state", "-id"], name="proposal_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="files_are_proposed_once",
                violation_error_message=_("These files are proposed already."),
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values, state__in=State.values), name="a_proposal_is_of_a_known_kind",
                violation_error_message=_("A proposal comes from an editor, a machine or a reader."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return _("Proposal %(number)s") % {"number": self.pk}

    @property
    def waits(self):
        """Whether it is not decided yet."""
        return self.state in WAITING


class ProposedRow(models.Model):
    """A row of a curated table as it was and as it should be; a new one has its number already."""

    keeps_history = False

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="rows", verbose_name=_("proposal"), help_text=_("What it is part of.")
    )
    table = models.CharField(_("table"), max_length=63, help_text=_("The table of the row."))
    number = models.BigIntegerField(_("number"), help_text=_("The row's number in its table."))
    before = _row_of_json(_("before"), _("The columns as they were; empty for a new row."))
    after = _row_of_json(_("after"), _("The columns as they should be; empty for a row that should go."))

    class Meta:
        ordering = ["proposal_id", "id"]
        verbose_name, verbose_name_plural = _("proposed row"), _("proposed rows")
        indexes = [models.Index(fields=["table", "number"], name="proposed_row_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "table", "number"], name="a_row_is_proposed_once",
                violation_error_message=_("This proposal has that row already."),
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="a_proposed_row_is_something",
                violation_error_message=_("A row needs what it was or what it should be."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.table} {self.number}"


class ProposedValue(models.Model):
    """What was decided about one value of a proposed row."""

    keeps_history = False

    row = models.ForeignKey(
        ProposedRow, models.CASCADE, related_name="decisions", verbose_name=_("row"),
        help_text=_("The row that has the value."),
    )  # fmt: skip
    key = models.CharField(
        _("value"), max_length=63, blank=True, help_text=_("As citations name it; empty for the row as a whole.")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, help_text=_("What was decided."))
    amended = _row_of_json(_("amended"), _("The columns as the reviewer wrote them, if differently."))
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it was decided so."))

    class Meta:
        ordering = ["row_id", "id"]
        verbose_name, verbose_name_plural = _("decision on a value"), _("decisions on values")
        constraints = [
            models.UniqueConstraint(
                fields=["row", "key"], name="a_value_is_decided_once",
                violation_error_message=_("This value is decided already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.row}, {self.key}: {self.get_decision_display()}"


class Remark(models.Model):
    """What a reviewer asked about a proposal, or its proposer answered."""

    keeps_history = False

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="remarks", verbose_name=_("proposal"), help_text=_("What it is about.")
    )
    by = models.CharField(_("by"), max_length=150, help_text=_("Who wrote it."))
    at = models.DateTimeField(_("time"), auto_now_add=True, help_text=_("When it was written."))
    text = models.TextField(_("text"), help_text=_("Plain text."))

    class Meta:
        ordering = ["proposal_id", "id"]
        verbose_name, verbose_name_plural = _("remark"), _("remarks")

    def __str__(self):
        return f"{self.by}: {self.text}"
