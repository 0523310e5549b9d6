"""The rules of the database about proposals."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from desk.models import Origin, Proposal, ProposedRow, ProposedValue
from tests.builders import make_company
from tests.desk.proposals.people import put_forward

pytestmark = pytest.mark.django_db


def make_row(**values):
    proposal = Proposal.objects.create(origin=Origin.EDITOR, title="One", made_against=1)
    return ProposedRow.objects.create(proposal=proposal, table="companies_company", number=1, after={"id": 1}, **values)


def test_a_proposal_is_of_a_known_kind():
    """The rule a_proposal_is_of_a_known_kind."""
    with pytest.raises(IntegrityError, match="a_proposal_is_of_a_known_kind"):
        Proposal.objects.create(origin="guess", title="One", made_against=1)


def test_a_row_is_proposed_once():
    """The rule a_row_is_proposed_once."""
    row = make_row()
    with pytest.raises(IntegrityError, match="a_row_is_proposed_once"):
        ProposedRow.objects.create(proposal=row.proposal, table=row.table, number=row.number, after={"id": 1})


def test_a_proposed_row_was_or_will_be_something():
    """The rule a_proposed_row_is_something."""
    row = make_row()
    with pytest.raises(IntegrityError, match="a_proposed_row_is_something"):
        ProposedRow.objects.create(proposal=row.proposal, table=row.table, number=2)


def test_a_value_is_decided_once():
    """The rule a_value_is_decided_once."""
    row = make_row()
    ProposedValue.objects.create(row=row, key="city", decision="refused")
    with pytest.raises(IntegrityError, match="a_value_is_decided_once"):
        ProposedValue.objects.create(row=row, key="city", decision="accepted")


def test_proposals_with_what_is_erased_go_as_a_whole():
    company, other = make_company(name="Heartland"), make_company(name="Wavefront")
    put_forward(company, city="Wuxi")
    put_forward(other, summary="Said by Li Wen.")
    kept = put_forward(other, city="Hefei")
    call_command("erase", "--text", "Li Wen", "--yes", stdout=StringIO(), stderr=StringIO())
    assert Proposal.objects.count() == 2
    said = StringIO()
    call_command("erase", "--record", f"companies/{company.slug}", "--dry-run", stdout=said)
    assert "Proposals with it, which go as a whole: 1" in said.getvalue()
    call_command("erase", "--record", f"companies/{company.slug}", "--yes", stdout=StringIO(), stderr=StringIO())
    assert Proposal.objects.get() == kept
