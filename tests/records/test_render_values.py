"""Markup rendered in Python escapes what a template would escape."""

import pytest
from django.utils import translation

from records.render_values import value
from records.short_forms import ShortForm
from records.view_models import Fact, Value

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


def test_words_beside_a_value_are_those_of_the_language_that_is_active(monkeypatch):
    fact = Fact("amount", "Amount", "", Value("amount", "some", "US$1M"))
    monkeypatch.setattr("records.render_values._", lambda text: f"{translation.get_language()}:{text}")
    with translation.override("de"):
        assert "de:read as" in value(fact)
