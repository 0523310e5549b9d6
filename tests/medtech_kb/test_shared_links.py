"""What other sites hang on a shared link is taken off by a redirect, on pages and not in the API."""

import pytest

from catalogue.record_types import RECORD_TYPES
from compare.request_parameters import COMPARED
from medtech_kb.shared_links import NAMES, PREFIXES, is_added
from pictures.pathways.filters import ProductRowFilters
from search.request_parameters import PARAMETERS
from sources.record_types import CITATIONS

pytestmark = pytest.mark.django_db
OF_LISTS = {"ordering", "cursor", "page_size", "fields", "omit", "facets", "format", "compare", "by", "beside"}


@pytest.mark.parametrize(("shared", "own"), [
    ("/?utm_source=newsletter&utm_medium=mail", "/"),
    ("/companies/?kind=device&fbclid=x&kind=ai", "/companies/?kind=device&kind=ai"),
    ("/search/?q=%E6%8E%A8+%2b&from=singlemessage&isappinstalled=0", "/search/?q=%E6%8E%A8+%2b"),
    ("/companies/nobody/?gclid=1&compare=a,b", "/companies/nobody/?compare=a,b"),
    ("/companies/?when_certainly=&ut%6D_source=x", "/companies/?when_certainly="),
    ("/match/?ref", "/match/"),
    ("/pathways.svg?utm_campaign=a&marketing=true", "/pathways.svg?marketing=true"),
])  # fmt: skip
def test_a_shared_link_leads_to_the_same_address_without_what_others_added(client, shared, own):
    answer = client.get(shared)
    assert (answer.status_code, answer.headers["Location"]) == (302, own)


def test_nobody_is_led_to_another_host(client):
    answer = client.get("/", {"fbclid": "1"}, PATH_INFO="//evil.example/")
    assert answer.headers["Location"] == "/%2Fevil.example/"


def test_the_address_that_it_leads_to_is_a_page(client):
    assert client.get("/companies/?utm_source=a&coverage=profiled", follow=True).status_code == 200


def test_the_api_takes_nothing_off(client):
    answer = client.get("/api/v1/companies/?utm_source=a")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "utm_source")


def test_what_is_sent_by_a_form_is_not_led_elsewhere(client):
    assert client.post("/match/?utm_source=a", {"names": "Pamu"}).status_code == 400


def test_the_admin_answers_for_its_own_addresses(admin_client):
    assert "utm_source" not in admin_client.get("/admin/?utm_source=a").headers.get("Location", "")
    assert admin_client.get("/admin/?utm_source=a").status_code == 200


def test_no_parameter_of_ours_is_taken_for_one_of_others():
    filters = {name for each in (*RECORD_TYPES, CITATIONS) for name in each.filters.base_filters}
    ours = filters | set(ProductRowFilters.base_filters) | OF_LISTS | {*PARAMETERS, *COMPARED}
    assert [name for name in sorted(ours) if is_added(name)] == []


def test_each_has_its_reason():
    assert all(reason.strip() for reason in {**NAMES, **PREFIXES}.values())
