"""An editor says whom a record is by, and two records that are merged are by one afterwards."""

import pytest

from companies.models import Company
from market.models import Insight, MarketFigure
from names.merging import merge
from sources.admin.fact_fields import fact_fields
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.builders import cite, make_authority, make_company, make_figure, make_insight, make_partner, make_person

pytestmark = pytest.mark.django_db


def change(client, record, **values):
    url = address(type(record), "change", record.pk)
    return client.post(url, filled(client.get(url)) | values, follow=True)


def test_the_record_is_chosen_by_search_beside_its_words():
    names = [field.name for field in fact_fields(MarketFigure)]
    start = names.index("by_whom")
    assert names[start : start + 5] == ["by_whom", "by_company", "by_partner", "by_authority", "by_person"]
    names = [field.name for field in fact_fields(Insight)]
    start = names.index("said_by")
    assert names[start : start + 5] == ["said_by", "speaker", "by_company", "by_partner", "by_authority"]


def test_an_editor_names_one(client):
    make_editor(client)
    figure, company = make_figure(by_whom="VCBeat database"), make_company()
    assert "admin/autocomplete" in client.get(address(MarketFigure, "change", figure.pk)).text
    change(client, figure, by_company=str(company.pk))
    figure.refresh_from_db()
    assert figure.by_company == company


def test_a_second_one_is_refused_in_words(client):
    make_editor(client)
    figure = make_figure(by_whom="VCBeat", by_company=make_company())
    response = change(client, figure, by_authority=str(make_authority().pk))
    assert "Name one company, clinical partner, authority or person at most." in errors_of(response)
    figure.refresh_from_db()
    assert figure.by_authority is None


def test_a_record_without_words_is_refused_in_words(client):
    make_editor(client)
    response = change(client, make_figure(), by_company=str(make_company().pk))
    assert "Write the words by which the source names them, beside the record." in errors_of(response)


def test_a_form_tells_what_is_by_a_company_from_what_is_about_it(client):
    make_editor(client)
    company = make_company()
    make_figure(company=company)
    make_figure(by_whom="They", by_company=company)
    make_figure(by_whom="They", by_company=company)
    shown = client.get(address(Company, "change", company.pk)).context["kb_related"]
    numbers = {relation["label"]: relation["number"] for relation in shown}
    assert (numbers["figures, company"], numbers["figures, by company"]) == (1, 2)


def test_what_is_by_the_one_is_by_the_other_after_a_merge():
    survivor, duplicate = make_company(), make_company()
    figure = make_figure(by_whom="VCBeat", by_company=duplicate)
    place = cite(figure, "src#2", field="by_company", stated="VCBeat")
    merge(survivor, duplicate)
    figure.refresh_from_db()
    place.refresh_from_db()
    assert (figure.by_company, place.needs_recheck) == (survivor, False)


def test_two_figures_that_are_by_two_become_one_that_is_by_the_first():
    company = make_company()
    survivor = make_figure(by_whom="VCBeat", by_company=company)
    duplicate = make_figure(by_whom="NMPA", by_authority=make_authority())
    place = cite(duplicate, "src#2", field="by_authority", stated="the NMPA")
    merged = merge(survivor, duplicate)
    place.refresh_from_db()
    assert (merged.by_whom, merged.by_company, merged.by_authority) == ("VCBeat", company, None)
    assert place.needs_recheck


def test_words_that_name_somebody_else_do_not_get_the_others_record():
    merged = merge(make_figure(by_whom="a hospital"), make_figure(by_whom="VCBeat", by_company=make_company()))
    assert (merged.by_whom, merged.by_company) == ("a hospital", None)


def test_a_speaker_stays_the_one_who_says_it():
    speaker = make_person()
    merged = merge(make_insight(speaker=speaker), make_insight(said_by="A hospital", by_partner=make_partner()))
    assert (merged.speaker, merged.by_partner, merged.said_by) == (speaker, None, "")


def test_who_says_it_is_taken_over_with_the_words_where_none_are_there():
    company = make_company()
    merged = merge(make_insight(), make_insight(said_by="VCBeat", by_company=company))
    assert (merged.said_by, merged.by_company) == ("VCBeat", company)
