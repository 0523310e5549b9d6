"""The marks of places on a page, and the list that they lead to."""

import re

import pytest

from records.place_marks import citation_links, page_places, place_list, reference_counts
from records.shared_marks import with_shared_marks
from records.view_models import CitedPlace
from tests.builders import cite, make_company, make_milestone, make_product, make_source

EVIL = "\"><script>alert('1')</script>&"


def marks_of(*groups):
    """(the marks of each group of places on one page, the list of the page)."""
    with page_places():
        return [citation_links(places) for places in groups], place_list()


def place(source="s", paragraph=3, stated="", stance="supports", **more):
    return CitedPlace(source, paragraph, stated, stance, **more)


def test_a_paragraph_has_the_same_mark_wherever_it_is_cited_and_a_second_source_has_a_letter():
    marks, _places = marks_of([place(label="a")], [place(label="b")], [place("t", 3)], [place("s", 4)])
    assert [re.findall(r">([^<]+)</a>", html) for html in marks] == [["3"], ["3"], ["b3"], ["4"]]


def test_a_mark_leads_to_the_entry_of_its_value_with_its_words():
    (first, second), places = marks_of([place(stated="Suzhou", label="City")], [place(stated="2013", label="Founded")])
    for html, words in ((first, "Suzhou"), (second, "2013")):
        entry = re.search(r'href="#([^"]+)"', html)[1]
        assert f"<q>{words}</q>" in places[places.index(f'id="{entry}"') :].split("; ")[0]


def test_a_value_that_a_page_shows_twice_has_one_entry():
    again = [place(stated="Suzhou", label="City", entry="-companies-x-city")]
    (first, second), places = marks_of(again, again)
    assert first == second
    assert places.count("Suzhou") == 1


def test_what_contradicts_a_value_and_what_it_is_inferred_from_are_told_apart_without_colour():
    (marks,), places = marks_of(
        [place(paragraph=1), place(paragraph=2, stance="contradicts"), place(paragraph=3, is_inferred=True)]
    )
    assert re.findall(r">([^<]+)</a>", marks) == ["1", "≠2", "∴3"]
    assert 'aria-label="contradicted by 2"' in marks
    assert 'aria-label="inferred from 3"' in marks
    assert "contradicts <a" in places
    assert "inferred <a" in places


def test_neighbours_with_the_same_places_share_a_mark_that_leads_to_both_values():
    city, year, other = place(label="City"), place(label="Founded"), place(paragraph=4, label="Kind")
    shown = with_shared_marks([("city", [city]), ("gap", []), ("year", [year]), ("kind", [other])])
    assert [(name, [each.label for each in places]) for name, places in shown] == [
        ("city", []), ("gap", []), ("year", ["City", "Founded"]), ("kind", ["Kind"]),
    ]  # fmt: skip
    (mark,), places = marks_of(shown[2][1])
    assert mark.count("<a ") == 1
    assert 'data-also="2"' in mark
    assert "City" in places
    assert "Founded" in places


@pytest.mark.parametrize("apart", [{"stance": "contradicts"}, {"is_inferred": True}])
def test_a_place_that_contradicts_or_is_inferred_from_shares_no_mark(apart):
    shown = with_shared_marks(
        [("a", [place(label="a")]), ("b", [place(label="b", **apart)]), ("c", [place(label="c")])]
    )
    assert [len(places) for _name, places in shown] == [1, 1, 1]


def test_no_place_is_no_markup():
    assert citation_links([]) == ""


def test_what_a_place_states_is_escaped():
    marks, places = marks_of([place(EVIL, 3, EVIL, record=EVIL, label=EVIL, note=EVIL)])
    assert "<script" not in marks[0] + places


def test_the_places_of_a_page_are_counted():
    with page_places():
        citation_links([place(label="a"), place(paragraph=4, label="b"), place("t", 1, label="c")])
        assert reference_counts() == "3 paragraphs of 2 sources, cited 3 times"


@pytest.mark.django_db
def test_a_page_says_once_that_it_rests_on_one_source(client):
    company = make_company()
    cite(make_product(company=company), "src#2")
    html = client.get(company.get_absolute_url()).content.decode()
    head = html[: html.index("</header>", html.index("<h1>"))]
    assert "All that is stated here is from" in head
    assert "<h2>References</h2>" in html


@pytest.mark.django_db
def test_every_mark_of_a_page_leads_to_an_entry_of_its_list(client):
    company = make_company()
    make_milestone(company=company, product=make_product(company=company))
    cite(company, f"{make_source().slug}#1", field="city")
    html = client.get(company.get_absolute_url()).content.decode()
    targets = re.findall(r'class="cite[^"]*"[^>]* href="#([^"]+)"', html)
    assert targets
    assert [each for each in targets if html.count(f'id="{each}"') != 1] == []
