"""The templates of the site: their texts are ready to be translated, and nothing in them escapes escaping."""

import re

import pytest
from django.core.management.commands.makemessages import TranslatableFile
from django.template import engines
from jinja2 import Environment, meta, nodes

from environment import BASE
from medtech_kb.management.commands.makemessages import BuildFile, calls
from records.jinja import environment, translate, translate_plural

SITE = BASE / "templates" / "site"
TEMPLATES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
EACH = pytest.mark.parametrize("name", TEMPLATES)
TAG = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)


def parsed(name):
    return environment().parse((SITE / name).read_text(encoding="utf-8"))


@EACH
def test_every_template_of_the_site_is_one_of_jinja2(name):
    assert engines["jinja2"].get_template(name)


@EACH
def test_only_texts_written_out_are_translated_and_trusted(name):
    """What `_` gives is trusted to hold tags, so it never gets a value of a record as its text."""
    for call in parsed(name).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "ngettext"):
            texts = call.args[: 2 if call.node.name == "ngettext" else 1]
            assert all(isinstance(text, nodes.Const) for text in texts), f"{name}, line {call.lineno}"


@EACH
def test_no_template_trusts_a_value_blindly(name):
    assert [item.name for item in parsed(name).find_all(nodes.Filter) if item.name in ("safe", "forceescape")] == []
    assert not list(parsed(name).find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)))


@EACH
def test_every_template_that_is_named_is_there(name):
    assert {other for other in meta.find_referenced_templates(parsed(name)) if other not in TEMPLATES} == set()


@EACH
def test_no_word_stands_outside_of_a_text_that_can_be_translated(name):
    source = re.sub(r"<(title|script|style)\b.*?</\1>", "", (SITE / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-z]{3,}", TAG.sub(" ", source).replace("Medtech&nbsp;KB", "")))
    assert words <= {"nbsp", "SHA", "tui", "xiang", "Pamu", "pulmonary", "artery", "hypertension", "left"}


def test_texts_are_handed_to_xgettext_on_their_lines():
    template = (
        '<p>{{ _("One %(name)s", name=x|upper) }}</p>\n\n{% if _("Two") %}{{ ngettext("a", "b", n, m=1) }}{% endif %}'
    )
    assert calls(template) == "_('One %(name)s')\n\n_('Two'); ngettext('a', 'b')\n"


def test_makemessages_reads_both_kinds_of_templates(tmp_path, monkeypatch):
    """What xgettext gets is looked at, since not every machine has xgettext."""
    monkeypatch.setattr("medtech_kb.management.commands.makemessages.SITE", tmp_path / "site")
    texts = {"site": '{{ _("Of the site") }}', "admin": '{% load i18n %}{% translate "Of the admin" %}'}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.html").write_text(text, encoding="utf-8")
        BuildFile(None, "django", TranslatableFile(str(tmp_path / folder), "some.html", None)).preprocess()
    handed = {folder: (tmp_path / folder / "some.html.py").read_text(encoding="utf-8").strip() for folder in texts}
    assert handed["site"] == "_('Of the site')"
    assert "gettext(u'Of the admin')" in handed["admin"]


def test_a_value_within_a_text_is_escaped_and_the_text_is_not():
    assert translate("The <b>%(name)s</b>", name="<i>") == "The <b>&lt;i&gt;</b>"
    assert translate_plural("%(number)s <b>one</b>", "%(number)s of %(what)s", 2, what="<i>") == "2 of &lt;i&gt;"
    assert Environment(autoescape=True).from_string("{{ translate('a') }}").render(translate=translate) == "a"
