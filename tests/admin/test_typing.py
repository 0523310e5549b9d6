"""Dates and amounts are typed as a person writes them and shown as they are read."""

import pytest

from companies.models import FundingRound
from tests.admin.forms import NAMES, address, errors_of, filled, make_editor, messages_of, row
from tests.builders import make_company, make_round

pytestmark = pytest.mark.django_db


def typed_into(client, funding_round, **values):
    url = address(FundingRound, "change", funding_round.pk)
    typed = filled(client.get(url)) | {"_continue": "1"} | values
    return client.post(url, typed, follow=True)


@pytest.mark.parametrize(
    ("typed", "edtf", "shown"),
    [
        ("2025-03", "2025-03", "March 2025"),
        ("March 2025", "2025-03", "March 2025"),
        ("14 March 2025", "2025-03-14", "14 March 2025"),
        ("Q3 2019", "2019-35", "Q3 2019"),
        ("about 2013", "2013~", "about 2013"),
        ("by the end of 2026", "[..2026]", "by 2026"),
        ("2021年底", "2021-10~/2021-12", "2021年底"),
    ],
)
def test_a_date_is_read_and_echoed(client, typed, edtf, shown):
    make_editor(client)
    funding_round = make_round()
    page = typed_into(client, funding_round, when=typed)
    funding_round.refresh_from_db()
    assert funding_round.when.edtf == edtf
    assert f'<div class="readonly">{shown}</div>' in page.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "tens of millions of dollars",
            "US$10M to under US$100M, currency inferred: at least 10,000,000 and less than 100,000,000",
        ),
        ("US$5 million", "US$5M: exactly 5,000,000"),
        ("over RMB 100 million", "over RMB 100M: more than 100,000,000"),
        ("undisclosed", "undisclosed"),
        ("a fortune", "a fortune: kept as words, no range can be read off them"),
    ],
)
def test_an_amount_is_read_and_echoed(client, typed, shown):
    make_editor(client)
    page = typed_into(client, make_round(), amount_stated=typed)
    assert f'<div class="readonly">{shown}</div>' in page.text


def test_a_date_that_can_not_be_read_stays_in_the_form_with_the_reason(client):
    make_editor(client)
    funding_round = make_round(when="2024")
    page = typed_into(client, funding_round, when="last spring")
    assert 'value="last spring"' in page.text
    assert "is no date that can be read" in errors_of(page)
    funding_round.refresh_from_db()
    assert funding_round.when.edtf == "2024"


@pytest.mark.parametrize("typed", ["unknown", "N/A", "TBD", "-", "未知"])
def test_what_people_write_where_they_have_no_amount_is_not_kept_as_the_sources_words(client, typed):
    make_editor(client)
    page = typed_into(client, make_round(amount="US$5 million"), amount_stated=typed)
    assert f"“{typed}” is no amount. Leave it empty" in errors_of(page)
    assert FundingRound.objects.get().amount.stated == "US$5 million"


def test_a_form_that_fails_elsewhere_echoes_what_was_typed(client):
    make_editor(client)
    page = typed_into(client, make_round(), name="", when="Q3 2019", amount_stated="undisclosed")
    assert '<div class="readonly">Q3 2019</div>' in page.text
    assert '<div class="readonly">undisclosed</div>' in page.text


def test_the_list_shows_dates_and_amounts_in_words(client):
    make_editor(client)
    make_round(company=make_company(), when="2021-08", amount="tens of millions of dollars")
    page = client.get(address(FundingRound)).text
    assert "August 2021" in page
    assert "US$10M to under US$100M" in page


@pytest.mark.parametrize(("typed", "is_warned"), [("2999", True), ("2020/2999", False), ("2020-01/..", False)])
def test_a_date_that_is_yet_to_come_is_kept_and_pointed_out(client, typed, is_warned):
    make_editor(client)
    page = typed_into(client, make_round(), when=typed)
    assert ("lies in the future" in messages_of(page)) == is_warned
    assert FundingRound.objects.get().when.edtf == typed


def test_a_date_to_come_is_pointed_out_once(client):
    make_editor(client)
    assert "lies in the future" not in messages_of(typed_into(client, make_round(when="2999"), summary="New."))


def test_the_date_of_a_further_name_is_looked_at_as_well(client):
    make_editor(client)
    name = row(NAMES, 0, text="Former", kind="former", language="en", when="2999")
    assert "Former: 2999 lies in the future" in messages_of(typed_into(client, make_round(), **name))
