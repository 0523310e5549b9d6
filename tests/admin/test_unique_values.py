"""Values that must be unique: swapped and shifted as one likes, and otherwise refused with who has them."""

import pytest

from companies.models import Company, FundingRound
from names.models import Name
from products.models import Study
from sources.models import Citation
from tests.admin.forms import CITATIONS, NAMES, address, errors_of, filled, make_editor, row
from tests.builders import (
    cite,
    make_company,
    make_investment,
    make_name,
    make_outcome,
    make_round,
    make_source,
    make_study,
)

pytestmark = pytest.mark.django_db


def change(client, record, values):
    url = address(type(record), "change", record.pk)
    return client.post(url, filled(client.get(url)) | values)


def paragraphs(company):
    return {place.pk: place.paragraph for place in company.citations.all()}


@pytest.mark.parametrize(
    "typed", [(6, 7, 8), (6, 5, 7), (7, 5, 6), (4, 5, 6)], ids=["later", "swapped", "round", "earlier"]
)
def test_paragraphs_are_shifted_and_swapped(client, typed):
    make_editor(client)
    company = make_company(cited=False, is_published=True)
    places = [cite(company, f"src#{number}", field="city", stated="Suzhou") for number in (5, 6, 7)]
    values = {f"{CITATIONS}-{index}-paragraph": str(number) for index, number in enumerate(typed)}
    assert change(client, company, values).status_code == 302
    assert paragraphs(company) == {place.pk: number for place, number in zip(places, typed, strict=True)}
    assert {place.stated for place in company.citations.all()} == {"Suzhou"}


def test_a_row_takes_the_place_of_one_that_is_deleted_behind_it(client):
    make_editor(client)
    company = make_company(cited=False, is_published=True)
    first, _second = (cite(company, f"src#{number}") for number in (5, 6))
    assert change(client, company, {f"{CITATIONS}-0-paragraph": "6", f"{CITATIONS}-1-DELETE": "on"}).status_code == 302
    assert paragraphs(company) == {first.pk: 6}


def test_names_outcomes_and_investors_are_swapped(client):
    make_editor(client)
    company = make_company()
    one, other = (make_name(company, text, kind="brand") for text in ("A", "B"))
    assert change(client, company, {f"{NAMES}-0-text": "B", f"{NAMES}-1-text": "A"}).status_code == 302
    assert [Name.objects.get(pk=name.pk).text for name in (one, other)] == ["B", "A"]
    study = make_study()
    one, other = (make_outcome(study, metric=metric) for metric in ("A", "B"))
    assert change(client, study, {"outcomes-0-metric": "B", "outcomes-1-metric": "A"}).status_code == 302
    assert [study.outcomes.get(pk=outcome.pk).metric for outcome in (one, other)] == ["B", "A"]
    funding_round = make_round()
    one, other = make_investment(funding_round), make_investment(funding_round)
    swapped = {"investments-0-investor": str(other.investor_id), "investments-1-investor": str(one.investor_id)}
    assert change(client, funding_round, swapped).status_code == 302
    pairs = {investment.pk: investment.investor_id for investment in funding_round.investments.all()}
    assert pairs == {one.pk: other.investor_id, other.pk: one.investor_id}


def test_only_the_citations_of_what_changed_need_a_recheck_after_a_swap(client):
    make_editor(client)
    funding_round = make_round()
    one, other = make_investment(funding_round), make_investment(funding_round)
    for investment in (one, other):
        cite(investment, "src#3", field="role")
    swapped = {"investments-0-investor": str(other.investor_id), "investments-1-investor": str(one.investor_id)}
    change(client, funding_round, swapped)
    assert not Citation.objects.filter(field="role", needs_recheck=True).exists()


def test_a_row_that_is_there_twice_says_which_one_it_is(client):
    make_editor(client)
    company = make_company()
    make_name(company, "Heartland", kind="brand")
    answer = change(client, company, row(NAMES, 1, text="Heartland", kind="brand", language="en"))
    assert "This name is already there." in errors_of(answer)
    assert f'<a href="#{NAMES}-0">It is in this row.</a>' in answer.text


def test_an_address_that_another_record_has_names_that_record_with_a_link(client):
    make_editor(client)
    there = make_company(name="Lanbo", slug="lanbo")
    typed = filled(client.get(address(Company, "add"))) | {"name": "Heartland", "slug": "lanbo"}
    answer = client.post(address(Company, "add"), typed)
    link = f'<a href="{address(Company, "change", there.pk)}">Lanbo</a> has this slug already.'
    assert link in errors_of(answer)


def test_so_does_a_place_that_is_moved_onto_another_on_its_own_page(client):
    make_editor(client)
    company = make_company()
    there, moved = cite(company, "src#5", field="city"), cite(company, "src#6", field="city")
    answer = change(client, moved, {"paragraph": "5"})
    assert "This place is already cited for this value." in errors_of(answer)
    assert address(Citation, "change", there.pk) in errors_of(answer)


def test_a_date_in_the_source_s_own_words_keeps_them_when_another_value_is_saved(client):
    make_editor(client)
    for record in (make_study(when="early 2018"), make_round(when="early 2018")):
        change(client, record, {"summary": "New."})
        assert type(record).objects.get().when.words == "early 2018"
    assert (Study.objects.count(), FundingRound.objects.count()) == (1, 1)


def test_a_source_entered_twice_under_one_address_is_named(client):
    make_editor(client)
    there = make_source("article")
    typed = filled(client.get(address(type(there), "add"))) | {"title": "Another", "slug": "article", "kind": "article"}
    answer = client.post(address(type(there), "add"), typed)
    assert address(type(there), "change", there.pk) in errors_of(answer)
