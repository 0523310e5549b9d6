"""Pages about the past: each says of which revision it is, and leads on within the same moment."""

import re
from html import unescape

import pytest

from companies.models import Company
from history.models import Revision
from tests.builders import make_company, merge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
PAGES = [
    "/", "/companies/?ordering=-name", "/companies/pamu-medical/", "/sources/pamu-padn-2025/", "/citations/",
    "/pathways/", "/funding/?by=year", "/timeline/", "/compare/?company=pamu-medical&company=droidsurg", "/glossary/",
    "/insights/?kind=claim&page_size=2", "/compare/",
]  # fmt: skip
PRESENT_ONLY = (
    "/search/", "/match/", "/admin/", "/static/", "/api/v1/docs/", "/api/v1/schema/", "/changes/", "/report/"
)  # fmt: skip


def latest():
    return Revision.objects.latest("number").number


def page(client, address, status=200, **parameters):
    answer = client.get(address, parameters)
    assert answer.status_code == status, address
    return answer.content.decode()


def as_of(address, number):
    return f"{address}{'&' if '?' in address else '?'}as_of={number}"


def addresses_in(html):
    return [unescape(found) for found in re.findall(r'\b(?:href|action|src)="([^"]*)"', html)]


def without_pictures(html):
    """The page without its pictures, whose last lines name the address: the rows are in its tables."""
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>", "", html, flags=re.S))


def banner(html):
    return re.sub(
        r"\s+", " ", re.sub("<[^>]*>", "", html.partition('<aside class="as-of"')[2].partition("</aside>")[0])
    )


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_of_which_revision_it_is_and_leads_to_the_present(client, address):
    html = page(client, as_of(address, latest()))
    at = Revision.objects.latest("number").at
    assert f"As of revision {latest()}, {at.day} {at:%B %Y, %H:%M} UTC Show the present" in banner(html)
    (present,) = re.findall(r'<a rel="latest-version" href="([^"]*)"', html)
    assert unescape(present) == address
    assert '<meta name="robots" content="noindex">' in html
    assert "latest-version" not in page(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_to_a_page_or_file_carries_the_revision(client, address):
    number = latest()
    html = page(client, as_of(address, number))
    html = re.sub(r'<a rel="latest-version"[^>]*>', "", html)
    links = [link for link in addresses_in(html) if link.startswith(("/", "?"))]
    links = [link for link in links if not link.endswith("/history/")]
    bare = [link for link in links if f"as_of={number}" not in link and not link.startswith(PRESENT_ONLY)]
    carried = [link for link in links if f"as_of={number}" in link]
    forms = re.findall(r'<form[^>]*action="(/[^"]*)"', html)
    assert [link for link in bare if link not in forms] == []
    assert [link for link in carried if link.startswith(PRESENT_ONLY) or link.count("as_of=") > 1] == []
    assert len(carried) > 15


@pytest.mark.parametrize("address", PAGES)
def test_as_of_the_latest_revision_a_page_is_that_of_today_but_for_its_links(client, address):
    number = latest()
    past = page(client, as_of(address, number))
    past = re.sub(r'<aside class="as-of".*?</aside>|<meta name="robots" content="noindex">', "", past, flags=re.S)
    past = re.sub(rf'(&amp;|\?|&)as_of={number}|<input type="hidden" name="as_of" value="{number}">', "", past)
    present = re.sub(r' data-since="\d+"', "", page(client, address))  # since when a value stands is of the present
    assert without_pictures(past) == without_pictures(present)


def test_a_form_asks_about_the_same_moment_but_a_search_does_not(client):
    html = page(client, as_of("/companies/", latest()))
    forms = re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(<input type="hidden" name="as_of" value="\d+">)?', html)
    assert {action: bool(hidden) for action, hidden in forms} == {"/search/": False, "/companies/": True}


def test_what_a_form_of_a_list_sends_leads_on_within_the_moment(client):
    chosen = {"row": ["pamu-medical", "droidsurg"], "with": "compare", "as_of": "2"}
    assert client.get("/companies/", chosen)["Location"] == "/compare/?company=pamu-medical&company=droidsurg&as_of=2"
    assert client.get("/companies/?column=kind&as_of=2026-12-01")["Location"].endswith("&as_of=2026-12-01")
    assert client.get("/companies?as_of=2")["Location"] == "/companies/?as_of=2"


def test_the_page_of_a_merged_record_leads_on_within_the_moment(client):
    merge("old-address", Company.objects.get(slug="pamu-medical"))
    number = latest()
    answer = client.get(f"/companies/old-address/?as_of={number}")
    assert (answer.status_code, answer["Location"]) == (301, f"/companies/pamu-medical/?as_of={number}")
    answer = client.get(f"/api/v1/companies/old-address/?as_of={number}")
    assert (answer.status_code, answer["Location"]) == (
        308, f"http://testserver/api/v1/companies/pamu-medical/?as_of={number}"
    )  # fmt: skip


def test_a_record_that_was_not_there_yet_is_not_found_and_the_page_leads_on_within_the_past(client):
    html = page(client, "/companies/pamu-medical/", 404, as_of=1)
    assert "As of revision 1," in banner(html)
    assert "/companies/?as_of=1" in addresses_in(html)


@pytest.mark.parametrize("address", ["/search/?q=pamu", "/match/?", "/search/?"])
def test_a_search_says_that_it_knows_the_present_only(client, address):
    html = page(client, f"{address}&as_of=1", 400)
    assert "of the present only" in html
    assert not any("as_of" in link for link in addresses_in(html))


@pytest.mark.parametrize(("text", "status"), [("nonsense", 400), ("2026", 404), ("", 400)])
def test_a_moment_that_is_none_is_refused_with_a_way_to_the_present(client, text, status):
    html = page(client, f"/companies/?kind=device&as_of={text}", status)
    assert "as_of" in html
    assert "/companies/?kind=device" in addresses_in(html)
    assert not any("as_of=" in link for link in addresses_in(html))


def test_the_reader_of_an_unknown_parameter_stays_in_the_moment(client):
    assert "/glossary/?as_of=2" in addresses_in(page(client, "/glossary/?nonsense=1&as_of=2", 400))


def test_pictures_that_stand_alone_say_where_they_are_from_and_lead_on_within_the_moment(client):
    picture = page(client, f"/pathways.svg?as_of={latest()}")
    assert f"/pathways/?as_of={latest()}, {Revision.objects.latest('number').at.date()}" in re.sub(
        r"</text>\s*<text[^>]*>", "", picture
    )
    links = [link for link in addresses_in(picture) if link.startswith("http://testserver/")]
    assert links
    assert all(link.endswith(f"as_of={latest()}") for link in links)


def test_drafts_stay_unseen_in_the_past(client):
    make_company(slug="a-draft", is_published=False)
    page(client, "/companies/a-draft/", 404, as_of=latest())


def test_an_editor_sees_the_drafts_of_then_as_those_of_now(client, admin_client):
    make_company(slug="a-draft", is_published=False)
    page(admin_client, "/companies/a-draft/", as_of=latest())
    page(admin_client, "/companies/a-draft/", 404, as_of=1)
    assert client.get("/companies/a-draft/", {"as_of": latest()}).status_code == 404


def test_the_admin_knows_nothing_of_moments(admin_client):
    assert admin_client.get("/admin/?as_of=1").status_code == 200
