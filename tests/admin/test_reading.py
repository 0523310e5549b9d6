"""The form asks how a date or an amount will be read before it is saved."""

import pytest

from companies.models import FundingRound
from tests.admin.forms import address, make_editor
from tests.admin.test_rights import WHO, log_in

pytestmark = pytest.mark.django_db


def read(client, **asked):
    make_editor(client)
    return client.get("/admin/reading/", asked).json()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("March 2025", "March 2025 (2025-03): 1 March 2025 to 31 March 2025"),
        ("5 March 2025", "5 March 2025 (2025-03-05): 5 March 2025"),
        ("by the end of 2026", "by 2026 ([..2026]): until 31 December 2026"),
        ("since 2020", "since 2020 (2020/..): from 1 January 2020 on"),
        ("early 2018", "early 2018 (2018-01/2018-06~): 1 January 2018 to 30 June 2018, approximate"),
        ("2024?", "2024 (uncertain) (2024?): 1 January 2024 to 31 December 2024, uncertain"),
    ],
)
def test_a_date_is_shown_as_it_will_be_read_with_its_days(client, typed, text):
    assert read(client, date=typed) == {"is_read": True, "text": text}


def test_a_date_that_can_not_be_read_is_answered_with_the_reason(client):
    answer = read(client, date="03/04/2021")
    assert not answer["is_read"]
    assert "2021-04-03 or 2021-03-04" in answer["text"]


def test_an_amount_is_shown_as_it_will_be_read_with_its_unit(client):
    assert read(client, amount="US$5 million") == {"is_read": True, "text": "US$5M: exactly 5,000,000"}
    assert read(client, amount="25 countries", unit="countries")["is_read"]
    assert read(client, amount="a fortune") == {
        "is_read": False, "text": "a fortune: kept as words, no range can be read off them",
    }  # fmt: skip
    assert read(client, amount="undisclosed") == {"is_read": True, "text": "undisclosed"}


@pytest.mark.parametrize("asked", [{}, {"date": "2025", "amount": "5"}, {"date": "x" * 201}, {"date": "20\0"}])
def test_what_asks_for_nothing_or_too_much_is_refused(client, asked):
    make_editor(client)
    assert client.get("/admin/reading/", asked).status_code == 400
    assert client.post("/admin/reading/", asked).status_code == 405


@pytest.mark.parametrize(("who", "status"), list(zip(WHO, (302, 302, 403, 200, 200), strict=True)))
def test_only_editors_are_answered(client, who, status):
    log_in(client, who)
    assert client.get("/admin/reading/?date=2025").status_code == status


def test_the_form_of_a_record_brings_the_script(client):
    make_editor(client)
    assert "kb/reading.js" in client.get(address(FundingRound, "add")).text
