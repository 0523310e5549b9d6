"""Nobody enters a record twice without being asked."""

import pytest

from companies.models import Company, FundingRound
from products.models import Product
from sources.models import Source
from tests.admin.forms import NAMES, address, errors_of, filled, make_editor, row
from tests.builders import make_company, make_name, make_product, make_round, make_source

pytestmark = pytest.mark.django_db


def enter(client, **values):
    typed = filled(client.get(address(Company, "add"))) | values
    return client.post(address(Company, "add"), typed, follow=True)


@pytest.mark.parametrize("typed", ["Pulnovo Medical", "pulnovo medical", "Pulnova Medical"])
def test_a_name_equal_or_close_to_one_that_is_there_is_asked_about(client, typed):
    make_editor(client)
    there = make_company(name="Pulnovo Medical")
    page = enter(client, name=typed, slug="new", city="Wuxi")
    assert address(Company, "change", there.pk) in errors_of(page)
    assert '<input type="checkbox" name="is_another"' in page.text
    assert 'value="Wuxi"' in page.text
    assert Company.objects.count() == 1


def test_a_further_name_is_asked_about_in_both_directions(client):
    make_editor(client)
    make_name(make_company(name="Keya Medical"), "科亚医疗")
    make_company(name="Airdoc")
    assert "Keya Medical" in errors_of(enter(client, name="科亚医疗", slug="new"))
    further = row(NAMES, 0, text="Airdoc", kind="brand", language="en")
    assert "Airdoc" in errors_of(enter(client, name="Something quite different", slug="new", **further))


def test_another_one_of_the_name_is_saved_once_the_editor_says_so(client):
    make_editor(client)
    make_company(name="Pulnovo Medical", slug="pulnovo")
    response = enter(client, name="Pulnovo Medical", slug="pulnovo-two", is_another="on")
    assert response.redirect_chain
    assert Company.objects.filter(name="Pulnovo Medical").count() == 2


def test_a_character_that_no_name_can_have_is_an_error_in_words(client):
    make_editor(client)
    page = enter(client, name="A\0", slug="a", **row(NAMES, 0, text="B\0", kind="brand", language="en"))
    assert "Null characters are not allowed" in errors_of(page)


def test_a_name_like_no_other_is_not_asked_about(client):
    make_editor(client)
    make_company(name="Pulnovo Medical")
    assert enter(client, name="Keya", slug="keya").redirect_chain


def test_a_record_that_is_there_is_not_asked_about_again(client):
    make_editor(client)
    make_company(name="Pulnovo Medical", slug="one")
    other = make_company(name="Pulnovo Medical", slug="two")
    url = address(Company, "change", other.pk)
    assert client.post(url, filled(client.get(url))).status_code == 302


def test_a_source_of_the_same_title_is_asked_about(client):
    make_editor(client)
    make_source("one", title="The state of medical AI")
    typed = filled(client.get(address(Source, "add"))) | {
        "title": "The state of medical AI", "slug": "two", "kind": "article", "paragraphs": "3", "sha256": "1" * 64,
    }  # fmt: skip
    assert "The state of medical AI" in errors_of(client.post(address(Source, "add"), typed))


@pytest.mark.parametrize(
    ("whose", "name", "is_asked"),
    [
        ("another", "Pamu Medical, Series A", False),
        ("another", "Prob Medical, Series A", True),
        ("the same", "Pamu Medical, Series A", True),
    ],
)
def test_a_round_is_asked_about_when_it_is_the_same_companys_or_has_the_same_name(client, whose, name, is_asked):
    make_editor(client)
    there = make_round(name="Prob Medical, Series A", slug="there")
    company = there.company if whose == "the same" else make_company()
    typed = {"name": name, "slug": "new", "company": str(company.pk)}
    answer = client.post(address(FundingRound, "add"), filled(client.get(address(FundingRound, "add"))) | typed)
    assert FundingRound.objects.filter(slug="new").exists() == (not is_asked)
    assert (answer.status_code == 200 and "Is it one of these?" in errors_of(answer)) == is_asked


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Keya Medical", "科亚医疗"), ("Prob Médical", "PROB MEDICAL Co., Ltd."), ("蓝博医疗", "藍博醫療"),
        ("Beijing Tiantan Hospital", "Peking Tiantan Hospital"), ("蓝博医疗", "Lanbo Yiliao"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_published", [True, False])
def test_the_matcher_decides_which_names_are_alike(client, there, typed, is_published):
    make_editor(client)
    company = make_company(name=there, is_published=is_published)
    assert address(Company, "change", company.pk) in errors_of(enter(client, name=typed, slug="new"))


def test_a_product_of_another_company_is_asked_about_only_by_the_same_name(client):
    make_editor(client)
    there = make_product(name="Cardia Stent", company=make_company())
    for name, is_asked in (("Cardia Stents", False), ("cardia stent", True)):
        typed = filled(client.get(address(Product, "add"))) | {
            "name": name, "slug": "new", "company": str(make_company().pk),
        }  # fmt: skip
        asked = address(Product, "change", there.pk) in errors_of(client.post(address(Product, "add"), typed))
        assert asked == is_asked
