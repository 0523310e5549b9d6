"""The page of matching: a list of names out of a text or a spreadsheet."""

import csv
import io

import pytest

from tests.builders import make_company, make_partner, make_product

pytestmark = pytest.mark.django_db


def matched(client, names, status=200, **chosen):
    answer = client.post("/match/", {"names": names, **chosen})
    assert answer.status_code == status
    return answer


def verdicts(client, names, **chosen):
    text = matched(client, names, **{"as": "csv"}, **chosen).content.decode("utf-8-sig")
    return [(row["verdict"], row["slug"]) for row in csv.DictReader(io.StringIO(text))]


def test_a_list_is_looked_for_among_one_type_where_it_is_chosen(client):
    make_company(name="Xinkeya", slug="maker")
    make_product(name="Xinkeya", slug="device", company=None)
    assert verdicts(client, "Xinkeya")[0][0] == "unsure"
    assert verdicts(client, "Xinkeya", type="products") == [("match", "device")]
    html = matched(client, "Xinkeya", type="products").content.decode()
    assert '<option value="products" selected>' in html


def test_the_columns_of_a_spreadsheet_tell_the_city_and_the_country(client):
    make_partner(name="People Hospital", slug="here", city="Ningbo", country="CN")
    make_partner(name="People Hospital", slug="there", city="Wuxi", country="CN")
    assert verdicts(client, "People Hospital\tWuxi\tCN\t\nPeople Hospital") == [
        ("match", "there"), ("unsure", "here"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("A\n\tWuxi", "A name is missing in line 2."),
        ("A\tWuxi\tCN\tmore", "at most its city and its country; see line 1."),
        ("A\t" + "x" * 81, "see line 1."),
        ("A\n\nB\tWuxi\tChina", "code of two letters, like CN; see line 3."),
    ],
)
def test_columns_that_say_something_else_are_refused_with_their_line(client, names, message):
    assert message in matched(client, names, 400).content.decode()


def test_a_type_that_does_not_exist_is_refused(client):
    html = matched(client, "A", 400, type="<b>nonsense").content.decode()
    assert "There is no record type “&lt;b&gt;nonsense”." in html


def test_a_record_says_in_one_word_what_it_is(client):
    make_partner(name="Xinkeya Hospital")
    assert '<span class="tag">clinical partner</span>' in matched(client, "Xinkeya Hospital").content.decode()
