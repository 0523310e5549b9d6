"""What is typed into a form is kept clean, and what nobody can see is refused."""

import pytest

from companies.models import Company
from names.models import Name
from tests.admin.forms import NAMES, address, errors_of, filled, make_editor, row
from tests.builders import cite, make_company

pytestmark = pytest.mark.django_db


def enter(client, **values):
    typed = filled(client.get(address(Company, "add"))) | values
    return client.post(address(Company, "add"), typed, follow=True)


def test_a_name_is_kept_composed_and_without_blanks_too_many(client):
    make_editor(client)
    further = row(NAMES, 0, text="Lanbo\u00a0 Me\u0301dical", kind="brand", language="en")
    assert enter(client, name=" Lanbo  Medical ", slug="lanbo", **further).redirect_chain
    assert Company.objects.get().name == "Lanbo Medical"
    assert Name.objects.get().text == "Lanbo Médical"


@pytest.mark.parametrize(("letter", "code"), [("\u200b", "U+200B"), ("\u202e", "U+202E"), ("\x07", "U+0007")])
def test_an_invisible_character_is_refused_in_a_name_and_in_a_further_one(client, letter, code):
    make_editor(client)
    assert code in errors_of(enter(client, name=f"Lan{letter}bo", slug="lanbo"))
    further = row(NAMES, 0, text=f"Lan{letter}bo", kind="brand", language="en")
    assert code in errors_of(enter(client, name="Lanbo", slug="lanbo", **further))
    assert not Company.objects.exists()


def test_two_further_names_that_differ_only_in_blanks_are_one(client):
    make_editor(client)
    rows = [row(NAMES, number, text=text, kind="brand", language="en") for number, text in enumerate(("A B", "A  B "))]
    assert "This name is already there." in errors_of(
        enter(client, name="Lanbo", slug="lanbo", **rows[0], **rows[1], **{f"{NAMES}-TOTAL_FORMS": "2"})
    )


def test_a_record_with_lines_in_a_text_can_be_saved(client):
    make_editor(client)
    there = make_company(name="Lanbo")
    url = address(Company, "change", there.pk)
    assert client.post(url, filled(client.get(url))).status_code == 302


def test_a_text_area_leaves_no_carriage_returns(client):
    make_editor(client)
    assert enter(client, name="Lanbo", slug="lanbo", summary="It makes lasers.\r\n\r\nFor clinics.").redirect_chain
    assert Company.objects.get().summary == "It makes lasers.\n\nFor clinics."


def test_saving_a_form_with_an_untouched_text_of_several_lines_marks_no_citation(client):
    make_editor(client)
    there = make_company(name="Lanbo", summary="It makes lasers.\nFor clinics.")
    cite(there, "src#3", field="summary")
    url = address(Company, "change", there.pk)
    typed = filled(client.get(url)) | {"summary": "It makes lasers.\r\nFor clinics."}
    assert client.post(url, typed).status_code == 302
    assert not there.citations.needing_recheck().exists()


def test_a_web_address_is_kept_as_clean_as_a_name(client):
    make_editor(client)
    assert "U+200B" in errors_of(enter(client, name="Lanbo", slug="lanbo", website="https://example.org/\u200ba"))
    assert enter(client, name="Lanbo", slug="lanbo", website="https://example.org/e\u0301").redirect_chain
    assert Company.objects.get().website == "https://example.org/é"
