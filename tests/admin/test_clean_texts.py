"""What is typed into a form is kept clean, and what nobody can see is refused."""

import pytest

from companies.models import Company
from names.models import Name
from tests.admin.forms import NAMES, address, errors_of, filled, make_editor, row
from tests.builders import make_company

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
