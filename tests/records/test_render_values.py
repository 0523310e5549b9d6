"""Markup rendered in Python escapes what a template would escape."""

import pytest
from django.utils import translation

from records.render_values import citation_links, value
from records.short_forms import ShortForm
from records.view_models import CitedPlace, Fact, Value

EVIL = "\"><script>alert('1')</script>&"
KINDS = ["text", "date", "amount", "ref", "choice", "yesno", "link", "undisclosed"]


def shown(kind, **more):
    fact = Fact("role", "Role", "", Value(kind, EVIL, EVIL + "2", EVIL, EVIL, **more))
    made = value(fact)
    return made if hasattr(made, "__html__") else ""  # else the template escapes it


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_can_bring_a_tag_or_leave_its_attribute(kind):
    html = shown(kind)
    assert "<script" not in html
    assert '">' not in html.replace('">', "", html.count("<"))


def test_lists_of_references_and_of_parts_are_escaped_too():
    inner = Value("ref", EVIL, url=EVIL)
    parts = [ShortForm(inner, Value("tag", EVIL, key=EVIL), EVIL, Value("date", EVIL), (EVIL,))]
    assert "<script" not in shown("refs", items=[inner]) + shown("parts", items=parts)


def test_a_text_of_several_lines_keeps_them_and_nothing_else():
    assert value(Fact("note", "Note", "", Value("text", f"one\n{EVIL}"))) == (
        "one<br>&#34;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;"
    )


def test_why_a_value_is_missing_is_escaped():
    assert "<script" not in value(Fact("note", "Note", "", None, gap=EVIL))


@pytest.mark.parametrize("compact", [True, False])
def test_what_a_place_states_stays_in_its_attribute(compact):
    html = citation_links([CitedPlace(EVIL, 3, EVIL, "contradicts")], compact)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == html.count("alert")


def test_places_of_one_source_stand_together_and_the_stance_is_read_aloud():
    html = citation_links(
        [
            CitedPlace("s", 3, "Suzhou", "supports"),
            CitedPlace("s", 4, "", "contradicts"),
            CitedPlace("t", 1, "", "supports"),
        ]
    )
    assert html.count('class="cites-source"') == 2
    assert 'aria-label="s, paragraph 3: “Suzhou”"' in html
    assert 'class="cite against" href="/sources/s/#p4"' in html
    assert 'aria-label="contradicted by s, paragraph 4"' in html


def test_no_place_is_no_markup():
    assert citation_links([]) == ""


def test_words_beside_a_value_are_those_of_the_language_that_is_active(monkeypatch):
    fact = Fact("amount", "Amount", "", Value("amount", "some", "US$1M"))
    monkeypatch.setattr("records.render_values._", lambda text: f"{translation.get_language()}:{text}")
    with translation.override("de"):
        assert "de:read as" in value(fact)
