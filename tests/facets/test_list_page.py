"""The page of a list: active_filters in words, the form, and what it does with a question that can't be answered."""

import re
from html import unescape

import pytest

from tests.builders import cite, make_company, make_event, make_figure, make_round, make_source

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def active_filters(client, address):
    """[(what an active filter says, its link)] without the last, which takes all back."""
    html = re.search(r'<ul class="active-filters".*?</ul>', page(client, address), re.DOTALL)[0]
    links = re.findall(r'<a href="([^"]*)">(.*?)</a>', html, re.DOTALL)[:-1]
    labels = [re.sub(r"<span aria-hidden.*", "", text) for _link, text in links]
    return [
        (unescape(re.sub(r"<[^>]*>", "", text)).strip(), unescape(link))
        for text, (link, _text) in zip(labels, links, strict=True)
    ]


def words(client, address):
    return [label for label, _link in active_filters(client, address)]


def test_an_active_filter_says_dates_in_words(client):
    make_event(when="2025-03")
    assert words(client, "/events/?when_certainly=2025-03&when_possibly=2021/2025&year=2025") == [
        "certainly in March 2025", "possibly in 2021 to 2025", "year: 2025",
    ]  # fmt: skip


def test_an_active_filter_says_amounts_in_the_currency_asked_for(client):
    make_round(amount="US$60 million")
    address = "/rounds/?currency=USD&amount_possibly_min=50000000&amount_certainly_max=1500000000"
    assert words(client, address) == ["currency: USD", "possibly at least US$50M", "certainly at most US$1.5B"]


def test_an_active_filter_says_amounts_in_their_unit(client):
    make_figure(amount="300", unit="hospitals")
    assert words(client, "/figures/?unit=hospitals&amount_certainly_min=5")[1] == "certainly at least 5 hospitals"


def test_an_active_filter_says_the_title_of_a_source_the_name_of_a_record_and_yes_or_no(client):
    make_source("report", title="The report")
    cite(make_company(), "report#2")
    address = "/companies/?source=report&contested=false&coverage=mentioned&q=x"
    assert words(client, address) == [
        "source: The report", "contested: no", "coverage: only mentioned", "name: x",
    ]  # fmt: skip


def test_taking_back_an_active_filter_leaves_the_others(client):
    make_event(when="2025")
    assert [link for _label, link in active_filters(client, "/events/?kind=forum&year=2025")] == [
        "?year=2025",
        "?kind=forum",
    ]


def test_taking_back_the_currency_takes_the_amounts_back_that_say_nothing_without_it(client):
    make_round(amount="US$60 million")
    links = dict(active_filters(client, "/rounds/?currency=USD&amount_possibly_min=5&series=a"))
    assert links["currency: USD"] == "?series=a"


def test_every_active_filter_of_every_kind_leads_to_a_page(client):
    make_figure(amount="RMB 5 million", when="2020")
    address = (
        "/figures/?currency=CNY&amount_possibly_min=5&when_possibly=2020&q=a&id__in=1&slug__in=a&needs_recheck=false"
    )
    for _label, link in active_filters(client, address):
        assert client.get(f"/figures/{link}").status_code == 200


def test_a_form_sent_with_empty_fields_leads_to_the_address_without_them(client):
    answer = client.get("/rounds/?q=&currency=&amount_possibly_min=&series=a&ordering=-when")
    assert (answer.status_code, answer["Location"]) == (302, "/rounds/?series=a&ordering=-when")


def test_the_form_offers_the_currencies_that_there_are(client):
    make_round(amount="US$60 million")
    text = page(client, "/rounds/")
    assert '<option value="USD">USD</option>' in text
    assert 'name="amount_certainly_max"' in text


def test_the_form_keeps_what_is_chosen_in_facets(client):
    make_round(amount="US$60 million", series="a")
    assert '<input type="hidden" name="series" value="a">' in page(client, "/rounds/?series=a")


def test_a_list_without_amounts_asks_for_none(client):
    make_company()
    assert "amount_" not in page(client, "/companies/")


def test_a_question_that_cant_be_answered_says_why_and_leads_to_the_same_without_it(client):
    text = page(client, "/events/?kind=forum&year=nonsense", 400)
    assert "nonsense" in text
    assert 'href="/events/?kind=forum"' in text


