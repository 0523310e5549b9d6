"""The first screen of a company: where it stands, and with whom it works."""

import re

import pytest

from tests.builders import cite, make_collaboration, make_company, make_milestone, make_partner, make_product

pytestmark = pytest.mark.django_db


def part(client, company, heading):
    """What stands below a heading of the first screen, as text."""
    page = client.get(f"/companies/{company.slug}/").content.decode()
    html = re.search(rf'<h2 id="{heading}">.*?</section>', page, re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


def test_where_no_step_is_stated_it_says_so_in_place_of_an_empty_table(client):
    company = make_company()
    make_product(company=company)
    status = part(client, company, "g-status")
    assert status == "Regulatory status No step with an authority is stated in the sources read."


def test_where_a_step_is_stated_only_products_with_one_have_a_row(client):
    company = make_company()
    make_milestone(company=company, product=make_product(company=company, name="Valve"))
    make_product(company=company, name="Robot")
    status = part(client, company, "g-status")
    assert "Valve" in status
    assert "Robot" not in status


def test_a_partner_of_several_collaborations_stands_once_with_their_kinds_and_places(client):
    company, hospital = make_company(), make_partner(name="Sixth Hospital")
    for number, kind in enumerate(("co_development", "trial_site", "co_development"), 1):
        work = make_collaboration(company=company, partner=hospital, kind=kind)
        cite(work, f"report#{number}", field="partner", stated="Sixth Hospital")
    partners = part(client, company, "g-partners")
    assert re.fullmatch(r"Partners Sixth Hospital co-development, trial site b?1 b?2 b?3", partners)
