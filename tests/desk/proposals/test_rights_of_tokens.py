"""What a token opens: one address, for one method; everywhere else it is as if it were not sent."""

import pytest
from django.test import Client

from accounts.models import Token
from companies.models import Company
from desk.models import Proposal
from tests.builders import make_company
from tests.desk.proposals.people import page_of, put_forward
from tests.desk.proposals.scripts import ADDRESS
from tests.tokens import bearing, make_token

pytestmark = pytest.mark.django_db
READS, REFUSED, ASKED_TO_LOG_IN, NOTHING_THERE, NO_SUCH_METHOD, GONE_WRONG = 200, 403, 302, 404, 405, 400
TABLE = {
    ("get", "/api/v1/companies/heartland/"): READS, ("get", "/companies/heartland/"): READS,
    ("get", "/api/v1/companies/a-draft/"): NOTHING_THERE, ("get", "/companies/a-draft/"): NOTHING_THERE,
    ("post", "/api/v1/companies/"): NO_SUCH_METHOD, ("put", "/api/v1/companies/heartland/"): NO_SUCH_METHOD,
    ("patch", "/api/v1/companies/heartland/"): NO_SUCH_METHOD, ("delete", "/api/v1/rounds/a/"): NO_SUCH_METHOD,
    ("get", ADDRESS): NO_SUCH_METHOD, ("put", ADDRESS): NO_SUCH_METHOD, ("delete", ADDRESS): NO_SUCH_METHOD,
    ("get", f"{ADDRESS}1/"): NOTHING_THERE, ("post", ADDRESS): GONE_WRONG,
    ("get", "/admin/"): ASKED_TO_LOG_IN, ("get", "/admin/desk/proposal/"): ASKED_TO_LOG_IN,
    ("get", "proposal"): ASKED_TO_LOG_IN, ("post", "proposal"): ASKED_TO_LOG_IN,
    ("get", "/admin/accounts/token/"): ASKED_TO_LOG_IN, ("post", "/admin/accounts/token/add/"): ASKED_TO_LOG_IN,
    ("post", "/admin/companies/company/1/change/"): ASKED_TO_LOG_IN, ("get", "/admin/auth/user/"): ASKED_TO_LOG_IN,
    ("post", "/admin/sources/source/1/desk/form/"): ASKED_TO_LOG_IN, ("get", "/admin/reading/"): ASKED_TO_LOG_IN,
}  # fmt: skip


@pytest.mark.parametrize(("method", "address"), TABLE)
def test_the_table_holds_for_a_token_even_of_a_superuser(method, address):
    company = make_company(name="Heartland", slug="heartland", city="Suzhou")
    make_company(name="A draft", slug="a-draft", is_published=False)
    token = make_token()
    type(token.user).objects.update(is_superuser=True)
    proposal = put_forward(company, city="Wuxi")
    sent = {"act": "decide", "rest": "accepted", "name": "Other", "label": "more"}
    where = page_of(proposal) if address == "proposal" else address
    more = {} if method == "get" else {"data": sent, "content_type": "application/json"}
    answer = getattr(Client(), method)(where, headers=bearing(), **more)
    assert answer.status_code == TABLE[method, address]
    assert list(Company.objects.filter(slug="heartland").values_list("name", "city")) == [("Heartland", "Suzhou")]
    assert (Proposal.objects.get().state, Token.objects.count()) == ("open", 1)


def test_a_token_without_the_right_to_propose_is_refused():
    token = make_token()
    token.rights = ["read"]  # as one that is made for something else will have
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("accounts.bearer.token_of", lambda secret: token)
        answer = Client().post(ADDRESS, {}, content_type="application/json", headers=bearing())
    assert (answer.status_code, answer["Content-Type"]) == (REFUSED, "application/problem+json")
