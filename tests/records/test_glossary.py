"""The glossary has every term and field once, and help on a page leads to an anchor that is there."""

import re

import pytest

from catalogue.glossary import fields_by_type, terms
from catalogue.record_types import RECORD_TYPES
from environment import BASE
from regulatory.models import Milestone
from regulatory.vocabulary import Pathway
from tests.builders import MAKERS, with_everything

pytestmark = pytest.mark.django_db
TEMPLATES = BASE / "templates" / "site"


@pytest.fixture
def glossary(client):
    return client.get("/glossary/").content.decode()


def ids(page):
    return re.findall(r' id="([^"]+)"', page)


def test_every_anchor_is_there_once(glossary):
    assert len(ids(glossary)) == len(set(ids(glossary)))
    assert [key for key in re.findall(r'href="#([^"]+)"', glossary) if key not in ids(glossary)] == []


def test_every_record_type_says_what_its_fields_mean(glossary):
    assert {f"of-{record_type.name}" for record_type in RECORD_TYPES} <= set(ids(glossary))
    assert [each.key for each in fields_by_type() if not each.fields] == []


def test_a_field_has_the_help_text_and_the_words_of_its_model(glossary):
    strength = Milestone._meta.get_field("strength")
    entry = glossary[glossary.index('id="of-milestones-strength"') :].partition("</div>")[0]
    assert str(strength.help_text).replace("<", "&lt;") in entry
    assert all(str(label) in entry.replace("&#39;", "'") for _value, label in strength.choices)


def test_the_parts_of_a_record_have_their_fields_too(glossary):
    assert "of-rounds-part-investments" in ids(glossary)


def test_terms_of_the_field_are_there_with_the_labels_of_their_vocabulary(glossary):
    for pathway in (Pathway.FDA_IDE, Pathway.FDA_HDE, Pathway.FDA_510K, Pathway.FDA_DE_NOVO, Pathway.FDA_PMA):
        assert re.search(rf'id="{pathway.value}"><dt>{re.escape(str(pathway.label))}</dt>', glossary)
    assert {"nmpa", "ce_mdr", "cms_coverage", "nmpa_green_channel", "device-class"} <= set(ids(glossary))


def test_every_term_has_a_meaning_and_no_meaning_stands_twice():
    meanings = [term.meaning for items in terms().values() for term in items]
    assert all(meanings)
    assert len(meanings) == len(set(meanings))


def test_help_on_every_page_leads_to_an_anchor_that_is_there(client, glossary):
    company, found = with_everything(times=1), set()
    for address in (
        "/",
        "/milestones/",
        "/figures/",
        "/citations/",
        f"/companies/{company.slug}/",
        "/pathways/",
        "/compare/",
    ):
        found |= set(re.findall(r'href="/glossary/#([^"]+)"', client.get(address).content.decode()))
    assert {"of-milestones", "of-companies", "of-rounds"} <= found <= set(ids(glossary))


def test_a_section_has_one_link_to_its_terms_and_a_folded_one_is_no_tab_stop(client):
    company = with_everything(times=3)
    page = client.get(f"/companies/{company.slug}/").content.decode()
    section = page[page.index('id="part-milestones"') :].partition("</details>")[0]
    assert section.count("/glossary/#") == 1
    assert section.index("</summary>") < section.index("/glossary/#")


def test_no_page_says_anything_in_a_tooltip_alone(client):
    """A `title` is seen by nobody who touches or who uses the keyboard."""
    company = with_everything(times=1)
    for name in MAKERS:
        assert " title=" not in client.get(f"/{name}/").content.decode()
    assert " title=" not in client.get(f"/companies/{company.slug}/").content.decode()
    assert [path.name for path in TEMPLATES.rglob("*.html") if " title=" in path.read_text(encoding="utf-8")] == []


def test_the_legend_stands_on_every_page_and_tells_the_kinds_apart_in_words(client):
    for address in ("/", "/glossary/", "/milestones/", "/nothing/"):
        legend = client.get(address).content.decode().partition('id="signs"')[2].partition("</details>")[0]
        for words in ("not looked for", "not stated in the sources read", "undisclosed", "contested", "inferred",
                      "our judgement", "strength", "≠33", "∴33"):  # fmt: skip
            assert words in legend
