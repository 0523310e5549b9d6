"""Editors, reviewers and what they send; each in a browser of their own."""

from types import SimpleNamespace

from django.db import transaction
from django.test import Client

from desk.models import Origin, Proposal
from desk.proposals.captured import CapturedRow
from desk.proposals.proposing import keep
from desk.proposals.units import records_of, rows_now
from records.admin.rights import EDITORS, REVIEWERS, grant_rights
from tests.admin.forms import address, filled, make_editor


def somebody(group, username):
    """A browser in which a member of a group is signed in."""
    client = Client()
    with transaction.atomic():
        user = make_editor(client, username=username, is_superuser=False)
        user.groups.add(grant_rights()[group])
    return client


def editor(username="wen"):
    return somebody(EDITORS, username)


def reviewer(username="rui"):
    return somebody(REVIEWERS, username)


def change(client, record, **typed):
    """Open the form of a record, type, and save."""
    url = address(type(record), "change", record.pk)
    return client.post(url, filled(client.get(url)) | typed, follow=True)


def propose(record, username="wen", **typed) -> Proposal:
    """The proposal that an editor's save of a record became."""
    change(editor(username), record, **typed)
    return Proposal.objects.latest("pk")


def put_forward(record, by="wen", **after) -> Proposal:
    """A proposal that a form would have made of other values of a record, without a form."""
    row = SimpleNamespace(table=record._meta.db_table, number=record.pk)
    before = rows_now([row])[row.table, row.number]
    row = CapturedRow(row.table, row.number, before, before | after)
    return keep([row], made_against=1, origin=Origin.EDITOR, by=by)


def page_of(proposal):
    return f"/admin/proposals/{proposal.pk}/"


def units(proposal) -> dict:
    """{what it is called: the unit} of a proposal."""
    return {unit.label: unit for record in records_of(proposal) for unit in record.units}


def decide(client, proposal, **answers):
    """Decide; `rest` is for what is not named, names of units are given as they are called, with `_` for spaces.

    The reason for what is refused is “not stated”, unless another is given.
    """
    found = {label.replace(" ", "_"): unit.name for label, unit in units(proposal).items()}
    sent = {"rest-reason": "not stated"} | {found.get(name, name): answer for name, answer in answers.items()}
    return client.post(page_of(proposal), {"act": "decide"} | sent, follow=True)
