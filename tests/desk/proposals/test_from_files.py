"""Files that a script made are proposed by a command, and decided on like an editor's proposals."""

import pytest
from django.db import IntegrityError, transaction

from companies.models import Company
from desk.models import Origin, Proposal, State
from history.models import Revision
from records.admin.rights import EDITORS
from tests.curation.folders import change as edit
from tests.curation.folders import command, good, refused
from tests.desk.proposals.people import change, decide, page_of, reviewer, somebody, units

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.django_db(transaction=True)]
COMPANY = "companies/pamu-medical.yaml"


@pytest.fixture
def files(tmp_path):
    """A folder of files that are loaded already; the first editor is there."""
    good(tmp_path)
    command("load_kb", tmp_path)
    somebody(EDITORS, "wen")
    return tmp_path


def test_what_the_files_say_otherwise_is_proposed_and_nothing_is_written(files):
    edit(files, COMPANY, "name: Pamu Medical\n", "name: Pamu Medical Devices\n")
    before = Revision.objects.count()
    assert "Proposal 1 waits for a reviewer." in command("propose", files, "--by", "wen", "--reason", "Read anew")
    assert Revision.objects.count() == before
    assert Company.objects.get().name == "Pamu Medical"
    proposal = Proposal.objects.get()
    assert (proposal.origin, proposal.by, proposal.reason) == (Origin.MACHINE, "wen", "Read anew")
    client = reviewer()
    assert "Made by a machine" in client.get(page_of(proposal)).text
    decide(client, proposal, rest="accepted")
    assert Company.objects.get().name == "Pamu Medical Devices"
    assert Proposal.objects.get().state == State.ACCEPTED


def test_the_same_files_are_one_proposal(files):
    edit(files, COMPANY, "name: Pamu Medical\n", "name: Pamu Medical Devices\n")
    command("propose", files, "--by", "wen")
    assert "These files are Proposal 1 already." in command("propose", files, "--by", "wen")
    assert Proposal.objects.count() == 1


def test_files_with_mistakes_are_refused_with_each_of_them(files):
    edit(files, COMPANY, "authority: notified-body", "authority: nobody")
    edit(files, COMPANY, "coverage: profiled", "coverage: perhaps")
    said = refused("propose", files, "--by", "wen")
    assert "There is no authority “nobody”." in said
    assert "coverage: " in said
    assert "2 mistakes; nothing is proposed." in said
    assert not Proposal.objects.exists()


def test_files_that_say_nothing_new_are_no_proposal(files):
    assert "there is nothing to propose" in refused("propose", files, "--by", "wen")


def test_what_moved_since_the_revision_that_it_was_made_against_is_said(files):
    against = Revision.objects.latest("number").number
    change(reviewer(), Company.objects.get(), name="Pamu")
    edit(files, COMPANY, "name: Pamu Medical\n", "name: Pamu Medical Devices\n")
    command("propose", files, "--by", "wen", "--against", str(against))
    unit = units(Proposal.objects.get())["Name"]
    assert (unit.before, unit.now, unit.after) == ("Pamu Medical", "Pamu", "Pamu Medical Devices")
    assert unit.has_moved


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--by", "nobody"), "There is no user nobody"),
        (("--by", "wen", "--against", "9999"), "There is no revision 9999"),
    ],
)
def test_who_and_against_what_must_be_there(files, arguments, reason):
    assert reason in refused("propose", files, *arguments)


def test_files_are_proposed_once():
    """The rule files_are_proposed_once."""
    values = {"origin": Origin.MACHINE, "title": "One", "made_against": 1, "digest": "a" * 64}
    Proposal.objects.create(**values)
    with pytest.raises(IntegrityError, match="files_are_proposed_once"), transaction.atomic():
        Proposal.objects.create(**values)