def test_a_facet_of_yes_and_no_changes_from_one_to_the_other(client):
    make_company()
    cite(make_company(), "src#3", stance="contradicts")
    text = page(client, "/companies/?contested=true")
    assert 'href="?contested=false"' in text


def facet_links(client, address):
    """The links of the facets, without those of the active filters."""
    text = re.sub(r'<ul class="active-filters".*?</ul>', "", page(client, address), flags=re.DOTALL)
    return [unescape(link) for link in re.findall(r'href="(\?[^"]*)"', text)]


def test_a_page_shows_one_facet_for_a_renamed_filter(client):
    make_company()
    cite(make_company(), "src#3", needs_recheck=True)
    assert [link for link in facet_links(client, "/companies/") if "recheck" in link or "tainted" in link] == [
        "?needs_recheck=true", "?needs_recheck=false",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["/companies/", "/citations/"])
def test_an_old_address_with_the_former_name_of_a_filter_still_filters(client, address):
    make_company(name="Fine")
    cite(make_company(name="Changed"), "src#3", needs_recheck=True)
    text = page(client, f"{address}?tainted=true")
    assert ("Changed" in text, "Fine" in text) == (True, False)
    assert words(client, f"{address}?tainted=true") == words(client, f"{address}?needs_recheck=true")
    assert active_filters(client, f"{address}?tainted=true") == [("needs re-check: yes", "?")]
    links = facet_links(client, f"{address}?tainted=true")
    assert "?tainted=false" in links
    assert not [link for link in links if "needs_recheck" in link]


def test_the_list_of_places_shows_each_with_what_it_supports(client):
    cite(make_company(name="Pamu"), "src#7", field="name", stated="Pamu Medical")
    text = page(client, "/citations/?source=src&paragraph=7")
    assert 'href="/sources/src/#p7"' in text
    assert "<q>Pamu Medical</q>" in text


def test_a_date_that_a_list_fetches_from_another_record_is_shown_in_words(client):
    make_event(company=make_company(), kind="founded", when="2016-03")
    text = page(client, "/companies/")
    assert '<span class="date">March 2016</span>' in text
    assert "edtf" not in text


def test_a_text_that_was_looked_for_in_vain_says_so_in_the_list_too(client):
    make_company(gaps={"summary": "not_stated"})
    assert "not stated in the sources read" in client.get("/companies/").content.decode()


def more_possible(client, address):
    """(What a list says of the records that it leaves out, the link to the list with them)."""
    html = re.search(r'<p class="more-possible">(.*?)<a href="([^"]*)"', page(client, address), re.DOTALL)
    return html and (html[1].strip(), unescape(html[2]))


def test_a_list_of_certain_dates_says_how_many_more_are_possible_and_leads_to_them(client):
    make_event(when="2016"), make_event(when="[..2018]"), make_event(when="2019/2022"), make_event(when="2024")
    words, link = more_possible(client, "/events/?when_certainly=2014/2020&dated=true")
    assert words.startswith("2 more are possible")
    assert link == "/events/?dated=true&when_possibly=2014%2F2020"
    assert more_possible(client, link) is None


def test_where_every_possible_date_is_certain_nothing_is_left_out(client):
    make_event(when="2016")
    assert more_possible(client, "/events/?when_certainly=2014/2020") is None


def test_a_list_that_can_not_be_made_names_the_field_as_the_form_does_and_keeps_what_was_typed(client):
    make_round(name="Series B", amount="US$60 million")
    text = page(client, "/rounds/?q=series&amount_possibly_min=50000000&series=b&when_possibly=2021", 400)
    errors = re.sub(r"<[^>]*>", "", text[text.index("<h1>") : text.index('class="list-form"')])
    assert "Say in which currency “possibly at least” counts." in errors
    assert "amount_" not in errors
    for name, value in (("q", "series"), ("amount_possibly_min", "50000000"), ("when_possibly", "2021")):
        assert re.search(rf'name="{name}"[^>]* value="{value}"', text)
    assert '<input type="hidden" name="series" value="b">' in text
    assert '<option value="USD">' in text


def test_of_what_is_chosen_and_wrong_nothing_is_passed_on(client):
    text = page(client, "/events/?kind=nonsense&when_certainly=soon&dated=true", 400)
    assert re.search(r'name="when_certainly" value="soon"', text)
    assert '<input type="hidden" name="dated" value="true">' in text
    assert 'name="kind"' not in text
