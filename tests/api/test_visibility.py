"""Anonymous readers see what is published and nothing else, at every address and however deep."""

import pytest
from django.apps import apps

from sources.models import Record
from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, ask, make, problem
from tests.builders import MAKERS, cite, merge, with_everything

pytestmark = pytest.mark.django_db
MODELS = {model.record_type: model for model in apps.get_models() if issubclass(model, Record)}


def hide_one(record_type):
    """One record of the type is unpublished; its slug and name are words that stand nowhere else."""
    record = MODELS[record_type].objects.order_by("pk").first()
    key = "title" if record_type == "sources" else "name"
    type(record).objects.filter(pk=record.pk).update(is_published=False, **{key: "Hidden thing"})
    return type(record).objects.get(pk=record.pk)


def all_that_is_read(client):
    """The text of every list with all its facets, and of every detail."""
    for endpoint in ENDPOINTS:
        facets = ",".join(problem(client, endpoint, facets="nonsense")["errors"][0]["allowed"])
        answer = client.get(address(endpoint), {"page_size": 500, "facets": facets})
        yield f"{endpoint} list", answer.content.decode()
        for row in answer.json()["results"]:
            path = f"{address(endpoint)}{row['id'] if endpoint == 'citations' else row['slug']}/"
            yield path, client.get(path).content.decode()


@pytest.mark.parametrize("record_type", WITH_SLUG)
def test_an_unpublished_record_shows_up_nowhere(client, record_type):
    with_everything()
    hidden = hide_one(record_type)
    seen = [path for path, text in all_that_is_read(client) if f'"{hidden.slug}"' in text or "Hidden thing" in text]
    assert seen == []


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_an_unpublished_record_is_not_found(client, endpoint):
    record = make(endpoint, is_published=False)
    problem(client, address(endpoint, record), status=404)
    assert ask(client, endpoint)["count"] == 0


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_no_filter_tells_an_unpublished_record(client, endpoint):
    record = make(endpoint, is_published=False)
    for parameters in ({"slug__in": record.slug}, {"id__in": str(record.pk)}, {"q": str(record)}):
        assert ask(client, endpoint, **parameters)["count"] == 0


def test_a_filter_by_an_unpublished_record_says_that_there_is_none(client):
    hidden = MAKERS["companies"](is_published=False)
    MAKERS["products"](company=hidden)
    problem(client, "products", company=hidden.slug)


def test_the_citations_of_an_unpublished_record_are_not_found(client):
    place = cite(MAKERS["companies"](is_published=False), "src#4")
    problem(client, address("citations", place), status=404)


def test_an_old_address_never_leads_to_an_unpublished_record(client):
    merge("old", MAKERS["companies"](is_published=False))
    problem(client, "/api/v1/companies/old/", status=404)


def test_a_record_shows_up_as_soon_as_it_is_published(client):
    record = MAKERS["companies"](is_published=False)
    type(record).objects.update(is_published=True)
    assert ask(client, address("companies", record))["slug"] == record.slug
