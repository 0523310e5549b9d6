"""Who may do what with a proposal, as a table of people, deeds and answers."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from companies.models import Company
from desk.models import Proposal, State
from records.admin.rights import ADMINISTRATORS, EDITORS, REVIEWERS, grant_rights
from tests.admin.forms import address
from tests.builders import make_company
from tests.desk.proposals.people import page_of, put_forward, somebody

pytestmark = pytest.mark.django_db
ASKED_TO_LOG_IN, FORBIDDEN, OK, DONE = 302, 403, 200, 302
WHO = ["anonymous", "administrator", "editor", "proposer", "reviewer", "superuser"]
WHAT = {
    "list": (ASKED_TO_LOG_IN, FORBIDDEN, OK, OK, OK, OK),
    "see": (ASKED_TO_LOG_IN, FORBIDDEN, OK, OK, OK, OK),
    "decide": (ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE, DONE),
    "ask": (ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE, DONE),
    "answer": (ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, DONE, FORBIDDEN, FORBIDDEN),
    "withdraw": (ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, DONE, FORBIDDEN, FORBIDDEN),
    "guess": (ASKED_TO_LOG_IN, FORBIDDEN, 400, 400, 400, 400),
    "change company": (ASKED_TO_LOG_IN, FORBIDDEN, OK, OK, OK, OK),
    "users": (ASKED_TO_LOG_IN, OK, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK),
}
TABLE = [(what, who, status) for what, row in WHAT.items() for who, status in zip(WHO, row, strict=True)]
GROUP_OF = {"administrator": ADMINISTRATORS, "editor": EDITORS, "reviewer": REVIEWERS}


def browser_of(who):
    client = Client()
    if who in GROUP_OF:
        return somebody(GROUP_OF[who], who)
    if who == "proposer":
        client.force_login(User.objects.get(username="wen"))
    if who == "superuser":
        client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize(("what", "who", "status"), TABLE)
def test_the_table_of_rights_holds(what, who, status):
    company = make_company(city="Suzhou")
    User.objects.create_user("wen", is_staff=True).groups.add(grant_rights()[EDITORS])
    proposal = put_forward(company, city="Wuxi")
    client = browser_of(who)
    pages = {
        "list": "/admin/desk/proposal/", "see": page_of(proposal), "users": address(User),
        "change company": address(Company, "change", company.pk),
    }  # fmt: skip
    if what in pages:
        assert client.get(pages[what]).status_code == status
        return
    answer = client.post(page_of(proposal), {"act": what, "rest": "accepted", "remark": "Where?"})
    assert answer.status_code == status
    changed = {"decide": State.ACCEPTED, "ask": State.ASKED, "withdraw": State.WITHDRAWN}.get(what, State.OPEN)
    is_done = status == DONE and who != "anonymous"
    assert Proposal.objects.get().state == (changed if is_done else State.OPEN)
    company.refresh_from_db()
    assert company.city == ("Wuxi" if is_done and what == "decide" else "Suzhou")
